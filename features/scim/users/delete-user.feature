@scim
Feature: Deleting a user

  @RFC7644-3.6-01 @MUST
  Rule: A delete is answered with 204

    Scenario: The user exists
      Given a user with Ada's userName
      When the client deletes Ada
      Then the response is 204

  @RFC7644-3.6-03 @MUST
  Rule: A deleted user is not found any more

    Scenario: Reading it
      Given a user with Ada's userName
      And the client deleted Ada
      When the client reads Ada
      Then the response is 404

    Scenario: Changing it
      Given a user with Ada's userName
      And the client deleted Ada
      When the client replaces Ada's user with:
        | externalId | "{mark}" |
      Then the response is 404
      When the client deletes Ada
      Then the response is 404
      When the client reads Ada
      Then the response is 404

    @needs-patch
    Scenario: Patching it
      Given a user with Ada's userName
      And the client deleted Ada
      When the client patches Ada with:
        | op      | path       | value    |
        | replace | externalId | "{mark}" |
      Then the response is 404

  @RFC7644-3.6-04 @MUST @needs-filter
  Rule: A deleted user is in no list

    Scenario: Looking for its userName
      Given a user with Ada's userName
      And the client deleted Ada
      When the client looks for the userName of Ada
      Then the response lists 0 resources

    @needs-search
    Scenario: Searching for its userName
      Given a user with Ada's userName
      And the client deleted Ada
      When the client sends:
        """
        POST /Users/.search

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
          "filter": "userName eq \"{Ada}\""
        }
        """
      Then the response lists 0 resources

  @RFC7644-3.6-05 @SHOULD
  Rule: The userName of a deleted user is free

    Scenario: Another Ada
      Given a user with Ada's userName
      And the client deleted Ada
      When the client creates a user with Ada's userName
      Then the response is 201

  @RFC7644-3.6-06 @SHOULD
  Rule: A delete of nobody is answered with 404

    Scenario: An id that names nobody
      When the client sends DELETE "/Users/{unused id}"
      Then the response is the SCIM error 404

    Scenario: The same user again
      Given a user with Ada's userName
      And the client deleted Ada
      When the client deletes Ada
      Then the response is the SCIM error 404

  @RFC7644-3.6-07 @MUST-NOT @needs-writable-groups
  Rule: A delete takes no other resource with it

    Scenario: A member of a group
      Given a user with Ada's userName
      And a user with Grace's userName
      And a group Finance of Ada and Grace
      When the client deletes Ada
      Then the outcome is one of RFC7644-3.6-A01:
        | member removed                                            | 204        | Finance: members [{"value":"{Grace.id}"}]                        |
        | dangling member kept                                      | 204        | Finance: members [{"value":"{Grace.id}"},{"value":"{Ada.id}"}]   |
        | DELETE refused with 409 or 400 (referential integrity)    | 409 or 400 | Finance: members [{"value":"{Grace.id}"},{"value":"{Ada.id}"}]   |
      And Grace still has the user:
        | userName | "{Grace}" |

    Scenario: A group
      Given a user with Ada's userName
      And a group Finance of Ada
      And a group Legal of Ada
      When the client deletes Finance
      Then the response is 204
      And Ada still has the user:
        | userName | "{Ada}" |
      And the group Legal has Ada

    Scenario: A user
      Given a user with Ada's userName
      And a user with Grace's userName
      When the client deletes Ada
      Then Grace still has the user:
        | userName | "{Grace}" |

    @needs-patch
    Scenario: The group of a user who was deleted goes on
      Given a user with Ada's userName
      And a user with Grace's userName
      And a user with Joan's userName
      And a group Finance of Ada and Grace
      And the client deletes Ada
      When the client adds Joan to the group Finance
      Then the response is 200 or 204
      And Finance has:
        | members[value={Joan.id}].value  | "{Joan.id}"  |
        | members[value={Grace.id}].value | "{Grace.id}" |

  @RFC7644-3.6-A02 @AMBIGUOUS
  Rule: Whether somebody who comes again is somebody new is noted

    Scenario: The same userName
      Given a user with Ada's userName
      And the client deleted Ada
      When the client sends:
        """
        POST /Users

        { "...": "Grace", "userName": "{Ada}" }
        """
      Then the outcome is one of RFC7644-3.6-A02:
        | a new id                              | 201 | id != "{Ada.id}" |
        | old resource revived with the same id | 201 | id "{Ada.id}"    |
        | the name stays taken                  | 409 |                  |
