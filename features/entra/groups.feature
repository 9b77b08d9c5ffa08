@entra @needs-writable-groups @needs-patch
Feature: How Entra ID provisions groups

  @ENTRA-3-01 @MUST
  Rule: A group is made empty and then filled

    Scenario: With Microsoft's own schema beside the core one
      Given a user with Ada's userName
      And the client sends:
        """
        POST /Groups

        {
          "...": "group Finance without members",
          "externalId": "{mark}",
          "meta": { "resourceType": "Group" }
        }
        """
      When the client patches Finance with:
        | op  | path    | value                                   |
        | Add | members | [{"$ref":null,"value":"{Ada.id}"}]      |
      Then the response is 200 or 204
      And the group Finance has Ada

  @ENTRA-3-02 @SHOULD
  Rule: A member that a Remove names in its value leaves alone

    Scenario: One of two
      Given a user with Ada's userName
      And a user with Grace's userName
      And a group Finance of Ada and Grace
      When the client patches Finance with:
        | op     | path    | value                                 |
        | Remove | members | [{"$ref":null,"value":"{Ada.id}"}]    |
      Then the response is 200 or 204
      And the group Finance has Grace

  @ENTRA-3-03 @MUST
  Rule: A member that a remove filters for leaves alone

    Scenario: One of three, in one patch with another
      Given the users:
        |       |
        | Ada   |
        | Grace |
        | Joan  |
        | Mary  |
      And a group Finance of Ada, Grace and Joan
      When the client patches Finance with:
        | op     | path                           | value                     |
        | Remove | members[value eq "{Ada.id}"]   |                           |
        | Remove | members[value eq "{Joan.id}"]  |                           |
        | Add    | members                        | [{"value":"{Mary.id}"}]   |
      Then the response is 200 or 204
      And the group Finance has Grace and Mary

  @ENTRA-3-04 @MUST @needs-filter
  Rule: A group is found by its name, without its members

    Scenario: displayName eq
      Given a user with Ada's userName
      And a group Finance of Ada
      When the client sends GET "/Groups?excludedAttributes=members&filter=displayName eq "{group Finance}""
      Then the response lists Finance
      And the response has:
        | Resources[0].members     | unassigned        |
        | Resources[0].displayName | "{group Finance}" |

  @ENTRA-3-05 @MUST
  Rule: A group is read without its members

    Scenario: By its id
      Given a user with Ada's userName
      And a group Finance of Ada
      When the client sends GET "/Groups/{Finance.id}?excludedAttributes=members"
      Then the response is 200
      And the response has:
        | members     | unassigned        |
        | displayName | "{group Finance}" |

  @ENTRA-3-06 @MUST
  Rule: Members that come at once are all there

    Scenario: Three
      Given the users:
        |       |
        | Ada   |
        | Grace |
        | Joan  |
      And a group Finance of Ada
      When the client sends at once, and again what is put off:
        """
        PATCH /Groups/{Finance.id}

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
          "Operations": [{ "op": "add", "path": "members", "value": [{ "value": "{Grace.id}" }] }]
        }
        ###
        PATCH /Groups/{Finance.id}

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
          "Operations": [{ "op": "add", "path": "members", "value": [{ "value": "{Joan.id}" }] }]
        }
        """
      Then the group Finance has Ada, Grace and Joan

  @ENTRA-3-07 @MUST
  Rule: A group that is renamed keeps its members

    Scenario: Another name
      Given a user with Ada's userName
      And a group Finance of Ada
      When the client patches Finance with:
        | op      | path        | value             |
        | Replace | displayName | "{group Legal}"   |
      Then the response is 200 or 204
      And Finance has:
        | displayName | "{group Legal}" |
      And the group Finance has Ada
