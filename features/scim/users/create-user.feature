@scim
Feature: Creating a user
  A client sends a new user to /Users and learns its id and address.

  @RFC7644-3.3-07 @MUST @needs-attribute-name @needs-attribute-emails
  Rule: A create is answered with 201

    Scenario: A user with a name and an e-mail address
      When the client creates a user with Ada's userName
      Then the response is 201
      And the response has:
        | userName        | "{Ada}" |
        | name.givenName  | "Ada"   |
        | emails[0].value | "{Ada}" |

  @RFC7644-3.3-17 @MUST @needs-filter @needs-attribute-active
  Rule: A new user can be read and found at once

    Scenario: By id and by userName
      Given a user with Ada's userName
      When the client looks for the userName of Ada
      Then the response lists 1 resource
      And the resource listed is Ada
      And Ada has the user:
        | userName | "{Ada}" |
        | active   | true    |

  @RFC7644-3.3-02 @MUST
  Rule: What only the server may set is ignored in a create

    Scenario: A client that chooses id and meta
      Given a user with Ada's userName and:
        | id               | "chosen-by-the-client" |
        | meta             | {"resourceType":"Dog"} |
      Then Ada has the user:
        | userName          | "{Ada}" |
        | meta.resourceType | "User"  |
      And Ada's id is not "chosen-by-the-client"
