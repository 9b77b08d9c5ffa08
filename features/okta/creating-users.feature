@okta
Feature: What Okta creates
  A create as Okta sends it, with what an admin can only see by an error.

  @OKTA-2.1-03 @MUST
  Rule: A body of application/scim+json with a charset is taken

    Scenario: With the headers of Okta's client
      When the client sends:
        """
        POST /Users
        Accept: application/scim+json
        Accept-Charset: utf-8
        Content-Type: application/scim+json; charset=utf-8
        User-Agent: Okta SCIM Client 1.0.0

        { "...": "Ada" }
        """
      Then the response is 201

  @OKTA-1.2-07 @MUST
  Rule: A create is not refused because of the random password that Okta sends

    Scenario: Eight letters and digits
      When the client sends:
        """
        POST /Users

        { "...": "Ada", "groups": [], "password": "4a9XuKkx" }
        """
      Then the response is 201

  @OKTA-1.2-13 @SHOULD
  Rule: The externalId that Okta sends is given back on a read

    Scenario: Ada's id in Okta
      Given the name of a person Ada
      And a user with Ada's userName and:
        | externalId | "00u{mark}" |
      Then Ada has the user:
        | externalId | "00u{mark}" |

  @OKTA-3-05 @MUST
  Rule: The id is the server's own and stays the same over every write

    Scenario: A create with an id of the client's
      When the client sends:
        """
        POST /Users

        { "...": "Ada", "id": "my-own" }
        """
      Then the response is 201
      And Ada's id is not "my-own"

    Scenario: A replace with another id
      Given a user with Ada's userName
      When the client sends:
        """
        PUT /Users/{Ada.id}

        { "...": "Ada", "id": "my-own", "active": false }
        """
      Then the response is 200
      And the response has:
        | id | "{Ada.id}" |

    @needs-patch @needs-filter
    Scenario: Deactivated and reactivated by the catalog app
      Given a user with Ada's userName
      When the client patches Ada with:
        | op      | value            |
        | replace | {"active":false} |
      And the client patches Ada with:
        | op      | value           |
        | replace | {"active":true} |
      And the client looks for the userName of Ada
      Then the resource listed is Ada

  @OKTA-3-06 @MUST @needs-writable-groups
  Rule: An id belongs to one resource only, whatever its type

    Scenario: A user and a group
      Given a user with Ada's userName
      And a group Finance of Ada
      Then Ada's id is not "{Finance.id}"
      And Ada has the user:
        | id | ~ ^(?!.*bulkId) |
      And Finance has:
        | id | ~ ^(?!.*bulkId) |

  @OKTA-3-09 @MUST
  Rule: An attribute with several values is an array, also with one value

    Scenario: One e-mail address
      Given a user with Ada's userName
      And the client reads Ada
      And the response has the optional emails
      Then Ada has the user:
        | emails          | [{}]    |
        | emails[0].value | "{Ada}" |
