@okta
Feature: Provisioning from the catalog app SCIM 2.0 Header Auth
  The second way of the set-up guide: the catalog app is added, its application username format is
  email, the API token is typed with its scheme, and the actions are chosen one by one.

  @OKTA-1.1-01 @MUST
  Rule: The connector test asks for two users and accepts a list

    Scenario: Configure API Integration, enter base URL and Bearer token, test, save
      Given an Okta org with a Header Auth app
      When the admin tests the connection
      Then Okta says "was verified successfully"
      And Okta sent:
        | GET | /Users?startIndex=1&count=2 |
      When the admin saves the connection
      Then the app is connected
      And Okta sent:
        | GET | /Users?startIndex=1&count=2 |

  @OKTA-1.2-01 @MUST @needs-filter @needs-no-required-extension
  Rule: A person whom the server does not know is looked for, then created

    Scenario: The first person is assigned
      Given a Header Auth app that provisions the server
      And the person Ada
      When the admin assigns Ada to the app
      Then Okta sent:
        | GET  | /Users?filter=userName eq "{Ada}"&startIndex=1&count=100 |
        | POST | /Users                                                   |
      And Okta knows Ada by the id of that user
      And Ada has the user:
        | userName               | "{Ada}" |
        | active                 | true    |
        | name.givenName         | "Ada"   |
        | emails[0].value        | "{Ada}" |
        | externalId             | "{Ada.oktaId}" |
      And Okta shows no task

  @OKTA-1.3-01 @MUST @needs-filter @needs-no-required-extension
  Rule: A profile change fetches the user and replaces it

    Scenario: A new title
      Given a Header Auth app that provisions the server
      And Ada is assigned to the app
      When the admin changes the lastName of Ada to "Lovelace"
      Then Okta sent:
        | GET | /Users/{Ada.id} |
        | PUT | /Users/{Ada.id} |
      And Ada has the user:
        | name.familyName | "Lovelace" |
        | name.givenName  | "Ada"      |
        | active          | true       |

  @STYTCH-4.2-01 @MUST @needs-members @needs-webhooks @needs-filter @needs-no-required-extension
  Rule: A provisioned person becomes an active member

    Scenario: The first person is assigned
      Given a Header Auth app that provisions the server
      And the person Ada
      When the admin assigns Ada to the app
      Then Ada has the member:
        | status                               | "active" |
        | email_address                        | "{Ada}"  |
      And the webhooks are:
        | scim.member.create |

  @STYTCH-3.2-01 @MUST @needs-product @needs-members @needs-webhooks @needs-filter @needs-no-required-extension
  Rule: The member carries its SCIM registration, and the webhook is about that member

    Scenario: The first person is assigned
      Given a Header Auth app that provisions the server
      And the person Ada
      When the admin assigns Ada to the app
      Then Ada has the member:
        | scim_registration.scim_attributes.id | "{Ada.id}" |
      And the last webhook tells of Ada's member

  @STYTCH-4.2-02 @MUST @needs-members @needs-webhooks @needs-filter @needs-no-required-extension
  Rule: A changed profile changes the member

    Scenario: A new last name
      Given a Header Auth app that provisions the server
      And Ada is assigned to the app
      When the admin changes the lastName of Ada to "Lovelace"
      Then Ada has the member:
        | status | "active"       |
        | name   | "Ada Lovelace" |
      And the webhooks are:
        | scim.member.update |

  @STYTCH-2.1-02 @MUST @needs-product @needs-patch @needs-members @needs-webhooks @needs-filter @needs-no-required-extension
  Rule: The whole guide, from an empty organization to a deactivated member

    Scenario: Connect, provision, unassign
      Given an Okta org whose catalog finds "SCIM 2.0 Test App (Header Auth)" by "SCIM 2.0 Header Auth"
      And an Okta org with a Header Auth app
      And a SCIM connection for okta
      When the admin tests the connection
      Then Okta says "was verified successfully"
      When the admin saves the connection
      And the admin switches on all actions
      And the person Ada is assigned to the app
      Then Ada has the member:
        | status        | "active" |
        | email_address | "{Ada}"  |
      And the webhooks are:
        | scim.member.create |
      When the admin unassigns Ada from the app
      Then Ada has the member:
        | status | "deleted" |
      And the webhooks are:
        | scim.member.delete |
