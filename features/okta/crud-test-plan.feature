@okta @needs-filter @needs-no-required-extension
Feature: Okta's CRUD test plan
  The plan that a submission to Okta's catalog has to pass, driven through Okta's own management API.

  @OKTA-4-06 @MUST
  Rule: A person goes through the plan from the first step to the last

    Scenario Outline: <app>: from the first assignment to the last unassignment
      Given a <app> that provisions the server
      And the person Ada
      When the admin assigns Ada to the app
      Then there is one user with Ada's userName
      And Ada has the user:
        | userName        | "{Ada}" |
        | emails[0].value | "{Ada}" |
        | name.givenName  | "Ada"   |
        | active          | true    |
      When the admin changes the firstName of Ada to "Adaupdate"
      Then Ada has the user:
        | name.givenName | "Adaupdate" |
      When Ada is deactivated in Okta
      Then Ada has the user:
        | active | false |
      When Ada is activated in Okta
      And the admin assigns Ada to the app
      Then Ada has the user:
        | active         | true        |
        | name.givenName | "Adaupdate" |
      And there is one user with Ada's userName
      When the admin unassigns Ada from the app
      Then Ada has the user:
        | active | false |
      And Okta shows no task

      Examples: by PUT
        | app      |
        | SAML app |

      @needs-patch
      Examples: by PATCH
        | app             |
        | Header Auth app |
