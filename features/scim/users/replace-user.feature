@scim
Feature: Replacing a user
  A PUT sends the whole user; what it says is what holds afterwards.

  @RFC7644-3.5.1-04 @MUST @needs-attribute-displayName @needs-attribute-active
  Rule: The values of a replace take the place of the stored ones

    Scenario: Another display name
      Given a user with Ada's userName and:
        | displayName | "Ada" |
      When the client replaces Ada's user with:
        | displayName | "Ada L." |
      Then the response is 200 or 204
      And Ada has the user:
        | displayName | "Ada L." |
        | userName    | "{Ada}"  |

    Scenario: The user is deactivated
      Given a user with Ada's userName
      When the client replaces Ada's user with:
        | active | false |
      Then the response is 200 or 204
      And Ada has the user:
        | active   | false   |
        | userName | "{Ada}" |

  @RFC7644-3.5.1-02 @MUST-NOT @needs-filter
  Rule: A replace of a user that does not exist creates none

    Scenario: An id that names nobody
      When the client sends PUT "/Users/{unused id}" with Ada's user
      Then the response is 404 or 400
      And there is no user with Ada's userName
