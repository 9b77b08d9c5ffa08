@scim
Feature: Two clients of one service
  A second credential, of another tenant, shows that a token opens what is its own and nothing else.

  @RFC7644-2-07 @MUST @needs-two-principals
  Rule: A client reads only what its policy lets it read

    Scenario: Another tenant asks for Ada
      Given a user with Ada's userName
      When another tenant sends:
        """
        GET /Users/{Ada.id}
        """
      Then the response is 401 or 403 or 404

  @RFC7644-2-09 @SHOULD @needs-two-principals
  Rule: Each request is judged by who asks for what

    Scenario: Another tenant deletes Ada
      Given a user with Ada's userName
      When another tenant sends:
        """
        DELETE /Users/{Ada.id}
        """
      Then the response is 401 or 403 or 404
      And Ada still has the user:
        | userName | "{Ada}" |
