@okta
Feature: What Okta puts back
  Okta reads a user, lays its own values over what it has read, and puts all of it back.

  @OKTA-1.3-05 @MUST
  Rule: A PUT is answered with the user as it is now

    Scenario: Another last name
      Given a user with Ada's userName
      When the client replaces Ada's user with:
        | name | {"givenName":"Ada","familyName":"King"} |
      Then the response is 200
      And the response has:
        | id              | "{Ada.id}" |
        | userName        | "{Ada}"    |
        | name.familyName | "King"     |
        | active          | true       |

  @OKTA-1.3-06 @MUST
  Rule: A PUT that gives back what was read is accepted

    Scenario: With id and meta
      Given a user with Ada's userName
      When the client puts back what it read of Ada
      Then the response is 200 or 204
      And Ada still has the user:
        | userName        | "{Ada}" |
        | name.givenName  | "Ada"   |
        | emails[0].value | "{Ada}" |

    @needs-writable-groups
    Scenario: With the groups that Ada is in
      Given a user with Ada's userName
      And a group Finance of Ada
      When the client puts back what it read of Ada
      Then the response is 200 or 204
      And the group Finance has Ada

  @OKTA-1.3-07 @SHOULD-NOT
  Rule: A read gives no password back, for Okta would send it again

    Scenario: Ada was created with one
      Given the name of a person Ada
      And a user with Ada's userName and:
        | password | "Correct-Horse-7-{mark}" |
      When the client reads Ada
      Then the response is 200
      And the response has no password

  @OKTA-1.3-08 @MUST @needs-attribute-title
  Rule: An attribute that was emptied in Okta causes no error

    @needs-filter @needs-no-required-extension
    Scenario Outline: <app>: Ada has no title any more
      Given a <app> that provisions the server
      And Ada is assigned to the app
      And the admin changes the title of Ada to "Engineer"
      When the admin changes the title of Ada to ""
      Then Okta shows no task

      Examples:
        | app             |
        | SAML app        |
        | Header Auth app |

    Scenario: The title is left out
      Given the name of a person Ada
      And a user with Ada's userName and:
        | title | "Engineer" |
      When the client sends PUT "{path of Ada}" with Ada's user
      Then the response is 200 or 204

    Scenario: The title is null
      Given the name of a person Ada
      And a user with Ada's userName and:
        | title | "Engineer" |
      When the client replaces Ada's user with:
        | title | null |
      Then the response is 200 or 204

  @OKTA-1.3-09 @MUST @needs-filter @needs-no-required-extension
  Rule: A new userName is taken by a PUT, and the id stays

    Scenario Outline: <app>: Ada gets another userName
      Given a <app> that provisions the server
      And Ada is assigned to the app
      And the name of a person Joan
      When the admin renames Ada to the userName of Joan
      Then Okta shows no task
      When the client looks for the userName of Joan
      Then the response lists 1 resource
      And the resource listed is Ada

      Examples:
        | app             |
        | SAML app        |
        | Header Auth app |

  @OKTA-6-01 @SHOULD
  Rule: A server that is to serve both kinds of app takes PUT and PATCH

    Scenario: One of each
      Given a user with Ada's userName
      When the client replaces Ada's user with:
        | active | false |
      Then the response is 200 or 204
      When the client patches Ada with:
        | op      | value           |
        | replace | {"active":true} |
      Then the response is 200 or 204

  @OKTA-6-02 @MUST @needs-writable-groups
  Rule: An empty groups list in a write of a user takes nobody out of a group

    Scenario: Ada is in a group
      Given a user with Ada's userName
      And a group Finance of Ada
      When the client replaces Ada's user with:
        | groups | [] |
      Then the response is 200 or 204
      And the group Finance has Ada
