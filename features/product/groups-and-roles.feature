@product @needs-product @needs-members @needs-writable-groups
Feature: Groups and the roles that come from them
  Groups come from the identity provider. The product maps them to roles: who is in the group has the role,
  for as long as that is so.

  @STYTCH-2.2-06 @STYTCH-1.4-05 @MUST
  Rule: The groups that were pushed are listed with id and name

    Scenario: One group
      Given a user with Ada's userName
      And a group Finance of Ada
      When the project sends:
        """
        GET /v1/b2b/scim/{organization}/connection/{connection}
        """
      Then the response has:
        | scim_groups | [{"group_id": "{Finance.id}", "group_name": "{group Finance}", "organization_id": "{organization}", "connection_id": "{connection}"}] |
        | next_cursor | null |

  @STYTCH-2.2-07 @MUST
  Rule: The list of groups comes in pages

    Scenario: Two groups, one to a page
      Given a group Finance of nobody
      And a group Sales of nobody
      And the project sent:
        """
        GET /v1/b2b/scim/{organization}/connection/{connection}?limit=1
        """
      And the response is called First
      When the project sends:
        """
        GET /v1/b2b/scim/{organization}/connection/{connection}?limit=1&cursor={First.next_cursor}
        """
      Then the response has:
        | scim_groups.length        | 1               |
        | scim_groups[0].group_name | "{group Sales}" |
        | next_cursor               | null            |

  @STYTCH-3.2-07 @STYTCH-3.2-08 @STYTCH-4.2-10 @STYTCH-2.2-10 @MUST
  Rule: Who is in a group has its role, and the role names its source

    Scenario: Ada is in the group of the editors
      Given a user with Ada's userName
      And a group Editors of Ada
      When the project sends:
        """
        PUT /v1/b2b/scim/{organization}/connection/{connection}

        {"scim_group_implicit_role_assignments": [{"role_id": "editor", "group_id": "{Editors.id}"}]}
        """
      Then the response has:
        | connection.scim_group_implicit_role_assignments | [{"role_id": "editor", "group_id": "{Editors.id}", "group_name": "{group Editors}"}] |
      And Ada has the member:
        | scim_registration.scim_attributes.groups | [{"value": "{Editors.id}", "display": "{group Editors}"}] |
        | roles[1] | {"role_id": "editor", "sources": [{"type": "scim_connection_group", "details": {"connection_id": "{connection}", "group_id": "{Editors.id}"}}]} |

  @STYTCH-4.2-12 @MUST @needs-patch @needs-webhooks
  Rule: Who leaves a group loses its role, and one webhook tells so

    Scenario: Ada leaves the editors
      Given a user with Ada's userName
      And a group Editors of Ada
      And the project sent:
        """
        PUT /v1/b2b/scim/{organization}/connection/{connection}

        {"scim_group_implicit_role_assignments": [{"role_id": "editor", "group_id": "{Editors.id}"}]}
        """
      And all webhooks so far are looked at
      When the client removes Ada from the group Editors
      Then Ada has the member:
        | roles.length | 1 |
        | scim_registration.scim_attributes.groups | [] |
      And the webhooks are:
        | scim.scim_member_group.delete |

  @STYTCH-4.2-05 @MUST @needs-webhooks
  Rule: A pushed group and its members are told of

    Scenario: A group of two
      Given a user with Ada's userName
      And a user with Grace's userName
      And all webhooks so far are looked at
      When the client sends:
        """
        POST /Groups

        {"...": "group Finance", "members": [{"value": "{Ada.id}"}, {"value": "{Grace.id}"}]}
        """
      Then the webhooks are:
        | scim.scim_group.create        |
        | scim.scim_member_group.create |
        | scim.scim_member_group.create |

    Scenario: A group inside a group is told of by its own id
      Given a group Finance of nobody
      And all webhooks so far are looked at
      When the client sends:
        """
        POST /Groups

        {"...": "group Company", "members": [{"value": "{Finance.id}"}]}
        """
      Then the webhooks are:
        | scim.scim_group.create        |
        | scim.scim_member_group.create |
      And the last webhook has:
        | scim_member_group.group_id        | "{Company.id}" |
        | scim_member_group.member_group_id | "{Finance.id}" |

  @STYTCH-4.2-A01 @AMBIGUOUS @needs-webhooks
  Rule: A pushed group is told of by the newest of its two names

    Scenario: A group of nobody
      When the client sends:
        """
        POST /Groups

        {"...": "group Finance"}
        """
      Then the webhooks are:
        | scim.scim_group.create |

  @STYTCH-4.2-11 @MUST @needs-patch @needs-webhooks
  Rule: A renamed group is told of, and carries its new name

    Scenario: Finance is renamed
      Given a group Finance of nobody
      And all webhooks so far are looked at
      When the client sends:
        """
        PATCH /Groups/{Finance.id}

        {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [{"op": "replace", "path": "displayName", "value": "{group Treasury}"}]}
        """
      Then the webhooks are:
        | scim.scim_group.update |
      And the last webhook has:
        | scim_group.group_name | "{group Treasury}" |
        | scim_group.group_id   | "{Finance.id}"     |

  @STYTCH-4.2-13 @MUST @needs-webhooks
  Rule: A deleted group is told of; its members stay, without its role

    Scenario: The editors are deleted
      Given a user with Ada's userName
      And a group Editors of Ada
      And the project sent:
        """
        PUT /v1/b2b/scim/{organization}/connection/{connection}

        {"scim_group_implicit_role_assignments": [{"role_id": "editor", "group_id": "{Editors.id}"}]}
        """
      And all webhooks so far are looked at
      When the client sends:
        """
        DELETE /Groups/{Editors.id}
        """
      Then Ada has the member:
        | status       | "active" |
        | roles.length | 1        |
      And the webhooks are:
        | scim.scim_group.delete |

  @STYTCH-2.2-09 @MUST
  Rule: The role assignments of groups are replaced as a list

    Scenario: Two are replaced by one
      Given a group Finance of nobody
      And a group Sales of nobody
      And the project sent:
        """
        PUT /v1/b2b/scim/{organization}/connection/{connection}

        {"scim_group_implicit_role_assignments": [
          {"role_id": "editor", "group_id": "{Finance.id}"}, {"role_id": "seller", "group_id": "{Sales.id}"}]}
        """
      When the project sends:
        """
        PUT /v1/b2b/scim/{organization}/connection/{connection}

        {"scim_group_implicit_role_assignments": [{"role_id": "seller", "group_id": "{Sales.id}"}]}
        """
      Then the response has:
        | connection.scim_group_implicit_role_assignments.length | 1 |

  @STYTCH-2.2-11 @MUST
  Rule: A role assignment to a group that does not exist is refused

    Scenario Outline: <what>
      When the project sends:
        """
        PUT /v1/b2b/scim/{organization}/connection/{connection}

        {"scim_group_implicit_role_assignments": [<assignment>]}
        """
      Then the project is refused with 400 <error>

      Examples:
        | what                | assignment                                        | error                                                |
        | an unknown group    | {"role_id": "editor", "group_id": "{unused id}"}  | scim_group_role_assignment_group_does_not_exist      |
        | no group at all     | {"role_id": "editor"}                             | scim_group_role_assignment_does_not_contain_group_id |
