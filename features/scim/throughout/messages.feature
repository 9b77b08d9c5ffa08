@scim @read-only @throughout
Feature: Every message
  Lists, errors and resources say what they are.
  Judged on every exchange of the run when it is over, and reported once.

  @RFC7644-3.1-01 @MUST
  Rule: SCIM content is identified as application/scim+json in responses that carry a body

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7644-8.1-01 @SHOULD
  Rule: Applications that use the SCIM protocol use the application/scim+json media type

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7644-3.1-02 @MUST
  Rule: Resources and protocol messages are each a JSON object carrying a 'schemas' array

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-2.1-02 @MUST
  Rule: Resources are JSON objects that name their schemas in the schemas attribute

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-3-01 @REQUIRED
  Rule: schemas is present in every resource and message

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-3-02 @MUST
  Rule: schemas holds strings that are unique URIs

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-3-03 @MUST
  Rule: schemas is never empty

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-3-05 @MUST-NOT
  Rule: schemas has no duplicate values

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7644-3.1-03 @MUST
  Rule: Schema URIs of protocol messages start with the urn:ietf:params:scim:api: prefix

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7644-8.2-01 @MUST
  Rule: The six protocol messages use their registered URIs (ListResponse, SearchRequest, PatchOp, BulkRequest, BulkResponse, Error)

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7644-3.4.2-05 @REQUIRED
  Rule: totalResults is present in every list response

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7644-3.4.2-07 @REQUIRED
  Rule: Resources is present whenever totalResults is not zero (a count of 0 excepted)

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-2.3.4-01 @MUST-NOT
  Rule: Integer values have no fraction or exponent

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-1.1-01 @MUST-NOT
  Rule: Quotation marks used around values in the specification are not part of the values

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-10.2.1-01 @MUST
  Rule: SCIM URNs have the form urn:ietf:params:scim:{type}:{name}{:other} with type schemas or api

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC9865-2-02 @MUST @needs-cursor
  Rule: Cursor values use only unreserved URI characters

    Scenario: Throughout the run
      Then nothing in the run shows otherwise
