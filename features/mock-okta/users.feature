@mock @reference
Feature: The mock provisions people as Okta does
  Requests in their order, with query string and body, letter by letter. The recorder puts *** in the place of a
  password.

  @OKTA-1.2-02 @OKTA-1.2-06 @OKTA-1.2-17 @OKTA-1.2-19 @OKTA-1.2-21 @MUST
  Rule: A person is looked up by userName and then created, with what is mapped and has a value

    Scenario Outline: <app>: Ada is assigned
      Given a <app> that provisions the server
      And the person Ada
      When the admin assigns Ada to the app
      Then on the wire Okta sent:
        """
        GET /Users?filter=userName%20eq%20%22{Ada in a URL}%22&startIndex=1&count=100
        POST /Users {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"{Ada}","name":{"givenName":"{Ada.firstName}","familyName":"{Ada.lastName}"},"emails":[{"primary":true,"value":"{Ada}","type":"work"}],"title":"{Ada.title}","externalId":"{Ada.oktaId}","groups":[],"password":"***","active":true}
        """

      Examples:
        | app             |
        | SAML app        |
        | Header Auth app |

  @OKTA-1.2-18 @MUST
  Rule: The enterprise extension is named where an attribute of it is sent

    Scenario: Ada has a title and a department
      Given a SAML app that provisions the server
      And the person Ada
      And the admin changes the title of Ada to "Manager"
      And the admin changes the department of Ada to "Engineering"
      When the admin assigns Ada to the app
      Then on the wire Okta sent:
        """
        GET /Users?filter=userName%20eq%20%22{Ada in a URL}%22&startIndex=1&count=100
        POST /Users {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],"userName":"{Ada}","name":{"givenName":"{Ada.firstName}","familyName":"{Ada.lastName}"},"emails":[{"primary":true,"value":"{Ada}","type":"work"}],"title":"Manager","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"Engineering"},"externalId":"{Ada.oktaId}","groups":[],"password":"***","active":true}
        """

  @OKTA-1.3-02 @OKTA-1.3-10 @OKTA-1.3-11 @MUST
  Rule: A profile change puts back what was read, with what changed

    Scenario Outline: <app>: another last name
      Given a <app> that provisions the server
      And Ada is assigned to the app
      When the admin changes the lastName of Ada to "Lovelace"
      Then Okta read Ada and put back what it had read, but for:
        | groups          | []         |
        | name.familyName | "Lovelace" |

      Examples:
        | app             |
        | SAML app        |
        | Header Auth app |

  @OKTA-1.4-08 @MUST
  Rule: A SAML app deactivates by putting back what was read with active false

    Scenario: Ada is unassigned
      Given a SAML app that provisions the server
      And Ada is assigned to the app
      When the admin unassigns Ada from the app
      Then Okta read Ada and put back what it had read, but for:
        | groups | []    |
        | active | false |

  @OKTA-1.4-09 @MUST
  Rule: The catalog app deactivates by one PATCH without a path

    Scenario: Ada is unassigned
      Given a Header Auth app that provisions the server
      And Ada is assigned to the app
      When the admin unassigns Ada from the app
      Then on the wire Okta sent:
        """
        PATCH /Users/{Ada.id} {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","value":{"active":false}}]}
        """

  @OKTA-1.4-10 @OKTA-1.6-01 @MUST-NOT
  Rule: Deleting a person who is deactivated sends nothing

    Scenario Outline: <app>: Ada leaves for good
      Given a <app> that provisions the server
      And Ada is assigned to the app
      And Ada was unassigned from the app
      And Ada is deactivated in Okta
      When Ada is deleted in Okta
      Then on the wire Okta sent nothing

      Examples:
        | app             |
        | SAML app        |
        | Header Auth app |

  @OKTA-1.5-03 @MUST
  Rule: A SAML app reactivates by GET and PUT, and pushes the profile by another pair

    Scenario: Ada is assigned again
      Given a SAML app that provisions the server
      And Ada was unassigned from the app
      When the admin assigns Ada to the app
      Then Okta sent:
        | GET | /Users?filter=userName eq "{Ada}"&startIndex=1&count=100 |
        | GET | /Users/{Ada.id}                                          |
        | PUT | /Users/{Ada.id}                                          |
        | GET | /Users/{Ada.id}                                          |
        | PUT | /Users/{Ada.id}                                          |

  @OKTA-1.5-04 @MUST
  Rule: The catalog app reactivates by PATCH and pushes the profile then

    Scenario: Ada is assigned again
      Given a Header Auth app that provisions the server
      And Ada was unassigned from the app
      When the admin assigns Ada to the app
      Then Okta sent:
        | GET   | /Users?filter=userName eq "{Ada}"&startIndex=1&count=100 |
        | PATCH | /Users/{Ada.id}                                          |
        | GET   | /Users/{Ada.id}                                          |
        | PUT   | /Users/{Ada.id}                                          |

  @OKTA-1.5-07 @MUST
  Rule: Activating a person does not bring back what was assigned by hand

    Scenario Outline: <app>: Ada comes back
      Given a <app> that provisions the server
      And Ada was unassigned from the app
      And Ada is deactivated in Okta
      When Ada is activated in Okta
      Then on the wire Okta sent nothing

      Examples:
        | app             |
        | SAML app        |
        | Header Auth app |

  @OKTA-1.7-01 @MUST
  Rule: The catalog app syncs a password by PATCH

    Scenario: Ada gets another password
      Given a Header Auth app that provisions the server
      And Ada is assigned to the app
      And the admin switches on Sync Password
      When Ada gets the password "Correct-Horse-2" in Okta
      Then on the wire Okta sent:
        """
        PATCH /Users/{Ada.id} {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","value":{"password":"***"}}]}
        """

  @OKTA-1.7-02 @MUST
  Rule: A SAML app syncs a password inside the PUT of what was read

    Scenario: Ada gets another password
      Given a SAML app that provisions the server
      And Ada is assigned to the app
      And the admin switches on Sync Password
      When Ada gets the password "Correct-Horse-2" in Okta
      Then Okta read Ada and put back what it had read, but for:
        | groups   | []    |
        | password | "***" |

  @OKTA-1.2-28 @MUST
  Rule: Who was assigned before provisioning waits for Provision User

    Scenario Outline: <app>: Force Sync sends nothing, Provision User does
      Given an Okta org with a <app>
      And the person Ada is assigned to the app
      And the admin saves the connection
      And the admin switches on all actions
      Then Okta sent:
        | GET | /Users?startIndex=1&count=2 |
        | GET | /Users?startIndex=1&count=2 |
      When the admin forces a sync
      Then on the wire Okta sent nothing
      When the admin provisions Ada by hand
      Then Okta sent:
        | GET  | /Users?filter=userName eq "{Ada}"&startIndex=1&count=100 |
        | POST | /Users                                                   |

      Examples:
        | app             |
        | SAML app        |
        | Header Auth app |

  @OKTA-1.3-12 @OKTA-1.3-13 @OKTA-1.3-14 @MUST
  Rule: A profile push to a user who is gone stops there, and so does its Retry

    Scenario Outline: <app>: the server has deleted Ada's user
      Given a <app> that provisions the server
      And Ada is assigned to the app
      And the client deleted Ada
      When the admin changes the lastName of Ada to "Lovelace"
      Then on the wire Okta sent:
        """
        GET /Users/{Ada.id}
        """
      And Okta shows a task which says "Error while trying to push profile update for {Ada}: No user returned for user {Ada.id}"
      When the admin retries the task
      Then on the wire Okta sent:
        """
        GET /Users/{Ada.id}
        """

      Examples:
        | app             |
        | SAML app        |
        | Header Auth app |
