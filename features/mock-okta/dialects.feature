@mock @reference
Feature: The mock speaks Okta's two dialects and no other
  From the connector test to the end of a person and a group.

  @OKTA-0-01 @OKTA-2.3-08 @MUST-NOT
  Rule: No discovery document is read, and nothing is sent in bulk

    Scenario Outline: <app>: a whole life
      Given an Okta org with a <app>
      And the admin tests the connection
      And the admin saves the connection
      And the admin switches on all actions
      And Ada is assigned to the app
      And the Okta group Finance
      And Ada is in the Okta group Finance
      And the group Finance is pushed
      When the admin changes the lastName of Ada to "Lovelace"
      And the admin pushes the group Finance now
      And the admin unassigns Ada from the app
      Then Okta asked for none of:
        | /ServiceProviderConfig |
        | /ResourceTypes         |
        | /Schemas               |
        | /Bulk                  |
        | /Me                    |

      Examples:
        | app             |
        | SAML app        |
        | Header Auth app |

  @OKTA-0-02 @MUST-NOT
  Rule: A SAML app never sends a PATCH

    Scenario: a whole life
      Given a SAML app that provisions the server
      And the person Ada
      And the Okta group Finance
      When the admin assigns Ada to the app
      And the admin pushes the group Finance
      And Ada joins the Okta group Finance
      And the admin renames the Okta group Finance to Treasury
      And the admin changes the lastName of Ada to "Lovelace"
      And the admin unassigns Ada from the app
      And the admin assigns Ada to the app
      Then Okta sent no PATCH

  @OKTA-1.2-24 @MUST
  Rule: A linked active user gets the profile by a GET and a PUT

    Scenario Outline: <app>: Ada was there before
      Given a <app> that provisions the server
      And a user with Ada's userName
      When the person Ada is assigned to the app
      Then Okta sent:
        | GET | /Users?filter=userName eq "{Ada}"&startIndex=1&count=100 |
        | GET | /Users/{Ada.id}                                          |
        | PUT | /Users/{Ada.id}                                          |

      Examples:
        | app             |
        | SAML app        |
        | Header Auth app |

  @OKTA-1.5-05 @MUST-NOT
  Rule: Nobody who comes back is created a second time

    Scenario Outline: <app>: Ada comes back
      Given a <app> that provisions the server
      And Ada is assigned to the app
      When the admin unassigns Ada from the app
      And the admin assigns Ada to the app
      Then Okta sent no POST

      Examples:
        | app             |
        | SAML app        |
        | Header Auth app |

  @OKTA-1.4-11 @MUST-NOT
  Rule: An unassignment is not followed by a write of the groups

    Scenario: SAML app: Ada is in a pushed group
      Given a SAML app that provisions the server
      And Ada is assigned to the app
      And the Okta group Finance
      And Ada is in the Okta group Finance
      And the group Finance is pushed
      When the admin unassigns Ada from the app
      Then Okta sent:
        | GET | /Users/{Ada.id} |
        | PUT | /Users/{Ada.id} |

    Scenario: Header Auth app: Ada is in a pushed group
      Given a Header Auth app that provisions the server
      And Ada is assigned to the app
      And the Okta group Finance
      And Ada is in the Okta group Finance
      And the group Finance is pushed
      When the admin unassigns Ada from the app
      Then Okta sent:
        | PATCH | /Users/{Ada.id} |

  @OKTA-1.9-15 @MUST
  Rule: A group is sent with those of its members who have the app and are known by id

    Scenario: Ada has the app, Grace has not
      Given a SAML app that provisions the server
      And Ada is assigned to the app
      And the person Grace
      And the Okta group Finance
      And Ada is in the Okta group Finance
      And Grace is in the Okta group Finance
      When the admin pushes the group Finance
      Then on the wire Okta sent:
        """
        GET /Groups?filter=displayName%20eq%20%22{group Finance}%22&startIndex=1&count=100
        POST /Groups {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"{group Finance}","members":[{"value":"{Ada.id}","display":"{Ada}"}]}
        GET /Groups/{Finance.id}
        PUT /Groups/{Finance.id} {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"{group Finance}","members":[{"value":"{Ada.id}","display":"{Ada}"}]}
        """

  @OKTA-1.9-19 @MUST
  Rule: A group whose name is taken on the server is linked and not created

    Scenario: Finance was there before
      Given a SAML app that provisions the server
      And a user with Ada's userName
      And a group Finance of Ada
      And the Okta group Finance
      When the admin pushes the group Finance
      Then on the wire Okta sent:
        """
        GET /Groups?filter=displayName%20eq%20%22{group Finance}%22&startIndex=1&count=100
        GET /Groups/{Finance.id}
        PUT /Groups/{Finance.id} {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"{group Finance}","members":[]}
        """
