@house
Feature: Titles in our directory
  Beside what SCIM demands, our own product promises that a title is never longer than a badge is wide.

  Rule: A title fits the badge

    Scenario: A new engineer
      Given a user with Ada's userName and:
        | title | "Engineer" |
      When the client reads Ada
      Then the response is 200
      And the title fits on a badge of 20 letters

  Rule: Everybody can be found by their title

    Scenario: One of two
      Given the users:
        |       | title         |
        | Ada   | "{mark}"      |
        | Grace | "{mark} lead" |
      Then the filters find:
        | filter            | finds |
        | title eq "{mark}" | Ada   |
