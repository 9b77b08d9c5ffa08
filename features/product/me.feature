@product
Feature: /Me for a member who is signed in
  The token of a SCIM connection is nobody's own; the token of a member's session is the member's.

  @RFC7644-3.2-07 @RFC7644-3.11-06 @RFC7644-3.11-07 @MUST @reference
  Rule: /Me is the user of the member whose session asks, under its permanent address

    Background:
      Given a user with Ada's userName
      And Ada has a member
      And the project sent:
        """
        POST /v1/scimulate/member_sessions

        {"organization_id": "{organization}", "member_id": "{member of Ada}"}
        """
      And the response is called Session

    Scenario: A read
      When the client sends:
        """
        GET /Me
        Authorization: Bearer {Session.session_token}
        """
      Then one of these is so:
        | processed directly | 200 | header.location = meta.location |
      And the response has:
        | id            | "{Ada.id}"                     |
        | meta.location | "{Ada.meta.location}"          |

    Scenario: Only what is asked for
      When the client sends:
        """
        GET /Me?attributes=userName
        Authorization: Bearer {Session.session_token}
        """
      Then the response is 200
      And the response has no name

    Scenario: A session opens nothing else
      Then a client with the token "{Session.session_token}" is answered 401

    Scenario: A session that is over
      Given the client patches Ada with:
        | op      | path   | value |
        | replace | active | false |
      When the client sends:
        """
        GET /Me
        Authorization: Bearer {Session.session_token}
        """
      Then the response is 401

  @RFC7644-2-08 @MUST @reference
  Rule: Two sessions are two subjects

    Scenario: Ada and Grace ask the same
      Given a user with Ada's userName
      And a user with Grace's userName
      And Grace has a member
      And the project sent:
        """
        POST /v1/scimulate/member_sessions

        {"organization_id": "{organization}", "member_id": "{member of Grace}"}
        """
      And the response is called Session
      When the client sends:
        """
        GET /Me
        Authorization: Bearer {Session.session_token}
        """
      Then the response is 200
      And the response has:
        | id | "{Grace.id}" |

  @RFC7644-3.11-05 @MAY @reference
  Rule: A member reads itself and changes nothing

    Scenario: A create by somebody who is there already
      Given a user with Ada's userName
      And Ada has a member
      And the project sent:
        """
        POST /v1/scimulate/member_sessions

        {"organization_id": "{organization}", "member_id": "{member of Ada}"}
        """
      And the response is called Session
      When the client sends:
        """
        POST /Me
        Authorization: Bearer {Session.session_token}
        """
      Then the response is 403
