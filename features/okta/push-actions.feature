@okta @needs-filter @needs-no-required-extension
Feature: The push actions of an app
  Each action is ticked by itself; what is not ticked is never sent.

  @OKTA-1.2-08 @MUST
  Rule: With Create switched off nobody is created

    Scenario Outline: <app>: Ada is assigned
      Given a <app> that provisions the server, with Create switched off
      And the person Ada
      When the admin assigns Ada to the app
      Then Okta sent no POST
      And there is no user with Ada's userName

      Examples:
        | app             |
        | SAML app        |
        | Header Auth app |

  @OKTA-1.3-04 @MUST
  Rule: With Update switched off a profile change is not sent

    Scenario Outline: <app>: Ada gets another last name
      Given a <app> that provisions the server, with Update switched off
      And Ada is assigned to the app
      When the admin changes the lastName of Ada to "Lovelace"
      Then Okta sent nothing

      Examples:
        | app             |
        | SAML app        |
        | Header Auth app |

  @OKTA-1.4-05 @MUST
  Rule: With Deactivate switched off an unassigned person stays active

    Scenario Outline: <app>: Ada is unassigned
      Given a <app> that provisions the server, with Deactivate switched off
      And Ada is assigned to the app
      When the admin unassigns Ada from the app
      Then Okta sent nothing
      And Ada still has the user:
        | active | true |

      Examples:
        | app             |
        | SAML app        |
        | Header Auth app |

  @STYTCH-4.2-07 @MUST @needs-members @needs-webhooks
  Rule: What is not sent changes no member and tells nobody

    Scenario Outline: <app>: Ada is unassigned while Deactivate is switched off
      Given a <app> that provisions the server, with Deactivate switched off
      And Ada is assigned to the app
      When the admin unassigns Ada from the app
      Then Ada still has the member:
        | status | "active" |
      And no webhook came

      Examples:
        | app             |
        | SAML app        |
        | Header Auth app |

    Scenario Outline: <app>: Ada is assigned while Create is switched off
      Given a <app> that provisions the server, with Create switched off
      And the person Ada
      When the admin assigns Ada to the app
      Then Ada has no member
      And no webhook came

      Examples:
        | app             |
        | SAML app        |
        | Header Auth app |

    Scenario Outline: <app>: Ada is suspended in Okta
      Given a <app> that provisions the server
      And Ada is assigned to the app
      When Ada is suspended in Okta
      Then Ada still has the member:
        | status | "active" |
      And no webhook came

      Examples:
        | app             |
        | SAML app        |
        | Header Auth app |

    Scenario Outline: <app>: Ada is assigned while the server is down
      Given a <app> that provisions the server
      And the person Ada
      And the server is down
      When the admin assigns Ada to the app
      Then Ada has no member
      And no webhook came

      Examples:
        | app             |
        | SAML app        |
        | Header Auth app |
