@scim @needs-no-sort @needs-published-config @read-only
Feature: A service that does not sort

  @RFC7644-3.4.2.3-A01 @AMBIGUOUS @needs-first-page
  Rule: What becomes of sortBy is noted

    Scenario: userName
      When the client sends GET "/Users?startIndex=1&count=1&sortBy=userName"
      Then the outcome is one of RFC7644-3.4.2.3-A01:
        | 200 unsorted (parameter ignored) | 200 |
        | 400                              | 400 |
        | 501                              | 501 |
