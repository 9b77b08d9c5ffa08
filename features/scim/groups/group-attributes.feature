@scim @needs-writable-groups
Feature: The attributes of a group

  @RFC7643-4.2-02 @REQUIRED
  Rule: A group has a displayName

    Scenario: A create without one
      When the client sends:
        """
        POST /Groups

        { "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"] }
        """
      Then the outcome is one of RFC7643-4.2-A01:
        | 400 | 400 | |
        | 201 | 201 | |

  @RFC7643-4.2-04 @MUST @needs-patch @needs-immutable-member-value
  Rule: What a member is cannot be changed

    Scenario: Another id in its place
      Given a user with Ada's userName
      And a user with Grace's userName
      And a group Finance of Ada
      When the client sends:
        """
        PATCH /Groups/{Finance.id}

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
          "Operations": [
            { "op": "replace", "path": "members[value eq \"{Ada.id}\"].value", "value": "{Grace.id}" }
          ]
        }
        """
      Then the response is a client error or 501
      And the group Finance has Ada
