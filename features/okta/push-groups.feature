@okta @needs-filter @needs-no-required-extension
Feature: Pushing groups
  A pushed group exists on the server with those of its members who have the app.

  @OKTA-1.9-01 @MUST @needs-writable-groups
  Rule: A pushed group is created with the members who are provisioned

    Scenario Outline: <app>: Ada has the app, Grace has not
      Given a <app> that provisions the server
      And Ada is assigned to the app
      And the person Grace
      And the Okta group Finance
      And Ada is in the Okta group Finance
      And Grace is in the Okta group Finance
      When the admin pushes the group Finance
      Then the group Finance has Ada
      And there is no user with Grace's userName

      Examples: by PUT
        | app      |
        | SAML app |

      @needs-patch
      Examples: by PATCH
        | app             |
        | Header Auth app |

    Scenario: The members come with the group
      Given a user with Ada's userName
      And a user with Grace's userName
      And a group Finance of Ada and Grace
      Then the group Finance has Ada and Grace

    Scenario Outline: <app>: an empty group
      Given a <app> that provisions the server
      And the Okta group Finance
      When the admin pushes the group Finance
      Then the group Finance has nobody

      Examples: by PUT
        | app      |
        | SAML app |

      @needs-patch
      Examples: by PATCH
        | app             |
        | Header Auth app |

  @OKTA-1.9-02 @MUST @needs-writable-groups
  Rule: A SAML app sends the whole group on every change of its members

    Scenario: Grace joins
      Given a SAML app that provisions the server
      And Ada is assigned to the app
      And Grace is assigned to the app
      And the Okta group Finance
      And Ada is in the Okta group Finance
      And the group Finance is pushed
      When Grace joins the Okta group Finance
      Then the group Finance has Ada and Grace
      And Okta sent no PATCH

    Scenario: Ada leaves
      Given a SAML app that provisions the server
      And Ada is assigned to the app
      And Grace is assigned to the app
      And the Okta group Finance
      And Ada is in the Okta group Finance
      And Grace is in the Okta group Finance
      And the group Finance is pushed
      When Ada leaves the Okta group Finance
      Then the group Finance has Grace

  @OKTA-1.9-03 @MUST @needs-patch @needs-writable-groups
  Rule: The Header Auth app patches the members that changed

    Scenario: Grace joins
      Given a Header Auth app that provisions the server
      And Ada is assigned to the app
      And Grace is assigned to the app
      And the Okta group Finance
      And Ada is in the Okta group Finance
      And the group Finance is pushed
      When Grace joins the Okta group Finance
      Then the group Finance has Ada and Grace
      And Okta sent no PUT

    Scenario: Ada leaves
      Given a Header Auth app that provisions the server
      And Ada is assigned to the app
      And Grace is assigned to the app
      And the Okta group Finance
      And Ada is in the Okta group Finance
      And Grace is in the Okta group Finance
      And the group Finance is pushed
      When Ada leaves the Okta group Finance
      Then the group Finance has Grace

  @OKTA-1.9-07 @MUST @needs-writable-groups
  Rule: A full push with an empty list empties the group

    Scenario: SAML app: the last one leaves
      Given a SAML app that provisions the server
      And Ada is assigned to the app
      And the Okta group Finance
      And Ada is in the Okta group Finance
      And the group Finance is pushed
      When Ada leaves the Okta group Finance
      Then the group Finance has nobody

    @needs-patch
    Scenario: Header Auth app: the last one leaves, and the admin pushes the group now
      Given a Header Auth app that provisions the server
      And Ada is assigned to the app
      And the Okta group Finance
      And Ada is in the Okta group Finance
      And the group Finance is pushed
      And Ada leaves the Okta group Finance
      When the admin pushes the group Finance now
      Then the group Finance has nobody

  @OKTA-1.9-08 @MUST @needs-filter @needs-writable-groups
  Rule: A group that is there already is found by its name

    Scenario: Linked by the name that Okta looks for
      Given a user with Ada's userName
      And a group Finance of Ada
      And a group Legal of nobody
      When the client sends GET "/Groups?filter=displayName eq "{group Finance}"&startIndex=1&count=100"
      Then the response lists 1 resource
      And the resource listed is Finance

  @OKTA-1.9-10 @MUST @needs-patch @needs-writable-groups
  Rule: An id inside the value of a rename is tolerated

    Scenario: As the Header Auth app renames what it is linked to
      Given a user with Ada's userName
      And a group Finance of Ada
      When the client patches Finance with:
        | op      | value                                                        |
        | replace | {"id":"{Finance.id}","displayName":"{group Treasury}"}       |
      Then the response is 200 or 204
      And the group Finance is called Treasury on the server
      And the group Finance has Ada

  @OKTA-1.9-12 @MUST @needs-writable-groups
  Rule: Writing a group under its own name is no conflict

    Scenario: The same group again
      Given a user with Ada's userName
      And a group Finance of Ada
      When the client sends:
        """
        PUT /Groups/{Finance.id}

        { "...": "group Finance", "id": "{Finance.id}", "members": [{ "value": "{Ada.id}" }] }
        """
      Then the response is 200 or 204
      And the group Finance has Ada

  @OKTA-1.9-09 @MUST @needs-writable-groups
  Rule: A read of a group lists its members

    Scenario: What a SAML app reads before it puts a group
      Given a user with Ada's userName
      And a group Finance of Ada
      When the client reads Finance
      Then the response is 200
      And the response has:
        | members          | [{}]       |
        | members[0].value | "{Ada.id}" |

  @OKTA-1.9-11 @MUST @needs-writable-groups
  Rule: A group without an externalId is accepted

    Scenario: All that Okta sends of a group
      Given a user with Ada's userName
      When the client sends:
        """
        POST /Groups

        {
          "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"],
          "displayName": "{group Finance}",
          "members": [{ "value": "{Ada.id}", "display": "{Ada}" }]
        }
        """
      Then the response is 201

  @OKTA-1.9-13 @MUST @needs-patch @needs-writable-groups
  Rule: One PATCH with a hundred changed members is applied

    Scenario: As many as Okta puts into one
      Given 100 users
      And a group Finance of nobody
      When the client adds them all to the group Finance
      Then the response is 200 or 204
      And the group Finance has them all

  @OKTA-1.9-04 @MUST @needs-writable-groups
  Rule: A renamed group is renamed on the server

    Scenario Outline: <app>: Finance becomes Treasury
      Given a <app> that provisions the server
      And Ada is assigned to the app
      And the Okta group Finance
      And Ada is in the Okta group Finance
      And the group Finance is pushed
      When the admin renames the Okta group Finance to Treasury
      Then the group Finance is called Treasury on the server
      And the group Finance has Ada

      Examples: by PUT
        | app      |
        | SAML app |

      @needs-patch
      Examples: by PATCH
        | app             |
        | Header Auth app |

  @OKTA-1.9-05 @MUST @needs-writable-groups
  Rule: Unlinking with delete removes the group, and only the group

    Scenario Outline: <app>: Finance is unlinked
      Given a <app> that provisions the server
      And Ada is assigned to the app
      And the Okta group Finance
      And Ada is in the Okta group Finance
      And the group Finance is pushed
      When the admin unlinks the group Finance and deletes it in the app
      Then the group Finance is gone from the server
      And Ada still has the user:
        | active | true |

      Examples: by PUT
        | app      |
        | SAML app |

      @needs-patch
      Examples: by PATCH
        | app             |
        | Header Auth app |

  @OKTA-1.9-06 @MUST-NOT @needs-writable-groups
  Rule: Unlinking without delete sends nothing

    Scenario Outline: <app>: Finance is unlinked
      Given a <app> that provisions the server
      And Ada is assigned to the app
      And the Okta group Finance
      And Ada is in the Okta group Finance
      And the group Finance is pushed
      When the admin unlinks the group Finance and leaves it in the app
      Then Okta sent nothing
      And the group Finance is still on the server

      Examples: by PUT
        | app      |
        | SAML app |

      @needs-patch
      Examples: by PATCH
        | app             |
        | Header Auth app |

  @STYTCH-4.2-05 @MUST @needs-product @needs-writable-groups @needs-members @needs-webhooks
  Rule: The product tells of groups and of who is in them

    Scenario Outline: <app>: Finance is pushed
      Given a <app> that provisions the server
      And Ada is assigned to the app
      And the Okta group Finance
      And Ada is in the Okta group Finance
      When the admin pushes the group Finance
      Then the product lists the group Finance
      And the webhooks are:
        | scim.scim_group.create        |
        | scim.scim_member_group.create |

      Examples: by PUT
        | app      |
        | SAML app |

      @needs-patch
      Examples: by PATCH
        | app             |
        | Header Auth app |
