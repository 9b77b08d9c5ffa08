@scim
Feature: Deleting a user

  @RFC7644-3.6-01 @MUST
  Rule: A delete is answered with 204

    Scenario: The user exists
      Given a user with Ada's userName
      When the client deletes Ada
      Then the response is 204

  @RFC7644-3.6-03 @MUST
  Rule: A deleted user is not found any more

    Scenario: Reading it
      Given a user with Ada's userName
      And the client deleted Ada
      When the client reads Ada
      Then the response is 404

  @RFC7644-3.6-04 @MUST @needs-filter
  Rule: A deleted user is in no list

    Scenario: Looking for its userName
      Given a user with Ada's userName
      And the client deleted Ada
      When the client looks for the userName of Ada
      Then the response lists 0 resources
