@scim @needs-too-many @read-only
Feature: More than a service will list

  @RFC7644-3.4.2.1-04 @MUST
  Rule: A query that finds too much is answered with 400 tooMany

    Scenario: All users
      When the client sends GET "/Users"
      Then the response is the SCIM error 400 tooMany

  @RFC7644-3.12-21 @SHOULD
  Rule: What is too much is tooMany

    Scenario: All users
      When the client sends GET "/Users"
      Then the response is the SCIM error 400 tooMany
