@scim
Feature: What a service says of paging

  @RFC9865-4-01 @SHOULD @needs-filter @needs-attribute-title
  Rule: A service with cursors says so

    Scenario: A query is answered with a cursor
      Given the users:
        |       | title    |
        | Ada   | "{mark}" |
        | Grace | "{mark}" |
      And a filter on their title finds them
      When the client sends GET "/Users?filter=title eq "{mark}"&cursor&count=1"
      Then the response has the optional nextCursor
      When the client sends GET "/ServiceProviderConfig"
      Then the response has:
        | pagination | assigned |
