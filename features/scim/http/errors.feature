@scim @read-only
Feature: Errors
  A refusal is a SCIM error that a program can read.

  @RFC7644-3.4.1-02 @SHOULD
  Rule: A resource that does not exist is answered with 404 and a SCIM error

    Scenario: An id that names nobody
      When the client sends GET "/Users/{unused id}"
      Then the response is the SCIM error 404

    @needs-groups
    Scenario: An id that names no group
      When the client sends GET "/Groups/{unused id}"
      Then the response is the SCIM error 404

    Scenario: An id of another form
      When the client sends GET "/Users/no-{unused id}-at-all"
      Then the response is the SCIM error 404 or 400

  @RFC7644-3.12-04 @MUST
  Rule: The status in an error body is a string

    Scenario: An id that names nobody
      When the client sends GET "/Users/{unused id}"
      Then the response is 404
      And the response has:
        | status | "404" |
