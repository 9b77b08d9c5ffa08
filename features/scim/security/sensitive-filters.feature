@scim @read-only @needs-filter
Feature: Filters on what is secret

  @RFC7644-3.4.2.2-A12 @AMBIGUOUS
  Rule: What becomes of a filter on a password is noted

    Scenario: password eq
      When the client sends GET "/Users?startIndex=1&count=1&filter=password eq "{unused id}""
      Then the outcome is one of RFC7644-3.4.2.2-A12:
        | 400 invalidFilter          | 400 |               |
        | 403                        | 403 |               |
        | 200 without matches        | 200 | lists nothing |

  @RFC7644-7.5.2-03 @SHOULD @needs-sensitive-filter
  Rule: A filter in a URL on what is secret is answered with 403

    Scenario: password eq
      When the client sends GET "/Users?startIndex=1&count=1&filter=password eq "{unused id}""
      Then the response is the SCIM error 403 perhaps sensitive
