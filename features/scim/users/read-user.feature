@scim
Feature: Reading a user

  @RFC7644-3.4.1-01 @MUST
  Rule: A user that exists is answered with 200 and the user

    Scenario: By its id
      Given a user with Ada's userName
      When the client reads Ada
      Then the response is 200
      And the response has:
        | id       | "{Ada.id}" |
        | userName | "{Ada}"    |

  @RFC7644-3.1-05 @MUST
  Rule: A response shows the user as the server has it

    Scenario: A create with an id of the client's own
      When the client sends:
        """
        POST /Users

        { "...": "Ada", "id": "{unused id}" }
        """
      Then the response is 201
      And the response has:
        | id | != "{unused id}" |
      And Ada has the user:
        | id                | "{Ada.id}"                |
        | userName          | "{Ada.userName}"          |
        | meta.created      | "{Ada.meta.created}"      |
        | meta.lastModified | "{Ada.meta.lastModified}" |

    Scenario: A replace with other times
      Given a user with Ada's userName
      When the client replaces Ada's user with:
        | id   | "{unused id}"                                                |
        | meta | {"created":"2001-01-01T00:00:00Z","resourceType":"Dog"}      |
      Then one of these is so:
        | shown as it is | 200 | meta.created != "2001-01-01T00:00:00Z" |
        | not shown      | 204 |                                        |
      And one of these is so:
        | shown as it is | 200 | id "{Ada.id}" |
        | not shown      | 204 |               |
      And Ada has the user:
        | id                | "{Ada.id}"           |
        | meta.created      | "{Ada.meta.created}" |
        | meta.resourceType | "User"               |

    @needs-attribute-groups
    Scenario: A replace with groups that nobody put the user into
      Given a user with Ada's userName
      When the client replaces Ada's user with:
        | groups | [{"value":"{unused id}"}] |
      Then one of these is so:
        | shown as it is | 200 | groups unassigned |
        | not shown      | 204 |                   |
        | refused        | 400 |                   |

  @RFC7644-3.4-02 @MUST @needs-attribute-displayName @needs-attribute-emails @needs-attribute-name
  Rule: Who asks for nothing in particular gets what is returned by default

    Scenario: Assigned attributes are there, a password is not
      Given a user with Ada's userName and:
        | displayName | "Ada"           |
        | externalId  | "{mark}"        |
        | password    | "{mark}Aa1!aaa" |
      When the client reads Ada
      Then the response has:
        | id              | "{Ada.id}" |
        | userName        | "{Ada}"    |
        | displayName     | "Ada"      |
        | externalId      | "{mark}"   |
        | emails[0].value | "{Ada}"    |
        | name.givenName  | "Ada"      |
        | name.familyName | assigned   |
        | password        | unassigned |
