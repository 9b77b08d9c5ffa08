@scim @read-only @throughout
Feature: The configuration of the service
  What /ServiceProviderConfig says, and that it says it in the form of RFC 7643 section 5.
  Judged on every exchange of the run when it is over, and reported once.

  @RFC7643-5-01 @MUST
  Rule: The service configuration uses its schema URI

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-5-05 @REQUIRED
  Rule: patch is present

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-5-06 @REQUIRED
  Rule: patch.supported is a Boolean

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-5-07 @REQUIRED
  Rule: bulk is present

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-5-08 @REQUIRED
  Rule: bulk.supported is a Boolean

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-5-09 @REQUIRED
  Rule: bulk.maxOperations is an integer

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-5-10 @REQUIRED
  Rule: bulk.maxPayloadSize is an integer in bytes

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-5-11 @REQUIRED
  Rule: filter is present

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-5-12 @REQUIRED
  Rule: filter.supported is a Boolean

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-5-13 @REQUIRED
  Rule: filter.maxResults is an integer

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-5-15 @REQUIRED
  Rule: changePassword with Boolean supported is present

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-5-16 @REQUIRED
  Rule: sort with Boolean supported is present

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-5-17 @REQUIRED
  Rule: etag with Boolean supported is present

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-5-18 @REQUIRED
  Rule: authenticationSchemes is present as an array

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-5-20 @REQUIRED
  Rule: Each scheme has a type out of oauth, oauth2, oauthbearertoken, httpbasic, httpdigest

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-5-21 @REQUIRED
  Rule: Each scheme has a name

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-5-22 @REQUIRED
  Rule: Each scheme has a description

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-5-26 @SHOULD
  Rule: Where the configuration has meta, it tells its own type and address

    Scenario: Throughout the run
      Then nothing in the run shows otherwise
