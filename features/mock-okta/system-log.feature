@mock @reference
Feature: The mock tells in its System Log what Okta tells

  @OKTA-2.4-01 @OKTA-2.4-02 @MUST
  Rule: An assignment leaves the assignment, the look-up and the create

    Scenario Outline: <app>: Ada is assigned
      Given a <app> that provisions the server
      And the person Ada
      When the admin assigns Ada to the app
      Then the last events of the System Log are:
        | application.user_membership.add          |
        | application.provision.user.verify_exists |
        | application.provision.user.push          |

      Examples:
        | app             |
        | SAML app        |
        | Header Auth app |

  @OKTA-2.4-03 @OKTA-2.4-04 @MUST
  Rule: Profile, deactivation and reactivation are events of their own

    Scenario Outline: <app>: Ada changes, leaves and comes back
      Given a <app> that provisions the server
      And Ada is assigned to the app
      When the admin changes the lastName of Ada to "Lovelace"
      And the admin unassigns Ada from the app
      And the admin assigns Ada to the app
      Then the last events of the System Log are:
        | application.provision.user.push_profile  |
        | application.user_membership.remove       |
        | application.provision.user.deactivate    |
        | application.user_membership.add          |
        | application.provision.user.verify_exists |
        | application.provision.user.reactivate    |
        | application.provision.user.push_profile  |

      Examples:
        | app             |
        | SAML app        |
        | Header Auth app |

  @OKTA-2.4-05 @OKTA-1.4-07 @MUST
  Rule: What failed is an event with the result FAILURE, and a deactivation is not tried again

    Scenario Outline: <app>: the server is down when Ada is unassigned
      Given a <app> that provisions the server
      And Ada is assigned to the app
      And the server is down
      When the admin unassigns Ada from the app
      Then the last events of the System Log are:
        | application.user_membership.remove      |         |
        | application.integration.general_failure | FAILURE |
        | application.provision.user.deactivate   | FAILURE |
      And Okta shows a task which says "Error while deactivating user"

      Examples:
        | app             |
        | SAML app        |
        | Header Auth app |
