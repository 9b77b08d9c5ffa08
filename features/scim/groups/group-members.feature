@scim
Feature: The members of a group

  @RFC7644-3.5.2.1-06 @MUST @needs-patch @needs-writable-groups
  Rule: An add of a member keeps the members that are there

    Scenario: A second member
      Given a user with Ada's userName
      And a user with Grace's userName
      And a group Finance of Ada
      When the client adds Grace to the group Finance
      Then the response is 200 or 204
      And the group Finance has Ada and Grace

  @RFC7644-3.5.2.2-04 @MUST @needs-patch @needs-writable-groups
  Rule: A filtered remove takes out just that member

    Scenario: One of two leaves
      Given a user with Ada's userName
      And a user with Grace's userName
      And a group Finance of Ada and Grace
      When the client removes Ada from the group Finance
      Then the response is 200 or 204
      And the group Finance has Grace

    Scenario: All who are shown to be of one type leave
      Given a user with Ada's userName
      And a user with Grace's userName
      And a group Finance of Ada and Grace
      When the client reads Finance
      Then the response has the optional members[1].type
      When the client patches Finance with:
        | op     | path                                         |
        | remove | members[type eq "{Finance.members[1].type}"] |
      Then one of these is so:
        | they left                     | 200 or 204                               | Finance: members unassigned   |
        | types are not to be filtered  | 400 perhaps invalidFilter or invalidPath | Finance: members[1].value ~ . |

  @RFC7643-4.2-05 @MUST @needs-writable-groups
  Rule: A member's value is the id of its resource

    Scenario: A group of one user
      Given a user with Ada's userName
      And a group Finance of Ada
      Then the group Finance has Ada

  @RFC7644-3.5.2.3-A01 @AMBIGUOUS @needs-patch @needs-writable-groups @needs-optional-members
  Rule: What becomes of a list that is replaced by an empty one is noted

    Scenario: The members
      Given a user with Ada's userName
      And a group Finance of Ada
      When the client patches Finance with:
        | op      | path    | value |
        | replace | members | []    |
      Then the outcome is one of RFC7644-3.5.2.3-A01:
        | attribute unassigned | 200 or 204               | Finance: members unassigned              |
        | 400 invalidValue     | 400 perhaps invalidValue | Finance: members [{"value":"{Ada.id}"}] |

  @RFC7643-2.3.7-A02 @AMBIGUOUS @needs-patch @needs-writable-groups
  Rule: What becomes of a member who is not there is noted

    Scenario: Added beside one who is
      Given a user with Ada's userName
      And a group Finance of Ada
      When the client patches Finance with:
        | op  | path    | value                       |
        | add | members | [{"value":"{unused id}"}]   |
      Then the outcome is one of RFC7643-2.3.7-A02:
        | 201 stored         | 200 or 204               | Finance: members [{"value":"{Ada.id}"},{"value":"{unused id}"}] |
        | 201 member dropped | 200 or 204               | Finance: members [{"value":"{Ada.id}"}]                         |
        | 400 invalidValue   | 400 perhaps invalidValue or noTarget | Finance: members [{"value":"{Ada.id}"}]             |
        | 404 or 409         | 404 or 409 or 422        | Finance: members [{"value":"{Ada.id}"}]                         |

  @RFC7643-4.2-A05 @AMBIGUOUS @needs-writable-groups
  Rule: What becomes of a member who is named twice is noted

    Scenario: A create
      Given a user with Ada's userName
      When the client sends:
        """
        POST /Groups

        { "...": "group Finance", "members": [{ "value": "{Ada.id}" }, { "value": "{Ada.id}" }] }
        """
      Then the outcome is one of RFC7643-4.2-A05:
        | 201 with one entry   | 201                      | Finance: members [{"value":"{Ada.id}"}]                        |
        | 400 invalidValue     | 400 perhaps invalidValue |                                                                |
        | 201 with two entries | 201                      | Finance: members [{"value":"{Ada.id}"},{"value":"{Ada.id}"}]   |

  @RFC7643-4.2-A02 @AMBIGUOUS @needs-writable-groups
  Rule: Whether two groups may have one name is noted

    Scenario: A second Finance
      Given a group Finance of nobody
      When the client sends:
        """
        POST /Groups

        { "...": "group Legal", "displayName": "{group Finance}" }
        """
      Then the outcome is one of RFC7643-4.2-A02:
        | 201 for both   | 201                    | displayName "{group Finance}" |
        | 409 uniqueness | 409 perhaps uniqueness |                               |

  @RFC7643-4.2-A08 @AMBIGUOUS @needs-patch @needs-writable-groups
  Rule: What becomes of groups that hold each other is noted

    Scenario: The second into the first
      Given a group Legal of nobody
      And a group Finance of nobody
      And the client adds Legal to the group Finance
      When the client adds Finance to the group Legal
      Then the outcome is one of RFC7643-4.2-A08:
        | both are members            | 200 or 204                      | Legal: members[0].value "{Finance.id}" |
        | the second is refused       | 400 or 403 or 404 or 409 or 422 | Legal: members unassigned              |
        | groups are no members here  | 200 or 204                      | Legal: members unassigned              |
      And Finance still has:
        | displayName | "{group Finance}" |
      And Legal still has:
        | displayName | "{group Legal}" |

  @RFC7643-3.1-15 @MUST @needs-filter @needs-writable-groups @needs-case-exact-externalId
  Rule: A group's externalId, where it is kept, is found to the letter

    Scenario: Finance
      When the client sends:
        """
        POST /Groups

        { "...": "group Finance", "externalId": "AbC-{mark}" }
        """
      Then the response is 201
      And the response has the optional externalId
      And Finance has:
        | externalId | "AbC-{mark}" |
      And one of these is so:
        | kept | 201 | externalId "AbC-{mark}" |
      And the filters find, where they are offered:
        | at      | filter                     | finds   |
        | /Groups | externalId eq "AbC-{mark}" | Finance |
        | /Groups | externalId eq "aBc-{mark}" | nobody  |
