@mock @reference
Feature: The mock fails as Okta does
  The recorder answers in the server's place. What an admin reads is in Okta's words.

  @OKTA-1.1-08 @MUST
  Rule: An answer that is no list of users is told with a text of its own

    Scenario Outline: <app>: <body>
      Given an Okta org with a <app>
      And the next GET of Okta is answered with 200:
        """
        <body>
        """
      When the admin tests the connection
      Then Okta says "No results for users returned"

      Examples:
        | app             | body                                                |
        | SAML app        | []                                                  |
        | SAML app        | {"totalResults":0,"startIndex":1,"itemsPerPage":0} |
        | Header Auth app | null                                                |

  @OKTA-1.1-09 @MUST
  Rule: A server that cannot be reached is told as an authentication error with the cause

    Scenario Outline: <app>: the server is down
      Given an Okta org with a <app>
      And the server is down
      When the admin tests the connection
      Then Okta says "Error authenticating: Connect to 127.0.0.1:"
      And Okta says "failed: Connection refused"

      Examples:
        | app             |
        | SAML app        |
        | Header Auth app |

  @OKTA-1.1-10 @MUST
  Rule: A page of HTML is told as invalid JSON with its first character

    Scenario: a proxy refuses
      Given an Okta org with a SAML app
      And the next GET of Okta is answered with 403:
        """
        <html></html>
        """
      When the admin tests the connection
      Then Okta says "Error authenticating: Forbidden. Errors reported by remote server: Invalid JSON: Unexpected character ('<' (code 60))"

  @OKTA-1.2-26 @OKTA-2.5-02 @MUST
  Rule: A refused look-up fails the job, and names person, app, operation, reason and detail

    Scenario Outline: <app>: the server stumbles
      Given a <app> that provisions the server
      And the person Ada
      And the next GET of Okta is answered with 500:
        """
        {"detail":"boom"}
        """
      When the admin assigns Ada to the app
      Then Okta sent:
        | GET | /Users?filter=userName eq "{Ada}"&startIndex=1&count=100 |
      And Okta shows a task which says "Automatic provisioning of user {Ada.name} to app "
      And Okta shows a task which says "failed: Error while verifying if user {Ada} exists: Internal Server Error. Errors reported by remote server: boom"

      Examples:
        | app             |
        | SAML app        |
        | Header Auth app |

  @OKTA-1.2-27 @OKTA-2.3-06 @OKTA-2.3-07 @MUST
  Rule: A create that fails is tried once, and as a whole again when an admin says so

    Scenario Outline: <app>: later
      Given a <app> that provisions the server
      And the person Ada
      And the next POST of Okta is answered with 503:
        """
        {"detail":"later"}
        """
      When the admin assigns Ada to the app
      Then Okta sent:
        | GET  | /Users?filter=userName eq "{Ada}"&startIndex=1&count=100 |
        | POST | /Users                                                   |
      And Okta shows a task which says "Error while creating user {Ada.name}: Service Unavailable. Errors reported by remote server: later"
      And Okta holds no id for Ada
      When 60 minutes pass in Okta
      Then on the wire Okta sent nothing
      When the admin retries the task
      Then Okta sent:
        | GET  | /Users?filter=userName eq "{Ada}"&startIndex=1&count=100 |
        | POST | /Users                                                   |

      Examples:
        | app             |
        | SAML app        |
        | Header Auth app |

  @OKTA-1.2-25 @MUST
  Rule: A create that is answered without a user fails

    Scenario: 201 and nothing else
      Given a SAML app that provisions the server
      And the person Ada
      And the next POST of Okta is answered with 201:
        """
        """
      When the admin assigns Ada to the app
      Then Okta shows a task which says "Error while creating user {Ada.name}: Create new user returned empty user."

  @OKTA-2.5-03 @MUST
  Rule: An error of a profile push begins with a prefix of its own

    Scenario Outline: <app>: the server refuses the title
      Given a <app> that provisions the server
      And Ada is assigned to the app
      And the next PUT of Okta is answered with 400:
        """
        {"detail":"no such title"}
        """
      When the admin changes the title of Ada to "Countess"
      Then Okta shows a task which says "Automatic profile push of user {Ada.name} to app "
      And Okta shows a task which says "failed: Error while trying to push profile update for {Ada}: Bad Request. Errors reported by remote server: no such title"

      Examples:
        | app             |
        | SAML app        |
        | Header Auth app |

  @OKTA-2.5-04 @MUST
  Rule: An error whose body is no JSON is told as invalid JSON

    Scenario: a tunnel that is closed
      Given a SAML app that provisions the server
      And the person Ada
      And the next POST of Okta is answered with 502:
        """
        error code: 502
        """
      When the admin assigns Ada to the app
      Then Okta shows a task which says "Error while creating user {Ada.name}: Bad Gateway. Errors reported by remote server: Invalid JSON: Unrecognized token 'error'"

  @OKTA-2.5-05 @MUST
  Rule: An error of a group push names the group

    Scenario Outline: <app>: the name is taken
      Given a <app> that provisions the server
      And the Okta group Finance
      And the next POST of Okta is answered with 409:
        """
        {"detail":"taken"}
        """
      When the admin pushes the group Finance
      Then Okta shows a task which says "Unable to update Group Push mapping target App group {group Finance}: Error while creating user group {group Finance}: Conflict. Errors reported by remote server: taken"

      Examples:
        | app             |
        | SAML app        |
        | Header Auth app |

  @OKTA-1.9-29 @MUST
  Rule: A pushed group that is gone is told to the admin and not created again

    Scenario: a SAML app reads it first
      Given a SAML app that provisions the server
      And the Okta group Finance
      And the group Finance is pushed
      And the next GET of Okta is answered with 404:
        """
        {"detail":"no such group"}
        """
      When the admin pushes the group Finance now
      Then on the wire Okta sent:
        """
        GET /Groups/{Finance.id}
        """
      And Okta shows a task which says "Linked group is missing in "

  @OKTA-1.4-13 @MUST-NOT
  Rule: A deactivation by PATCH that fails is not tried as a PUT

    Scenario: the server knows no PATCH
      Given a Header Auth app that provisions the server
      And Ada is assigned to the app
      And the next PATCH of Okta is answered with 501:
        """
        {"detail":"no PATCH here"}
        """
      When the admin unassigns Ada from the app
      Then Okta sent:
        | PATCH | /Users/{Ada.id} |
      And Okta shows a task which says "Not Implemented. Errors reported by remote server: no PATCH here"

  @OKTA-1.4-12 @MUST-NOT
  Rule: Who was never provisioned is not deactivated

    Scenario Outline: <app>: the create was refused
      Given a <app> that provisions the server
      And the person Ada
      And the next POST of Okta is answered with 500:
        """
        {"detail":"boom"}
        """
      When the admin assigns Ada to the app
      Then Okta sent:
        | GET  | /Users?filter=userName eq "{Ada}"&startIndex=1&count=100 |
        | POST | /Users                                                   |
      When the admin unassigns Ada from the app
      Then on the wire Okta sent nothing

      Examples:
        | app             |
        | SAML app        |
        | Header Auth app |

  @OKTA-1.5-06 @MUST
  Rule: An inactive user is not reactivated while Deactivate is switched off

    Scenario Outline: <app>: Ada was there, inactive
      Given a <app> that provisions the server, with Deactivate switched off
      And a user with Ada's userName and:
        | active | false |
      When the person Ada is assigned to the app
      Then Okta sent:
        | GET | /Users?filter=userName eq "{Ada}"&startIndex=1&count=100 |
      And Okta shows a task which says "failed: User account is inactive"

      Examples:
        | app             |
        | SAML app        |
        | Header Auth app |

  @OKTA-1.3-15 @MUST
  Rule: Unassigning and assigning again repairs a user that is gone

    Scenario: SAML app: the server has deleted Ada's user
      Given a SAML app that provisions the server
      And Ada is assigned to the app
      And the client deleted Ada
      When the admin unassigns Ada from the app
      Then on the wire Okta sent:
        """
        GET /Users/{Ada.id}
        """
      When the admin assigns Ada to the app
      Then Okta sent:
        | GET  | /Users?filter=userName eq "{Ada}"&startIndex=1&count=100 |
        | POST | /Users                                                   |
