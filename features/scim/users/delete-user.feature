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

  @RFC7644-3.6-05 @SHOULD
  Rule: The userName of a deleted user is free

    Scenario: Another Ada
      Given a user with Ada's userName
      And the client deleted Ada
      When the client creates a user with Ada's userName
      Then the response is 201

  @RFC7644-3.6-06 @SHOULD
  Rule: A delete of nobody is answered with 404

    Scenario: An id that names nobody
      When the client sends DELETE "/Users/{unused id}"
      Then the response is the SCIM error 404

    Scenario: The same user again
      Given a user with Ada's userName
      And the client deleted Ada
      When the client deletes Ada
      Then the response is the SCIM error 404
