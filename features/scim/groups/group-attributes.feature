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

  @RFC7643-3.1-02 @MUST
  Rule: A group has an id and meta like every resource

    Scenario: One that was sent without them
      When the client sends:
        """
        POST /Groups

        { "...": "group Finance" }
        """
      Then the response is 201
      And Finance has:
        | id                | assigned                |
        | meta.resourceType | "Group"                 |
        | meta.created      | assigned                |
        | meta.lastModified | assigned                |
        | meta.location     | ~ {path of Finance}$    |

  @RFC7644-3.3-02 @MUST
  Rule: A group's id is the service's

    Scenario: A create with an id of the client's own
      When the client sends:
        """
        POST /Groups

        { "...": "group Finance", "id": "{unused id}" }
        """
      Then the response is 201
      And the response has:
        | id | != "{unused id}" |
      And Finance has:
        | displayName | "{group Finance}" |

  @RFC7644-3.3-09 @MUST
  Rule: A create of a group tells where it is

    Scenario: Location
      When the client sends:
        """
        POST /Groups

        { "...": "group Finance" }
        """
      Then the response is 201
      And the response has:
        | header.location | ~ {path of Finance}$    |

  @RFC7643-2.3.1-01 @MUST
  Rule: The name of a group is Unicode as it was given

    Scenario: Letters, blanks and signs
      When the client sends:
        """
        POST /Groups

        { "...": "group Finance", "displayName": "Zoë's & Ada's Team (UK), 日本 {mark}" }
        """
      Then one of these is so:
        | kept    | 201        | Finance: displayName "Zoë's & Ada's Team (UK), 日本 {mark}" |
        | refused | 400 or 422 |                                                             |

  @RFC7644-3.3-14 @SHOULD
  Rule: A group that is no JSON is refused

    Scenario: A create that breaks off
      When the client sends:
        """
        POST /Groups

        {
        """
      Then the response is the SCIM error 400 perhaps invalidSyntax

  @RFC7644-3.5.1-16 @SHOULD
  Rule: A replace of no group is answered with 404

    Scenario: An id that names no group
      When the client sends:
        """
        PUT /Groups/{unused id}

        { "...": "group Finance" }
        """
      Then the response is the SCIM error 404

  @RFC7644-3.5.2-35 @SHOULD @needs-patch
  Rule: A patch of no group is answered with 404

    Scenario: An id that names no group
      When the client sends:
        """
        PATCH /Groups/{unused id}

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
          "Operations": [{ "op": "replace", "path": "displayName", "value": "{mark}" }]
        }
        """
      Then the response is the SCIM error 404
