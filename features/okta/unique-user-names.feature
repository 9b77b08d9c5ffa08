@okta @needs-filter @needs-no-required-extension
Feature: A userName that is taken
  The ways in which Okta meets a userName that the server already holds.

  @OKTA-1.2-03 @MUST
  Rule: A user that the look-up finds is linked, not created

    Scenario Outline: <app>: Ada was on the server before Okta came
      Given a <app> that provisions the server
      And the person Ada
      And a user with Ada's userName
      When the admin assigns Ada to the app
      Then Okta sent no POST
      And there is one user with Ada's userName
      And Okta knows Ada by the id of that user
      And Okta shows no task

      Examples:
        | app             |
        | SAML app        |
        | Header Auth app |

  @OKTA-1.2-04 @MUST @needs-product @needs-members @needs-webhooks
  Rule: A create that the server refuses with 409 becomes a task, and nothing is lost

    Scenario Outline: <app>: a member made otherwise holds the e-mail address
      Given a <app> that provisions the server
      And members are not linked
      And the person Ada
      And a member with the e-mail address of Ada
      When the admin assigns Ada to the app
      Then Okta sent:
        | GET  | /Users?filter=userName eq "{Ada}"&startIndex=1&count=100 |
        | POST | /Users                                                   |
      And Okta shows a task which says "Error while creating user {Ada.name}: Conflict. Errors reported by remote server:"
      And Okta holds no id for Ada
      And Ada still has the member:
        | status | "active" |
      And it is the member from before
      And there is no user with Ada's userName
      And no webhook came

      Examples:
        | app             |
        | SAML app        |
        | Header Auth app |

  @STYTCH-5-01 @MAY @needs-product @needs-members @needs-webhooks
  Rule: Where members are linked, the member with that e-mail address becomes the provisioned one

    Scenario Outline: <app>: a member made otherwise holds the e-mail address
      Given a <app> that provisions the server
      And the person Ada
      And a member with the e-mail address of Ada
      When the admin assigns Ada to the app
      Then Ada has the member:
        | status                               | "active"   |
        | scim_registration.scim_attributes.id | "{Ada.id}" |
      And it is the member from before
      And the webhooks are:
        | scim.member.update |

      Examples:
        | app             |
        | SAML app        |
        | Header Auth app |

  @OKTA-1.2-05 @MUST
  Rule: Of two creates of one userName at the same time one is refused

    Scenario: Two apps look up before either creates
      Given a SAML app that provisions the server
      And another SAML app that provisions the same server
      And the person Ada
      When both apps assign Ada, and each looks up before either creates
      Then the server answered the creates with 201 and 409
      And there is one user with Ada's userName
      And Okta shows one task on both apps together

  @OKTA-1.3-03 @MUST
  Rule: A rename to a userName that is taken is refused and both users stay as they were

    Scenario Outline: <app>: Grace gets the userName of Ada
      Given a <app> that provisions the server
      And Grace is assigned to the app
      And a user with Ada's userName
      When the admin renames Grace to the userName of Ada
      Then Okta shows a task which says "Error while trying to push profile update for"
      And Grace still has the user:
        | userName | "{Grace}" |
      And Ada still has the user:
        | userName | "{Ada}" |

      Examples:
        | app             |
        | SAML app        |
        | Header Auth app |

  @STYTCH-4.2-06 @MUST @needs-members @needs-webhooks
  Rule: A write that is refused changes no member and tells nobody

    Scenario: A client creates Ada again, in upper case
      Given a user with Ada's userName
      And all webhooks so far are looked at
      When the client creates a user with Ada's userName in upper case
      Then the response is 409
      And Ada still has the member:
        | status        | "active" |
        | email_address | "{Ada}"  |
      And no webhook came

    Scenario: Two apps create Ada at the same time
      Given a SAML app that provisions the server
      And another SAML app that provisions the same server
      And the person Ada
      When both apps assign Ada, and each looks up before either creates
      Then Ada has the member:
        | status | "active" |
      And the webhooks are:
        | scim.member.create |

    Scenario: Grace gets the userName of Ada
      Given a SAML app that provisions the server
      And Grace is assigned to the app
      And a user with Ada's userName
      And all webhooks so far are looked at
      When the admin renames Grace to the userName of Ada
      Then Grace still has the member:
        | status | "active" |
      And Ada still has the member:
        | status | "active" |
      And no webhook came
