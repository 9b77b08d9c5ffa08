@scim
Feature: A service without PATCH
  PATCH is optional; a service that does not offer it says so.

  @RFC7644-3.5.2-39 @SHOULD @needs-no-patch
  Rule: A patch is answered with 501 where PATCH is not offered

    Scenario: The user is deactivated by a patch
      Given a user with Ada's userName
      When the client patches Ada with:
        | op      | path   | value |
        | replace | active | false |
      Then the response is 501

  @RFC7644-3.5-03 @MUST
  Rule: What the service says of PATCH is so

    @needs-no-patch
    Scenario: Where it is not offered
      Given a user with Ada's userName
      When the client patches Ada with:
        | op      | path   | value |
        | replace | active | false |
      Then the response is 501 or 405 or 404 or 403

    @needs-patch
    Scenario: Where it is offered
      Given a user with Ada's userName
      When the client patches Ada with:
        | op      | path     | value   |
        | replace | userName | "{Ada}" |
      Then the response is 200 or 204
