@okta
Feature: A connection that cannot work
  What Okta tells its admin when the base URL or the token is wrong, or the server is away; and that
  nothing is half done.

  @OKTA-2.2-01 @MUST @needs-auth-required
  Rule: A wrong token is an authentication error and the connection is not saved

    Scenario Outline: <app>: another token
      Given an Okta org with a <app>
      When the admin tests the connection with the token "Bearer not-the-token"
      Then Okta says "Error authenticating: Unauthorized"
      And the app is not connected

      Examples:
        | app             |
        | SAML app        |
        | Header Auth app |

    Scenario: Header Auth app: the token without its Bearer
      Given an Okta org with a Header Auth app
      When the admin tests the connection with the token "{token}"
      Then Okta says "Error authenticating: Unauthorized"
      When the admin saves the connection with the token "{token}"
      Then Okta says "Error authenticating: Unauthorized"
      And the app is not connected

  @OKTA-2.5-01 @MUST
  Rule: An answer that is no list of users is an error and the connection is not saved

    Scenario Outline: <app>: the base URL of something else
      Given an Okta org with a <app>
      When the admin tests the connection with the base URL "{base URL}/not-scim"
      Then Okta says "Error"
      And the app is not connected

      Examples:
        | app             |
        | SAML app        |
        | Header Auth app |

  @OKTA-1.2-09 @MUST @needs-filter @needs-no-required-extension
  Rule: A server that is away fails the job, and the person can be provisioned later

    Scenario Outline: <app>: the server is down when Ada is assigned
      Given a <app> that provisions the server
      And the person Ada
      And the server is down
      When the admin assigns Ada to the app
      Then Okta shows a task which says "Error while verifying if user exists: null"
      And Okta holds no id for Ada
      When the server is up again
      And the admin retries the task
      Then there is one user with Ada's userName

      Examples:
        | app             |
        | SAML app        |
        | Header Auth app |

    Scenario Outline: <app>: the server is down when the connection is tested
      Given an Okta org with a <app>
      And the server is down
      When the admin tests the connection
      Then Okta says "Error authenticating:"
      And the app is not connected

      Examples:
        | app             |
        | SAML app        |
        | Header Auth app |
