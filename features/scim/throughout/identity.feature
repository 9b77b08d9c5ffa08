@scim @read-only @throughout
Feature: Every id, address and version
  A resource is known by its id and its address, and tells when it was made and changed.
  Judged on every exchange of the run when it is over, and reported once.

  @RFC7643-3.1-05 @MUST
  Rule: id is unique over all resources of the provider

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-3.1-06 @MUST
  Rule: id is stable and never reassigned

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-3.1-08 @MUST-NOT
  Rule: The string bulkId does not occur in an identifier

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-3.1-21 @MUST
  Rule: meta.resourceType names the resource type and is case exact

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-3.1-22 @MUST
  Rule: meta.created is a dateTime of the creation

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-3.1-23 @MUST
  Rule: meta.lastModified equals meta.created when the resource was never changed

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-3.1-24 @MUST
  Rule: meta.lastModified is the time of the latest update

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-3.1-25 @MUST
  Rule: meta.location is the URI of the resource

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-3.1-26 @MUST
  Rule: meta.location equals the Content-Location header

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7644-3.3-09 @MUST
  Rule: A successful create names the new resource's URI in the Location header

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7644-3.3-10 @MUST
  Rule: A successful create names the new resource's URI in meta.location of the body

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-3.1-27 @MUST @needs-etag
  Rule: meta.version equals the ETag header

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7644-3.14-04 @MUST @needs-etag
  Rule: ETag header and meta.version agree

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-3.1-30 @MUST @needs-etag
  Rule: A version that is not a strong validator carries the W/ prefix

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7644-3.14-02 @MUST @needs-etag
  Rule: When supported the ETag is given as an HTTP header

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7644-3.14-03 @SHOULD @needs-etag
  Rule: When supported the ETag is also given in meta.version

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7644-3.1-09 @SHOULD
  Rule: Every answer shows a resource alike until somebody changes it

    Scenario: Throughout the run
      Then nothing in the run shows otherwise
