@scim @read-only @throughout
Feature: Every value
  Values have the form that the type of their attribute gives them.
  Judged on every exchange of the run when it is over, and reported once.

  @RFC7643-2.3.2-01 @MUST
  Rule: Boolean values are the JSON literals true and false

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-2.3.3-01 @MUST @needs-decimal-attr
  Rule: Decimal values are JSON numbers with digits on both sides of the point

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-2.3.5-01 @MUST
  Rule: dateTime values are valid xsd:dateTime strings

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-2.3.5-02 @MUST
  Rule: dateTime values hold date and time

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-2.3.6-01 @MUST @needs-binary-attr
  Rule: Binary values are base64 strings

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-2.3.7-01 @MUST
  Rule: A reference value is an absolute or relative URI

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-2.4-01 @MUST
  Rule: Multi-valued attributes are JSON arrays

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-2.4-02 @MUST
  Rule: Objects in such an array are complex values with sub-attributes

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-2.4-04 @MUST
  Rule: At most one value of an attribute is primary

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-2.4-11 @SHOULD-NOT
  Rule: The same pair of type and value is not returned twice

    Scenario: Throughout the run
      Then nothing in the run shows otherwise
