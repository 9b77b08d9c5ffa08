@scim @read-only @throughout
Feature: The types of resources
  What /ResourceTypes says, and that the rest of the service agrees.
  Judged on every exchange of the run when it is over, and reported once.

  @RFC7644-3.2-01 @SHOULD @needs-custom-resource
  Rule: Endpoints of additional resource types are named by the plural of the resource name

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-6-01 @MUST
  Rule: Resource types use their schema URI

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-6-04 @MUST
  Rule: name of a resource type is specified

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-6-05 @REQUIRED
  Rule: name is required

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-6-06 @MUST
  Rule: description is specified when applicable

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-6-07 @REQUIRED
  Rule: endpoint is required and relative to the base URL

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-6-08 @REQUIRED
  Rule: schema is required

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-6-09 @MUST
  Rule: schema equals the id of a Schema resource

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-6-11 @MUST
  Rule: Each extension schema equals the id of a Schema resource

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-6-12 @REQUIRED
  Rule: Each extension has schema and Boolean required

    Scenario: Throughout the run
      Then nothing in the run shows otherwise
