@mock @reference
Feature: The mock waits as Okta does when it is asked to
  The recorder answers 429 in the server's place, and Okta's clock is moved: nobody waits for real.

  @OKTA-2.3-01 @MUST
  Rule: A job that is answered with 429 is done again after Retry-After, or after five minutes and twice as long each time

    Scenario Outline: <app>: an hour is asked for
      Given a <app> that provisions the server
      And the person Ada
      And the server answers the next 1 requests of Okta with 429 and the Retry-After "3600"
      When the admin assigns Ada to the app
      Then Okta sent:
        | GET | /Users?filter=userName eq "{Ada}"&startIndex=1&count=100 |
      When 50 minutes pass in Okta
      Then on the wire Okta sent nothing
      When 10 minutes pass in Okta
      Then Okta sent:
        | GET  | /Users?filter=userName eq "{Ada}"&startIndex=1&count=100 |
        | POST | /Users                                                   |
      And Okta shows no task

      Examples:
        | app             |
        | SAML app        |
        | Header Auth app |

    Scenario Outline: <app>: nothing is asked for, three times
      Given a <app> that provisions the server
      And the person Ada
      And the server answers the next 3 requests of Okta with 429
      When the admin assigns Ada to the app
      Then Okta sent:
        | GET | /Users?filter=userName eq "{Ada}"&startIndex=1&count=100 |
      When 4 minutes pass in Okta
      Then on the wire Okta sent nothing
      When 1 minutes pass in Okta
      Then Okta sent:
        | GET | /Users?filter=userName eq "{Ada}"&startIndex=1&count=100 |
      When 9 minutes pass in Okta
      Then on the wire Okta sent nothing
      When 1 minutes pass in Okta
      Then Okta sent:
        | GET | /Users?filter=userName eq "{Ada}"&startIndex=1&count=100 |
      When 19 minutes pass in Okta
      Then on the wire Okta sent nothing
      When 1 minutes pass in Okta
      Then Okta sent:
        | GET  | /Users?filter=userName eq "{Ada}"&startIndex=1&count=100 |
        | POST | /Users                                                   |
      And Okta shows no task

      Examples:
        | app             |
        | SAML app        |
        | Header Auth app |

    Scenario: the second wait is twice as long as the one that was asked for
      Given a SAML app that provisions the server
      And Ada is assigned to the app
      And the server answers the next 2 requests of Okta with 429 and the Retry-After "1800"
      When the admin unassigns Ada from the app
      And 30 minutes pass in Okta
      Then Okta sent:
        | GET | /Users/{Ada.id} |
        | GET | /Users/{Ada.id} |
      When 50 minutes pass in Okta
      Then on the wire Okta sent nothing
      When 10 minutes pass in Okta
      Then Okta sent:
        | GET | /Users/{Ada.id} |
        | PUT | /Users/{Ada.id} |
      And Okta shows no task

    Scenario: a group waits as well
      Given a Header Auth app that provisions the server
      And the Okta group Finance
      And the group Finance is pushed
      And the server answers the next 1 requests of Okta with 429
      When the admin renames the Okta group Finance to Treasury
      And 5 minutes pass in Okta
      Then Okta sent:
        | PATCH | /Groups/{Finance.id} |
        | PATCH | /Groups/{Finance.id} |

    Scenario: an import waits as well
      Given a SAML app that provisions the server, with Import Groups ticked
      And the server answers the next 1 requests of Okta with 429
      When the admin imports users
      And 5 minutes pass in Okta
      Then on the wire Okta sent:
        """
        GET /Users?startIndex=1&count=100
        GET /Users?startIndex=1&count=100
        GET /Groups?startIndex=1&count=100
        """

  @OKTA-2.3-04 @MUST
  Rule: A Retry-After that is no whole number of seconds counts for nothing

    Scenario Outline: Retry-After: <value>
      Given a SAML app that provisions the server
      And the person Ada
      And the server answers the next 1 requests of Okta with 429 and the Retry-After "<value>"
      When the admin assigns Ada to the app
      And 4 minutes pass in Okta
      Then Okta sent:
        | GET | /Users?filter=userName eq "{Ada}"&startIndex=1&count=100 |
      When 1 minutes pass in Okta
      Then Okta sent:
        | GET  | /Users?filter=userName eq "{Ada}"&startIndex=1&count=100 |
        | POST | /Users                                                   |

      Examples:
        | value                         |
        | Wed, 25 Nov 2026 10:00:00 GMT |
        | null                          |
        | 1.5                           |

  @OKTA-2.3-05 @MUST
  Rule: The tenth 429 is the last: the job fails, and waits for an admin

    Scenario: Ada is never created
      Given a SAML app that provisions the server
      And the person Ada
      And the server answers the next 10 requests of Okta with 429
      When the admin assigns Ada to the app
      And 5 minutes pass in Okta
      And 10 minutes pass in Okta
      And 20 minutes pass in Okta
      And 40 minutes pass in Okta
      And 80 minutes pass in Okta
      And 160 minutes pass in Okta
      And 320 minutes pass in Okta
      And 640 minutes pass in Okta
      Then Okta shows no task
      When 1280 minutes pass in Okta
      Then Okta shows a task which says "Error while verifying if user {Ada} exists: Too Many Requests"
      And Okta sent no POST
