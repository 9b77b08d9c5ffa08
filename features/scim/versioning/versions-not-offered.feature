@scim @needs-no-etag @needs-published-config
Feature: A service without versions

  @RFC7644-3.14-A02 @AMBIGUOUS
  Rule: What becomes of a precondition is noted

    Scenario: A replace
      Given a user with Ada's userName
      When the client sends:
        """
        PUT /Users/{Ada.id}
        If-Match: "scimulate"

        { "...": "Ada" }
        """
      Then the outcome is one of RFC7644-3.14-A02:
        | header ignored, 200 | 200 or 204 |
        | 412                 | 412        |
        | 501                 | 501        |
