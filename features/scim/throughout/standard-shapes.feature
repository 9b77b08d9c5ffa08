@scim @read-only @throughout
Feature: The schemas of the standard
  What the standard defines has, where it is published, the shape that the standard gives it.
  Judged on every exchange of the run when it is over, and reported once.

  @RFC7643-8.7.1-01 @SHOULD
  Rule: If the User schema defines userName, its definition has the standard shape: string, required, caseExact false, readWrite, default, uniqueness server

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-8.7.1-02 @SHOULD
  Rule: If the User schema defines name, its definition has the standard shape: complex with formatted, familyName, givenName, middleName, honorificPrefix, honorificSuffix (strings)

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-8.7.1-03 @SHOULD
  Rule: If the User schema defines displayName, its definition has the standard shape: string, readWrite

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-8.7.1-04 @SHOULD
  Rule: If the User schema defines nickName, its definition has the standard shape: string, readWrite

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-8.7.1-05 @SHOULD
  Rule: If the User schema defines profileUrl, its definition has the standard shape: reference to external

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-8.7.1-06 @SHOULD
  Rule: If the User schema defines title, its definition has the standard shape: string

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-8.7.1-07 @SHOULD
  Rule: If the User schema defines userType, its definition has the standard shape: string

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-8.7.1-08 @SHOULD
  Rule: If the User schema defines preferredLanguage, its definition has the standard shape: string

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-8.7.1-09 @SHOULD
  Rule: If the User schema defines locale, its definition has the standard shape: string

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-8.7.1-10 @SHOULD
  Rule: If the User schema defines timezone, its definition has the standard shape: string

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-8.7.1-11 @SHOULD
  Rule: If the User schema defines active, its definition has the standard shape: boolean

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-8.7.1-12 @SHOULD
  Rule: If the User schema defines password, its definition has the standard shape: string, writeOnly, returned never

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-8.7.1-13 @SHOULD
  Rule: If the User schema defines emails, its definition has the standard shape: multi-valued complex: value, display, type (work, home, other), primary

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-8.7.1-14 @SHOULD
  Rule: If the User schema defines phoneNumbers, its definition has the standard shape: multi-valued complex: value, display, type (work, home, mobile, fax, pager, other), primary

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-8.7.1-15 @SHOULD
  Rule: If the User schema defines ims, its definition has the standard shape: multi-valued complex: value, display, type (the eight listed services), primary

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-8.7.1-16 @SHOULD
  Rule: If the User schema defines photos, its definition has the standard shape: multi-valued complex: value (reference), display, type (photo, thumbnail), primary

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-8.7.1-17 @SHOULD
  Rule: If the User schema defines addresses, its definition has the standard shape: multi-valued complex: formatted, streetAddress, locality, region, postalCode, country, type

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-8.7.1-18 @SHOULD
  Rule: If the User schema defines groups, its definition has the standard shape: multi-valued complex, readOnly: value, $ref, display, type (direct, indirect)

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-8.7.1-19 @SHOULD
  Rule: If the User schema defines entitlements, its definition has the standard shape: multi-valued complex: value, display, type, primary

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-8.7.1-20 @SHOULD
  Rule: If the User schema defines roles, its definition has the standard shape: multi-valued complex: value, display, type, primary

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-8.7.1-21 @SHOULD
  Rule: If the User schema defines x509Certificates, its definition has the standard shape: multi-valued complex: value (binary), display, type, primary

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-8.7.1-22 @SHOULD @needs-groups
  Rule: If the Group schema defines displayName, its definition has the standard shape: string, required, readWrite

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-8.7.1-23 @SHOULD @needs-groups
  Rule: If the Group schema defines members, its definition has the standard shape: multi-valued complex, readWrite: value, $ref (User, Group), type (User, Group), each immutable

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-8.7.1-24 @SHOULD @needs-enterprise
  Rule: If the enterprise schema defines employeeNumber, its definition has the standard shape: string

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-8.7.1-25 @SHOULD @needs-enterprise
  Rule: If the enterprise schema defines costCenter, its definition has the standard shape: string

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-8.7.1-26 @SHOULD @needs-enterprise
  Rule: If the enterprise schema defines organization, its definition has the standard shape: string

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-8.7.1-27 @SHOULD @needs-enterprise
  Rule: If the enterprise schema defines division, its definition has the standard shape: string

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-8.7.1-28 @SHOULD @needs-enterprise
  Rule: If the enterprise schema defines department, its definition has the standard shape: string

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-8.7.1-29 @SHOULD @needs-enterprise
  Rule: If the enterprise schema defines manager, its definition has the standard shape: complex: value (string, case exact), $ref (reference to User), displayName (string, readOnly)

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-8.7.2-01 @SHOULD
  Rule: The schema of the service configuration, if published, defines the attributes of section 5

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-8.7.2-02 @SHOULD
  Rule: The schema of resource types, if published, defines the attributes of section 6

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @RFC7643-8.7.2-03 @SHOULD
  Rule: The schema of schemas, if published, defines the attributes of section 7

    Scenario: Throughout the run
      Then nothing in the run shows otherwise
