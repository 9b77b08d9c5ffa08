@entra @needs-filter
Feature: How Entra ID looks things up

  @ENTRA-1-01 @MUST @read-only
  Rule: The connection test finds nobody

    Scenario: A userName that is a random number
      When the client sends GET "/Users?filter=userName eq "{unused id}""
      Then the response lists 0 resources

  @ENTRA-1-02 @MUST
  Rule: A user is matched by its externalId

    Scenario: The object id of the directory
      Given the users:
        |       | externalId     |
        | Ada   | "{mark}-ada"   |
        | Grace | "{mark}-grace" |
      When the client sends GET "/Users?filter=externalId eq "{mark}-ada""
      Then the response lists Ada

  @ENTRA-1-03 @SHOULD
  Rule: Entra ID's flag in the URL changes nothing

    Scenario: A look-up with aadOptscim062020
      Given a user with Ada's userName
      When the client sends GET "/Users?aadOptscim062020&filter=userName eq "{Ada}""
      Then the response lists Ada

    Scenario: A read with aadOptscim062020
      Given a user with Ada's userName
      When the client sends GET "/Users/{Ada.id}?aadOptscim062020"
      Then the response is 200
