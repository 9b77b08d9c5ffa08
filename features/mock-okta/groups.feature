@mock @reference
Feature: The mock pushes groups as Okta does
  Requests in their order, with query string and body, letter by letter.

  @OKTA-1.9-16 @OKTA-1.9-18 @MUST
  Rule: A SAML app looks a new group up, creates it, reads it and puts the same

    Scenario: Finance is pushed
      Given a SAML app that provisions the server
      And Ada is assigned to the app
      And the Okta group Finance
      And Ada is in the Okta group Finance
      When the admin pushes the group Finance
      Then on the wire Okta sent:
        """
        GET /Groups?filter=displayName%20eq%20%22{group Finance}%22&startIndex=1&count=100
        POST /Groups {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"{group Finance}","members":[{"value":"{Ada.id}","display":"{Ada}"}]}
        GET /Groups/{Finance.id}
        PUT /Groups/{Finance.id} {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"{group Finance}","members":[{"value":"{Ada.id}","display":"{Ada}"}]}
        """

  @OKTA-1.9-17 @MUST
  Rule: Where groups are imported, the look-up is left out

    Scenario: Finance is pushed, empty
      Given a SAML app that provisions the server, with Import Groups ticked
      And the Okta group Finance
      When the admin pushes the group Finance
      Then on the wire Okta sent:
        """
        POST /Groups {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"{group Finance}","members":[]}
        GET /Groups/{Finance.id}
        PUT /Groups/{Finance.id} {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"{group Finance}","members":[]}
        """

  @OKTA-1.9-A01 @AMBIGUOUS
  Rule: The catalog app creates a group and replaces its members

    Scenario: Finance is pushed
      Given a Header Auth app that provisions the server
      And Ada is assigned to the app
      And the Okta group Finance
      And Ada is in the Okta group Finance
      When the admin pushes the group Finance
      Then on the wire Okta sent:
        """
        GET /Groups?filter=displayName%20eq%20%22{group Finance}%22&startIndex=1&count=100
        POST /Groups {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"{group Finance}","members":[{"value":"{Ada.id}","display":"{Ada}"}]}
        PATCH /Groups/{Finance.id} {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"members","value":[{"value":"{Ada.id}","display":"{Ada}"}]}]}
        """

  @OKTA-1.9-20 @MUST
  Rule: A SAML app writes the whole list twice when its members change

    Scenario: Ada leaves: the first PUT still has her
      Given a SAML app that provisions the server
      And Ada is assigned to the app
      And Grace is assigned to the app
      And the Okta group Finance
      And Ada is in the Okta group Finance
      And Grace is in the Okta group Finance
      And the group Finance is pushed
      When Ada leaves the Okta group Finance
      Then on the wire Okta sent:
        """
        GET /Groups/{Finance.id}
        GET /Groups/{Finance.id}
        PUT /Groups/{Finance.id} {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"{group Finance}","members":[{"value":"{Ada.id}","display":"{Ada}"},{"value":"{Grace.id}","display":"{Grace}"}]}
        PUT /Groups/{Finance.id} {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"{group Finance}","members":[{"value":"{Grace.id}","display":"{Grace}"}]}
        """

  @OKTA-1.9-21 @MUST
  Rule: The catalog app sends what changed in one PATCH, and the name along with it

    Scenario: Grace joins, Ada leaves
      Given a Header Auth app that provisions the server
      And Ada is assigned to the app
      And Grace is assigned to the app
      And the Okta group Finance
      And Ada is in the Okta group Finance
      And the group Finance is pushed
      When Grace joins the Okta group Finance
      And Ada leaves the Okta group Finance
      Then on the wire Okta sent:
        """
        PATCH /Groups/{Finance.id} {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"add","path":"members","value":[{"value":"{Grace.id}","display":"{Grace}"}]}]}
        PATCH /Groups/{Finance.id} {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","value":{"id":"{Finance.id}","displayName":"{group Finance}"}}]}
        PATCH /Groups/{Finance.id} {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"remove","path":"members[value eq \"{Ada.id}\"]"}]}
        PATCH /Groups/{Finance.id} {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","value":{"id":"{Finance.id}","displayName":"{group Finance}"}}]}
        """

  @OKTA-1.9-22 @MUST
  Rule: The catalog app renames by a PATCH without a path, a SAML app by GET and PUT

    Scenario: Header Auth app: Finance becomes Treasury
      Given a Header Auth app that provisions the server
      And the Okta group Finance
      And the group Finance is pushed
      When the admin renames the Okta group Finance to Treasury
      Then on the wire Okta sent:
        """
        PATCH /Groups/{Finance.id} {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","value":{"id":"{Finance.id}","displayName":"{group Treasury}"}}]}
        """

    Scenario: SAML app: Finance becomes Treasury
      Given a SAML app that provisions the server
      And the Okta group Finance
      And the group Finance is pushed
      When the admin renames the Okta group Finance to Treasury
      Then on the wire Okta sent:
        """
        GET /Groups/{Finance.id}
        PUT /Groups/{Finance.id} {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"{group Treasury}","members":[]}
        """

  @OKTA-1.9-23 @MUST
  Rule: Push now of the catalog app replaces all members, also when there are none

    Scenario: An empty group
      Given a Header Auth app that provisions the server
      And the Okta group Finance
      And the group Finance is pushed
      When the admin pushes the group Finance now
      Then on the wire Okta sent:
        """
        PATCH /Groups/{Finance.id} {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"members","value":[]}]}
        """

  @OKTA-1.5-08 @OKTA-1.9-24 @OKTA-1.9-25 @MUST
  Rule: A SAML app leaves out who was unassigned at Push now, and writes who comes back at once

    Scenario: Ada loses the app and gets it back
      Given a SAML app that provisions the server
      And Ada is assigned to the app
      And the Okta group Finance
      And Ada is in the Okta group Finance
      And the group Finance is pushed
      When the admin unassigns Ada from the app
      Then Okta sent:
        | GET | /Users/{Ada.id} |
        | PUT | /Users/{Ada.id} |
      When the admin pushes the group Finance now
      Then on the wire Okta sent:
        """
        GET /Groups/{Finance.id}
        GET /Groups/{Finance.id}
        PUT /Groups/{Finance.id} {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"{group Finance}","members":[]}
        PUT /Groups/{Finance.id} {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"{group Finance}","members":[]}
        """
      When the admin assigns Ada to the app
      Then Okta sent:
        | GET | /Users?filter=userName eq "{Ada}"&startIndex=1&count=100 |
        | GET | /Users/{Ada.id}                                          |
        | PUT | /Users/{Ada.id}                                          |
        | GET | /Users/{Ada.id}                                          |
        | PUT | /Users/{Ada.id}                                          |
        | GET | /Groups/{Finance.id}                                     |
        | PUT | /Groups/{Finance.id}                                     |

  @OKTA-1.9-26 @MUST-NOT
  Rule: A push that is deactivated sends nothing

    Scenario Outline: <app>: Ada leaves meanwhile
      Given a <app> that provisions the server
      And Ada is assigned to the app
      And the Okta group Finance
      And Ada is in the Okta group Finance
      And the group Finance is pushed
      When the admin deactivates the push of Finance
      And Ada leaves the Okta group Finance
      Then on the wire Okta sent nothing

      Examples:
        | app             |
        | SAML app        |
        | Header Auth app |

  @OKTA-1.9-27 @MUST
  Rule: A push that is activated again writes the group at once

    Scenario: Ada left meanwhile
      Given a Header Auth app that provisions the server
      And Ada is assigned to the app
      And the Okta group Finance
      And Ada is in the Okta group Finance
      And the group Finance is pushed
      And the admin deactivates the push of Finance
      And Ada leaves the Okta group Finance
      When the admin activates the push of Finance
      Then on the wire Okta sent:
        """
        PATCH /Groups/{Finance.id} {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"members","value":[]}]}
        """

  @OKTA-1.9-28 @MUST
  Rule: Unlinking with delete is one DELETE

    Scenario Outline: <app>: Finance is unlinked
      Given a <app> that provisions the server
      And the Okta group Finance
      And the group Finance is pushed
      When the admin unlinks the group Finance and deletes it in the app
      Then on the wire Okta sent:
        """
        DELETE /Groups/{Finance.id}
        """

      Examples:
        | app             |
        | SAML app        |
        | Header Auth app |
