@scim @needs-writable-groups
Feature: References
  What a resource points to can be reached.

  @RFC7643-2.3.7-02 @RFC7643-2.3.7-04 @RFC7643-2.3.7-05 @RFC7643-4.2-06 @MUST
  Rule: A member's reference leads to the member

    Scenario: A group of one user
      Given a user with Ada's userName
      And a group Finance of Ada
      When the client reads Finance
      Then the response is 200
      And each "members[].$ref" of the response is found at "{each}"

  @RFC7643-4.1.2-21 @MUST @needs-attribute-groups
  Rule: The reference of a user's group leads to the group

    Scenario: A user in one group
      Given a user with Ada's userName
      And a group Finance of Ada
      When the client reads Ada
      Then the response is 200
      And each "groups[].$ref" of the response is found at "{each}"

  @RFC7643-2.3.7-03 @MUST @needs-filter
  Rule: The letter case of a reference matters

    Scenario: An address in another letter case
      Given a user with Ada's userName
      And the client reads Ada
      When the client sends GET "/Users?filter=userName eq "{Ada}" and meta.location eq "{upper case of Ada.meta.location}""
      Then one of these is so:
        | nobody has that address      | 200 | lists nothing |
        | addresses are no part of it  | 400 |               |
