@scim
Feature: userNames beyond ASCII

  @RFC7644-5-01 @MUST
  Rule: A userName is the same in every form of its letters

    Scenario: A letter with an accent, and a letter and an accent
      Given the client sends:
        """
        POST /Users

        { "...": "Ada", "userName": "zo\u00eb-{mark}@example.com" }
        """
      When the client sends:
        """
        POST /Users

        { "...": "Grace", "userName": "zoe\u0308-{mark}@example.com" }
        """
      Then the response is 409

    @needs-filter
    Scenario: Found by either
      When the client sends:
        """
        POST /Users

        { "...": "Ada", "userName": "zoe\u0308-{mark}@example.com" }
        """
      Then the response is 201
      And the filters find:
        | filter                                  | finds |
        | userName eq "zoë-{mark}@example.com"    | Ada   |
        | userName eq "zoë-{mark}@example.com"   | Ada   |
