@mock @reference
Feature: The mock connects as Okta does
  What a recorder between the mock and a server sees when an admin connects an app. The facts and where they
  come from are in docs/okta-sequences.md; whether a server copes is for features/okta/.

  @OKTA-1.1-03 @OKTA-1.1-07 @OKTA-6-03 @MUST
  Rule: The connector test of a SAML app is one GET of two users

    Scenario: Test Connector Configuration
      Given an Okta org with a SAML app
      When the admin tests the connection
      Then on the wire Okta sent:
        """
        GET /Users?startIndex=1&count=2
        """
      And Okta says "Connector configured successfully"

  @OKTA-1.1-12 @MUST
  Rule: The catalog app asks the same, and for the groups where they are imported

    Scenario: Test API Credentials, then Save
      Given an Okta org with a Header Auth app
      When the admin tests the connection
      And the admin saves the connection
      Then on the wire Okta sent:
        """
        GET /Users?startIndex=1&count=2
        GET /Users?startIndex=1&count=2
        """

    Scenario: Import Groups is ticked
      Given a Header Auth app that provisions the server, with Import Groups ticked
      When the admin switches on all actions
      Then on the wire Okta sent:
        """
        GET /Users?startIndex=1&count=2
        GET /Groups?startIndex=1&count=100
        """

  @OKTA-1.1-04 @OKTA-1.1-05 @MUST
  Rule: Each save repeats the test, and To App reads the groups where they are imported

    Scenario: The Integration page, then the To App page
      Given an Okta org with a SAML app
      When the admin saves the connection
      And the admin switches on all actions
      Then on the wire Okta sent:
        """
        GET /Users?startIndex=1&count=2
        GET /Users?startIndex=1&count=2
        """

    Scenario: Import Groups is ticked
      Given a SAML app that provisions the server, with Import Groups ticked
      When the admin switches on all actions
      Then on the wire Okta sent:
        """
        GET /Users?startIndex=1&count=2
        GET /Groups?startIndex=1&count=100
        """

  @OKTA-1.1-06 @OKTA-2.1-01 @OKTA-2.2-02 @MUST
  Rule: Every request carries the headers of Okta's client, and a type where there is a body

    Scenario Outline: <app>: a person and a group, to the end
      Given a <app> that provisions the server
      And Ada is assigned to the app
      And the Okta group Finance
      And Ada is in the Okta group Finance
      And the group Finance is pushed
      When the admin changes the lastName of Ada to "Lovelace"
      And the admin unassigns Ada from the app
      And the admin unlinks the group Finance and deletes it in the app
      Then every request of Okta has the headers:
        | Accept          | application/scim+json                |                       |
        | Accept-Charset  | utf-8                                |                       |
        | Content-Type    | application/scim+json; charset=utf-8 | POST PUT PATCH DELETE |
        | User-Agent      | Okta SCIM Client 1.0.0               |                       |
        | Authorization   | Bearer $SCIM_TOKEN                   |                       |
        | Accept-Encoding | gzip,deflate                         |                       |

      Examples:
        | app             |
        | SAML app        |
        | Header Auth app |
