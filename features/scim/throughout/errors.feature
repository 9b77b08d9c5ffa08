@scim @read-only @throughout
Feature: Every refusal
  A refusal is a SCIM error that a program can read, whatever was refused.
  Judged on every exchange of the run when it is over, and reported once.

  @RFC7644-3.2-15 @SHOULD
  Rule: An error is signalled by the HTTP status code of the response wherever possible

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7644-3.2-16 @SHOULD
  Rule: An error is also described in the response body

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7644-3.12-01 @MUST
  Rule: Errors are returned as a JSON body besides the status code

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7644-3.12-02 @MUST
  Rule: An error body carries the Error message URI

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7644-3.12-03 @REQUIRED
  Rule: status is present in the error body and equals the HTTP code

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7644-3.12-04 @MUST
  Rule: status in the error body is a JSON string

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7644-3.12-31 @SHOULD
  Rule: A scimType used with 400 is one of the defined or registered keywords

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7644-3.12-32 @SHOULD-NOT
  Rule: No request makes the service fail inside

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7644-2-15 @SHOULD-NOT
  Rule: A credential is not given back to whoever sent it

    Scenario: Throughout the run
      Then nothing in the run shows otherwise
