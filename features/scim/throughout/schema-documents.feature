@scim @read-only @throughout
Feature: The schemas
  What /Schemas says of every attribute.
  Judged on every exchange of the run when it is over, and reported once.

  @RFC7643-1.2-01 @MUST-NOT
  Rule: A simple attribute has no sub-attributes

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-2.1-03 @MUST
  Rule: Attribute names start with a letter, followed by letters, digits, $, - or _

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-2.3-01 @SHOULD-NOT
  Rule: Extensions introduce no new data types

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-2.3.8-02 @MUST-NOT
  Rule: A complex attribute has no complex sub-attributes (the Schema resource excepted)

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-2.4-03 @MUST
  Rule: The predefined sub-attributes type, primary, display, value and $ref keep their defined meaning

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-3.3-05 @SHOULD
  Rule: Extensions follow the conventions of this specification

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-4.1.1-03 @REQUIRED
  Rule: userName is required

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-4.1.1-25 @MUST
  Rule: password is writeOnly with returned never

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-4.1.2-09 @SHOULD
  Rule: ims.type takes one of the listed services or other

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-4.1.2-14 @SHOULD
  Rule: photos.type knows the canonical values photo and thumbnail

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-7-03 @MUST
  Rule: id of a Schema is always returned, other attributes by default

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-7-04 @MUST
  Rule: Schema resources use their own schema URI

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-7-06 @REQUIRED
  Rule: id of a Schema is its URI

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-7-07 @MUST
  Rule: name of a Schema is specified when applicable

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-7-08 @MUST
  Rule: description of a Schema is specified when applicable

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-7-09 @REQUIRED
  Rule: attributes of a Schema is an array of definitions

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-7-10 @REQUIRED
  Rule: Each definition has a name

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-7-11 @REQUIRED
  Rule: Each definition has a type from the known list

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-7-12 @SHOULD
  Rule: A complex definition lists its subAttributes

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-7-13 @MUST
  Rule: Sub-attribute definitions have the same shape as attribute definitions

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-7-14 @REQUIRED
  Rule: Each definition has a Boolean multiValued

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-7-15 @MUST
  Rule: Each definition has a description when applicable

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-7-16 @REQUIRED
  Rule: Each definition has a Boolean required

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-7-19 @REQUIRED
  Rule: String definitions have a Boolean caseExact

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-7-23 @REQUIRED
  Rule: mutability is one of readOnly, readWrite, immutable, writeOnly

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-7-30 @REQUIRED
  Rule: returned is one of always, never, default, request

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-7-36 @REQUIRED
  Rule: uniqueness is one of none, server, global

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-7-41 @MUST
  Rule: referenceTypes lists resource type names, external or uri

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-7-42 @MUST
  Rule: referenceTypes applies to reference attributes only

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-8.7.2-04 @MUST
  Rule: A published Schema resource carries schemas and meta like other resources

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-10.2.1-02 @MUST-NOT
  Rule: Custom extensions do not claim unregistered names in the core or api namespaces

    Scenario: Throughout the run
      Then nothing in the run shows otherwise
