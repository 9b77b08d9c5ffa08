@scim @needs-root-query @needs-filter
Feature: A query at the root
  One query over every type of resource.

  @RFC7644-3.4.2.1-02 @RFC7644-3.4.2.1-05 @MUST @needs-writable-groups @needs-attribute-displayName
  Rule: A query at the root covers every type, by the ordinary rules of filters

    Scenario: A user and a group of one name
      Given the users:
        |       | displayName           |
        | Ada   | "{group Finance}"     |
        | Grace | "not {group Finance}" |
      And a group Finance of nobody
      Then the filters find, where they are offered:
        | at | filter                             | finds           |
        |    | displayName eq "{group Finance}"   | Ada and Finance |
        |    | displayName sw "{group Finance}"   | Ada and Finance |
        |    | displayName eq "{group Finance}" and meta.resourceType eq "Group" | Finance |

  @RFC7644-3.4.2.1-06 @MUST @needs-writable-groups @needs-attribute-displayName
  Rule: What a type does not define has no value there

    Scenario: A user has no members, a group no userName
      Given the users:
        |     | displayName       |
        | Ada | "{group Finance}" |
      And a group Finance of Ada
      Then the filters find, where they are offered:
        | at | filter                                                 | finds   |
        |    | displayName eq "{group Finance}" and userName pr       | Ada     |
        |    | displayName eq "{group Finance}" and members pr        | Finance |
