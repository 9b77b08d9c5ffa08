@okta @needs-filter @needs-no-required-extension
Feature: Deactivating and reactivating people
  Who loses the app in Okta is deactivated on the server, never deleted; who gets it back is the same
  user as before.

  @OKTA-1.4-01 @MUST
  Rule: A SAML app deactivates with a replace of the whole user

    Scenario: Ada is unassigned
      Given a SAML app that provisions the server
      And Ada is assigned to the app
      When the admin unassigns Ada from the app
      Then Okta sent:
        | GET | /Users/{Ada.id} |
        | PUT | /Users/{Ada.id} |
      And Ada has the user:
        | active         | false   |
        | userName       | "{Ada}" |
        | name.givenName | "Ada"   |

  @OKTA-1.4-02 @MUST @needs-patch
  Rule: The Header Auth app deactivates with a patch that has no path

    Scenario: Ada is unassigned
      Given a Header Auth app that provisions the server
      And Ada is assigned to the app
      When the admin unassigns Ada from the app
      Then Okta sent:
        | PATCH | /Users/{Ada.id} |
      And the last request's body is:
        """
        {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","value":{"active":false}}]}
        """
      And Ada has the user:
        | active         | false   |
        | userName       | "{Ada}" |
        | name.givenName | "Ada"   |

  @OKTA-1.4-03 @MUST
  Rule: Whoever loses the app by any way is deactivated

    Scenario Outline: <app>: the group that brought the app is unassigned
      Given a <app> that provisions the server
      And the person Ada
      And the Okta group Finance
      And Ada is in the Okta group Finance
      And the group Finance is assigned to the app
      And Ada was provisioned
      When the admin unassigns the group Finance from the app
      Then Ada has the user:
        | active | false |

      Examples: by PUT
        | app      |
        | SAML app |

      @needs-patch
      Examples: by PATCH
        | app             |
        | Header Auth app |

    Scenario Outline: <app>: Ada leaves the group that brought the app
      Given a <app> that provisions the server
      And the person Ada
      And the Okta group Finance
      And Ada is in the Okta group Finance
      And the group Finance is assigned to the app
      And Ada was provisioned
      When Ada leaves the Okta group Finance
      Then Ada has the user:
        | active | false |

      Examples: by PUT
        | app      |
        | SAML app |

      @needs-patch
      Examples: by PATCH
        | app             |
        | Header Auth app |

    Scenario Outline: <app>: Ada is deactivated in Okta
      Given a <app> that provisions the server
      And Ada is assigned to the app
      When Ada is deactivated in Okta
      Then Ada has the user:
        | active | false |

      Examples: by PUT
        | app      |
        | SAML app |

      @needs-patch
      Examples: by PATCH
        | app             |
        | Header Auth app |

  @OKTA-1.4-04 @MUST-NOT
  Rule: A suspended person stays as they are on the server

    Scenario Outline: <app>: Ada is suspended in Okta
      Given a <app> that provisions the server
      And Ada is assigned to the app
      When Ada is suspended in Okta
      Then Okta sent nothing
      And Ada still has the user:
        | active | true |

      Examples:
        | app             |
        | SAML app        |
        | Header Auth app |

  @OKTA-1.4-06 @MUST
  Rule: A deactivated user can still be read

    Scenario: Ada was unassigned
      Given a SAML app that provisions the server
      And Ada is assigned to the app
      And Ada was unassigned from the app
      When the client reads Ada
      Then the response is 200
      And the response has:
        | active | false |

  @OKTA-1.4-A01 @AMBIGUOUS @needs-patch
  Rule: How a deactivation by PATCH is answered is noted

    Scenario: With the user, or with nothing
      Given a user with Ada's userName
      When the client patches Ada with:
        | op      | value            |
        | replace | {"active":false} |
      Then the outcome is one of OKTA-1.4-A01:
        | 200 with the user  | 200 | id "{Ada.id}" |
        | 204 without a body | 204 |               |
      And Ada has the user:
        | active | false |

  @OKTA-1.5-02 @MUST @needs-patch
  Rule: The catalog app reactivates with a PATCH that has no path

    Scenario: Ada comes back, and Update is switched off
      Given a Header Auth app that provisions the server, with Update switched off
      And Ada is assigned to the app
      And Ada was unassigned from the app
      When the admin assigns Ada to the app
      Then Okta sent:
        | GET   | /Users?filter=userName eq "{Ada}"&startIndex=1&count=100 |
        | PATCH | /Users/{Ada.id}                                          |
      And the last request's body is:
        """
        {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","value":{"active":true}}]}
        """
      And Ada has the user:
        | active         | true    |
        | userName       | "{Ada}" |
        | name.givenName | "Ada"   |

  @OKTA-1.5-01 @MUST
  Rule: Who is assigned again is the same user, active again

    Scenario Outline: <app>: Ada comes back
      Given a <app> that provisions the server
      And Ada is assigned to the app
      And Ada was unassigned from the app
      When the admin assigns Ada to the app
      Then Okta sent no POST
      And there is one user with Ada's userName
      And Ada has the user:
        | active | true |
      And Okta knows Ada by the id of that user

      Examples: by PUT
        | app      |
        | SAML app |

      @needs-patch
      Examples: by PATCH
        | app             |
        | Header Auth app |

  @STYTCH-4.2-03 @MUST @needs-members @needs-webhooks
  Rule: The member of a deactivated person is deleted, and one webhook tells so

    Scenario Outline: <app>: Ada is unassigned
      Given a <app> that provisions the server
      And Ada is assigned to the app
      When the admin unassigns Ada from the app
      Then Ada has the member:
        | status | "deleted" |
      And the webhooks are:
        | scim.member.delete |

      Examples: by PUT
        | app      |
        | SAML app |

      @needs-patch
      Examples: by PATCH
        | app             |
        | Header Auth app |

  @STYTCH-4.2-04 @MUST @needs-members @needs-webhooks
  Rule: The member of a person who comes back is the member from before

    Scenario Outline: <app>: Ada comes back
      Given a <app> that provisions the server
      And Ada is assigned to the app
      And Ada has a member
      And Ada was unassigned from the app
      When the admin assigns Ada to the app
      Then Ada has the member:
        | status | "active" |
      And it is the member from before
      And the first webhook is "scim.member.update"

      Examples: by PUT
        | app      |
        | SAML app |

      @needs-patch
      Examples: by PATCH
        | app             |
        | Header Auth app |
