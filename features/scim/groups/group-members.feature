@scim
Feature: The members of a group

  @RFC7644-3.5.2.1-06 @MUST @needs-patch @needs-writable-groups
  Rule: An add of a member keeps the members that are there

    Scenario: A second member
      Given a user with Ada's userName
      And a user with Grace's userName
      And a group Finance of Ada
      When the client adds Grace to the group Finance
      Then the response is 200 or 204
      And the group Finance has Ada and Grace

  @RFC7644-3.5.2.2-04 @MUST @needs-patch @needs-writable-groups
  Rule: A filtered remove takes out just that member

    Scenario: One of two leaves
      Given a user with Ada's userName
      And a user with Grace's userName
      And a group Finance of Ada and Grace
      When the client removes Ada from the group Finance
      Then the response is 200 or 204
      And the group Finance has Grace

  @RFC7643-4.2-05 @MUST @needs-writable-groups
  Rule: A member's value is the id of its resource

    Scenario: A group of one user
      Given a user with Ada's userName
      And a group Finance of Ada
      Then the group Finance has Ada
