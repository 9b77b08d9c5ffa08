@scim
Feature: Finding users
  Okta looks for a person by userName before it creates one.

  @RFC7644-3.4.2-10 @MUST @needs-filter @read-only
  Rule: A query without matches succeeds with a total of none

    Scenario: A userName that nobody has
      Given the name of a person Ada
      When the client looks for the userName of Ada
      Then the response lists 0 resources

  @RFC7644-3.4.2-04 @MUST @read-only
  Rule: A list says that it is one

    Scenario: The first page of users
      When the client sends GET "/Users?startIndex=1&count=2"
      Then the response is a list

  @RFC7643-4.1.1-04 @MUST @needs-filter
  Rule: A filter finds a userName in any letter case

    Scenario: In upper case
      Given a user with Ada's userName
      When the client looks for the userName of Ada in upper case
      Then the response lists 1 resource
      And the resource listed is Ada

  @RFC7644-3.4.2.4-06 @MUST-NOT @needs-index
  Rule: No page holds more than was asked for

    Scenario: Two of three users
      Given a user with Ada's userName
      And a user with Grace's userName
      And a user with Joan's userName
      When the client sends GET "/Users?startIndex=1&count=2"
      Then the response has at most 2 resources
