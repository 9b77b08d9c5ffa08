@mock @reference
Feature: The mock imports as Okta does

  @OKTA-1.8-03 @OKTA-1.8-04 @MUST
  Rule: Users are read a hundred at a time, and groups after them where they are imported

    Scenario: A server with one user
      Given a SAML app that provisions the server, with Import Groups ticked
      And a user with Ada's userName
      When the admin imports users
      Then on the wire Okta sent:
        """
        GET /Users?startIndex=1&count=100
        GET /Groups?startIndex=1&count=100
        """
      And Okta says "1 users scanned! 1 new, 0 updated, 0 unchanged, 0 removed. 0 groups scanned!"

  @OKTA-1.8-05 @MUST-NOT
  Rule: An inactive user is not imported as new

    Scenario: Ada is inactive
      Given a SAML app that provisions the server, with Import Groups ticked
      And a user with Ada's userName and:
        | active | false |
      When the admin imports users
      Then Okta says "0 users scanned! 0 new"
