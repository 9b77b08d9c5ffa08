@scim @read-only @throughout
Feature: Every resource
  What each representation is made of, alone or in a list.
  Judged on every exchange of the run when it is over, and reported once.

  @RFC7643-3-07 @MUST
  Rule: Common attributes belong to every resource whatever schemas says

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-3.1-01 @MUST
  Rule: Common attributes are defined for all resources, discovery resources excepted

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-3.1-04 @MUST
  Rule: Each representation has a non-empty id

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7644-3.4.2-11 @MUST
  Rule: Each item in Resources is a full resource representation subject to projection, id included

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-3-04 @MUST
  Rule: schemas of a resource only names the base schema and extensions of its resource type

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-3-10 @MUST @needs-enterprise
  Rule: A resource with extension data names the extension URN in schemas

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-3.3-06 @MUST @needs-enterprise
  Rule: An extension URN is the JSON container key of its attributes

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-3.3-02 @MUST
  Rule: schemas has at least one value, the base schema

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-4.1-01 @MUST
  Rule: User resources use the core User schema URI

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-4.2-01 @MUST @needs-groups
  Rule: Group resources use the core Group schema URI

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-4.1.1-01 @MUST
  Rule: Each User has a non-empty userName

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-4.1.1-17 @MUST-NOT
  Rule: A password is never returned, neither in clear nor hashed

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-7-29 @MUST
  Rule: writeOnly values are not returned

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-7-32 @MUST
  Rule: returned never: absent always

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-6-13 @MUST @needs-required-extension
  Rule: A required extension is present in each resource, with its required attributes

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-7-01 @MUST
  Rule: Every schema URI used in a resource has a Schema resource

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-5-14 @MUST @needs-filter
  Rule: No list response holds more resources than filter.maxResults

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-3-11 @SHOULD
  Rule: What a resource shows beyond what it was given is defined by a schema

    Scenario: Throughout the run
      Then nothing in the run shows otherwise
