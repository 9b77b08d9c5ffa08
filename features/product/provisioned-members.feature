@product @needs-members @needs-no-required-extension
Feature: Members that SCIM makes
  What an identity provider does over SCIM is what the product's own API says of the member afterwards. Nothing
  here needs more than SCIM and that API to read members: it runs against a real project too.

  @STYTCH-4.2-01 @STYTCH-5-03 @MUST
  Rule: A provisioned person is an active member with the userName as e-mail address

    Scenario: Ada is provisioned
      When the client creates a user with Ada's userName
      Then Ada has the member:
        | status        | "active"       |
        | email_address | "{Ada}"        |

    Scenario: Ada's userName is changed
      Given a user with Ada's userName
      And Ada has a member
      And the name of a person Grace
      When the client replaces Ada's user with:
        | userName | "{Grace}" |
      Then Grace has the member:
        | status        | "active"  |
        | email_address | "{Grace}" |
      And Ada has no member

    Scenario: The userName of somebody else is asked for
      Given a user with Ada's userName
      And a user with Grace's userName
      And Grace has a member
      When the client replaces Ada's user with:
        | userName | "{Grace}" |
      Then the response is the SCIM error 409 or 400 uniqueness
      And Ada still has the member:
        | email_address | "{Ada}" |
      And it is the member from before

  @STYTCH-3.2-01 @STYTCH-3.2-04 @STYTCH-3.2-06 @MUST @needs-registration @needs-enterprise
  Rule: The member carries all that SCIM says of the person, in snake case

    Scenario: Ada comes with everything
      When the client sends:
        """
        POST /Users

        {
          "...": "Ada",
          "externalId": "00u1",
          "displayName": "Countess Ada",
          "nickName": "Ada",
          "title": "Analyst",
          "userType": "Employee",
          "preferredLanguage": "en-GB",
          "locale": "en-GB",
          "timezone": "Europe/London",
          "profileUrl": "https://example.com/ada",
          "name": {"givenName": "Ada", "familyName": "Lovelace", "middleName": "King", "honorificPrefix": "Lady"},
          "phoneNumbers": [{"value": "+44 1", "type": "work", "primary": true}],
          "addresses": [{"streetAddress": "1 St James", "locality": "London", "postalCode": "SW1", "country": "GB", "type": "work"}],
          "entitlements": [{"value": "books"}],
          "roles": [{"value": "editor", "primary": true}],
          "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {
            "employeeNumber": "7", "costCenter": "C1", "division": "D", "department": "E", "organization": "O",
            "manager": {"value": "m1"}
          }
        }
        """
      Then Ada has the member:
        | status                                                                 | "active"                  |
        | scim_registration.external_id                                          | "00u1"                    |
        | scim_registration.scim_attributes.id                                   | "{Ada.id}"                |
        | scim_registration.scim_attributes.user_name                            | "{Ada}"                   |
        | scim_registration.scim_attributes.external_id                          | "00u1"                    |
        | scim_registration.scim_attributes.active                               | true                      |
        | scim_registration.scim_attributes.groups                               | []                        |
        | scim_registration.scim_attributes.display_name                         | "Countess Ada"            |
        | scim_registration.scim_attributes.nick_name                            | "Ada"                     |
        | scim_registration.scim_attributes.title                                | "Analyst"                 |
        | scim_registration.scim_attributes.user_type                            | "Employee"                |
        | scim_registration.scim_attributes.preferred_language                   | "en-GB"                   |
        | scim_registration.scim_attributes.locale                               | "en-GB"                   |
        | scim_registration.scim_attributes.timezone                             | "Europe/London"           |
        | scim_registration.scim_attributes.profile_url                          | "https://example.com/ada" |
        | scim_registration.scim_attributes.name.given_name                      | "Ada"                     |
        | scim_registration.scim_attributes.name.middle_name                     | "King"                    |
        | scim_registration.scim_attributes.name.honorific_prefix                | "Lady"                    |
        | scim_registration.scim_attributes.phone_numbers[0].value               | "+44 1"                   |
        | scim_registration.scim_attributes.phone_numbers[0].primary             | true                      |
        | scim_registration.scim_attributes.addresses[0].street_address          | "1 St James"              |
        | scim_registration.scim_attributes.addresses[0].postal_code             | "SW1"                     |
        | scim_registration.scim_attributes.entitlements[0].value                | "books"                   |
        | scim_registration.scim_attributes.roles[0].value                       | "editor"                  |
        | scim_registration.scim_attributes.ims                                  | []                        |
        | scim_registration.scim_attributes.photos                               | []                        |
        | scim_registration.scim_attributes.x509certificates                     | []                        |
        | scim_registration.scim_attributes.enterprise_extension.employee_number | "7"                       |
        | scim_registration.scim_attributes.enterprise_extension.cost_center     | "C1"                      |
        | scim_registration.scim_attributes.enterprise_extension.manager.value   | "m1"                      |

  @STYTCH-5-04 @MAY
  Rule: The name of a member is made of given and family name

    Scenario: Ada has no formatted name
      When the client sends:
        """
        POST /Users

        {"...": "Ada", "name": {"givenName": "Ada", "familyName": "Lovelace"}}
        """
      Then Ada has the member:
        | name | "Ada Lovelace" |

  @STYTCH-4.2-02 @MUST
  Rule: A changed user changes its member

    Scenario: Ada marries
      Given a user with Ada's userName
      When the client replaces Ada's user with:
        | name | {"givenName": "Ada", "familyName": "King"} |
      Then Ada has the member:
        | name   | "Ada King" |
        | status | "active"   |

    @needs-registration @needs-patch @needs-attribute-title
    Scenario: Ada's title is replaced
      Given a user with Ada's userName
      When the client patches Ada with:
        | op      | path  | value      |
        | replace | title | "Countess" |
      Then Ada has the member:
        | scim_registration.scim_attributes.title | "Countess" |

  @STYTCH-3.2-02 @STYTCH-4.2-03 @MUST @needs-patch
  Rule: A deactivated person is a deleted member, and the same one

    Scenario: Ada is deactivated
      Given a user with Ada's userName
      And Ada has a member
      When the client patches Ada with:
        | op      | path   | value |
        | replace | active | false |
      Then Ada has the member:
        | status | "deleted" |
      And it is the member from before

  @STYTCH-4.2-04 @MUST @needs-patch
  Rule: Reactivation brings the same member back

    Scenario: Ada comes back
      Given a user with Ada's userName and:
        | active | false |
      And Ada has a member
      When the client patches Ada with:
        | op      | path   | value |
        | replace | active | true  |
      Then Ada has the member:
        | status | "active" |
      And it is the member from before

  @STYTCH-4.2-06 @MUST
  Rule: A write that is refused changes no member

    Scenario: A second user asks for the userName
      Given a user with Ada's userName
      And Ada has a member
      When the client creates a user with Ada's userName
      Then the response is the SCIM error 409 uniqueness
      And Ada still has the member:
        | status | "active" |
      And it is the member from before

  @STYTCH-5-05 @MAY
  Rule: Deleting a user deletes the member softly

    Scenario: Ada is deleted
      Given a user with Ada's userName
      And Ada has a member
      When the client deletes Ada
      Then Ada has the member:
        | status | "deleted" |
      And it is the member from before

  @STYTCH-5-06 @MAY
  Rule: A user created with the address of a deleted member brings that member back

    Scenario: Ada was deleted
      Given a user with Ada's userName
      And Ada has a member
      And the client deleted Ada
      When the client creates a user with Ada's userName
      Then the response is 201
      And Ada has the member:
        | status | "active" |
      And it is the member from before
