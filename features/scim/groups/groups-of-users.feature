@scim @needs-writable-groups @needs-attribute-groups
Feature: The groups of a user
  A user shows the groups they are in; only the group says who is in it.

  @RFC7643-4.1.2-20 @RFC7643-4.1.2-24 @MUST
  Rule: A user shows the id of each group they are in

    Scenario: A new group
      Given a user with Ada's userName
      And a group Finance of Ada
      Then the outcome is one of RFC7643-4.1.2-A04:
        | groups shown    | 201 | Ada: groups[value={Finance.id}].value "{Finance.id}" |
        | no groups shown | 201 | Ada: groups unassigned                              |

    @needs-patch
    Scenario: A member is added
      Given a user with Ada's userName
      And a group Finance of nobody
      When the client adds Ada to the group Finance
      Then the outcome is one of RFC7643-4.1.2-A04:
        | groups shown    | 200 or 204 | Ada: groups[value={Finance.id}].value "{Finance.id}" |
        | no groups shown | 200 or 204 | Ada: groups unassigned                              |

    @needs-patch
    Scenario: A member leaves
      Given a user with Ada's userName
      And a group Finance of Ada
      When the client patched Finance with:
        | op     | path                           |
        | remove | members[value eq "{Ada.id}"]   |
      Then Ada has:
        | groups | unassigned |

    Scenario: The group is deleted
      Given a user with Ada's userName
      And a group Finance of Ada
      When the client deletes Finance
      Then Ada has:
        | groups | unassigned |

    Scenario: The group is replaced by one without Ada
      Given a user with Ada's userName
      And a group Finance of Ada
      When the client sends:
        """
        PUT /Groups/{Finance.id}

        { "...": "group Finance", "members": [] }
        """
      Then Ada has:
        | groups | unassigned |

  @RFC7643-4.1.2-18 @SHOULD @needs-patch
  Rule: A direct membership can be ended at the group

    Scenario: The group lets Ada go
      Given a user with Ada's userName
      And a group Finance of Ada
      And the client reads Ada
      When the client removes Ada from the group Finance
      Then the response is 200 or 204
      And Ada has:
        | groups | unassigned |
      And the group Finance has nobody

  @RFC7643-4.1.2-22 @MUST
  Rule: A membership is changed at the group alone

    Scenario: A user who leaves by themselves
      Given a user with Ada's userName
      And a group Finance of Ada
      When the client replaces Ada's user with:
        | groups | [] |
      Then the group Finance has Ada

  @RFC7643-4.1.2-23 @MUST
  Rule: groups of a user is readOnly

    Scenario: A create that names a group
      Given a group Finance of nobody
      And a user with Ada's userName and:
        | groups | [{"value":"{Finance.id}"}] |
      Then the group Finance has nobody
      And Ada has:
        | groups | unassigned |

    @needs-patch
    Scenario: A patch that adds a group
      Given a user with Ada's userName
      And a group Finance of nobody
      When the client sends:
        """
        PATCH /Users/{Ada.id}

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
          "Operations": [{ "op": "add", "path": "groups", "value": [{ "value": "{Finance.id}" }] }]
        }
        """
      Then the group Finance has nobody
      And Ada has:
        | groups | unassigned |
