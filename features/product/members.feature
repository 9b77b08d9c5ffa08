@product @needs-product @needs-members
Feature: Members
  A member is a person in an organization. The product makes them, or SCIM does; either way there is one
  member for one person.

  @STYTCH-3.3-01 @STYTCH-3.2-09 @MUST
  Rule: A created member is answered with its organization, and has every field of its type

    Scenario: Ada is created with her address and nothing else
      Given the name of a person Ada
      When the project sends:
        """
        POST /v1/b2b/organizations/{organization}/members

        {"email_address": "{Ada}"}
        """
      Then the response matches:
        | member_id | member-test-[0-9a-f-]{36} |
      And the response has:
        | organization.organization_id     | "{organization}"  |
        | member.organization_id           | "{organization}"  |
        | member.member_id                 | "{answer.member_id}" |
        | member.email_address             | "{Ada}"           |
        | member.status                    | "active"          |
        | member.name                      | ""                |
        | member.is_breakglass             | false             |
        | member.is_admin                  | false             |
        | member.is_locked                 | false             |
        | member.email_address_verified    | false             |
        | member.mfa_enrolled              | false             |
        | member.mfa_phone_number          | ""                |
        | member.mfa_phone_number_verified | false             |
        | member.default_mfa_method        | ""                |
        | member.member_password_id        | ""                |
        | member.totp_registration_id      | ""                |
        | member.sso_registrations         | []                |
        | member.oauth_registrations       | []                |
        | member.retired_email_addresses   | []                |
        | member.trusted_metadata          | {}                |
        | member.untrusted_metadata        | {}                |
        | member.roles                     | [{"role_id": "stytch_member", "sources": [{"type": "direct_assignment", "details": {}}]}] |
      And the response has no member.scim_registration

  @STYTCH-1.3-01 @MUST
  Rule: An e-mail address with a plus sign is found

    Scenario: It is asked for as the SDK writes it
      Given the project sent:
        """
        POST /v1/b2b/organizations/{organization}/members

        {"email_address": "a+b@example.com"}
        """
      When the project sends:
        """
        GET /v1/b2b/organizations/{organization}/member?email_address=a%2Bb%40example.com
        """
      Then the response has:
        | member.email_address | "a+b@example.com" |

  @STYTCH-3.2-03 @STYTCH-3.3-02 @MUST
  Rule: An e-mail address belongs to one member of an organization, whatever its case

    Scenario: A second member asks for it
      Given a member with the e-mail address of Ada
      When the project sends:
        """
        POST /v1/b2b/organizations/{organization}/members

        {"email_address": "{upper case of Ada}"}
        """
      Then the project is refused with 400 duplicate_member_email

    Scenario: A member of another organization has it too
      Given a member with the e-mail address of Ada
      And the project sent:
        """
        POST /v1/b2b/organizations

        {"organization_name": "Other"}
        """
      When the project sends:
        """
        POST /v1/b2b/organizations/{answer.organization.organization_id}/members

        {"email_address": "{Ada}"}
        """
      Then the response is 200

  @STYTCH-3.3-03 @STYTCH-3.3-06 @MUST
  Rule: A deletion is soft: the member is not found by a plain get, and can be taken back

    Scenario: Ada is deleted
      Given a user with Ada's userName
      And Ada has a member
      And the project sent:
        """
        DELETE /v1/b2b/organizations/{organization}/members/{member of Ada}
        """
      When the project sends:
        """
        GET /v1/b2b/organizations/{organization}/member?member_id={member of Ada}
        """
      Then the project is refused with 404 member_not_found

    Scenario: Ada is reactivated
      Given a user with Ada's userName
      And Ada has a member
      And the project sent:
        """
        DELETE /v1/b2b/organizations/{organization}/members/{member of Ada}
        """
      When the project sends:
        """
        PUT /v1/b2b/organizations/{organization}/members/{member of Ada}/reactivate
        """
      Then Ada has the member:
        | status | "active" |
      And it is the member from before

  @STYTCH-3.3-04 @MUST
  Rule: A deleted member is found when it is asked for

    Scenario: Ada was deprovisioned
      Given a user with Ada's userName
      And Ada has a member
      And the client deleted Ada
      When the project sends:
        """
        GET /v1/b2b/organizations/members/dangerously_get/{member of Ada}?include_deleted=true
        """
      Then the response has:
        | member.status    | "deleted"            |
        | member.member_id | "{member of Ada}" |

  @STYTCH-3.3-05 @MUST
  Rule: A search leaves deleted members out unless their status is asked for

    Scenario Outline: Ada was deleted, <what>
      Given a user with Ada's userName
      And the client deleted Ada
      When the project sends:
        """
        POST /v1/b2b/organizations/members/search

        {"organization_ids": ["{organization}"], "query": {"operator": "AND", "operands": <operands>}}
        """
      Then the response has:
        | results_metadata.total | <total> |
        | members.length         | <total> |

      Examples:
        | what                       | operands                                                     | total |
        | nothing is asked for       | []                                                           | 0     |
        | the deleted are asked for  | [{"filter_name": "statuses", "filter_value": ["deleted"]}]   | 1     |
        | the active are asked for   | [{"filter_name": "statuses", "filter_value": ["active"]}]    | 0     |

  @STYTCH-3.3-07 @MUST
  Rule: An e-mail address that was changed is retired

    Scenario: The product changes it
      Given a member with the e-mail address of Ada
      When the project sends:
        """
        PUT /v1/b2b/organizations/{organization}/members/{member of Ada}

        {"email_address": "new.address@example.com"}
        """
      Then the response has:
        | member.email_address                            | "new.address@example.com" |
        | member.email_address_verified                   | false                     |
        | member.retired_email_addresses[0].email_address | "{Ada}"                   |

  @STYTCH-3.2-05 @MUST-NOT
  Rule: The developer's external id of a member is not filled by SCIM

    Scenario: Ada comes with an externalId
      Given a user with Ada's userName and:
        | externalId | "00u1" |
      Then Ada has the member:
        | external_id                   | ""     |
        | scim_registration.external_id | "00u1" |

  @STYTCH-4.2-02 @MUST @needs-webhooks
  Rule: A changed user changes its member, and one webhook tells so

    Scenario: Ada's title is replaced
      Given a user with Ada's userName
      And all webhooks so far are looked at
      When the client patches Ada with:
        | op      | path  | value      |
        | replace | title | "Countess" |
      Then the webhooks are:
        | scim.member.update |

    Scenario: A write that changes nothing tells nothing
      Given a user with Ada's userName and:
        | title | "Countess" |
      And all webhooks so far are looked at
      When the client patches Ada with:
        | op      | path  | value      |
        | replace | title | "Countess" |
      Then no webhook came

  @STYTCH-4.2-03 @MUST @needs-webhooks
  Rule: Deprovisioning deletes the member softly, and one webhook tells so

    Scenario: Ada is deactivated
      Given a user with Ada's userName
      And Ada has a member
      And all webhooks so far are looked at
      When the client patches Ada with:
        | op      | path   | value |
        | replace | active | false |
      Then Ada has the member:
        | status                                   | "deleted" |
        | scim_registration.scim_attributes.active | false     |
      And it is the member from before
      And the webhooks are:
        | scim.member.delete |

    Scenario: What changed at the same time is told before it
      Given a user with Ada's userName
      And all webhooks so far are looked at
      When the client patches Ada with:
        | op      | path   | value   |
        | replace | active | false   |
        | replace | title  | "Guest" |
      Then the webhooks are:
        | scim.member.update |
        | scim.member.delete |

  @STYTCH-4.2-04 @MUST @needs-webhooks
  Rule: Reactivation brings the same member back, and tells scim.member.update

    Scenario: Ada comes back
      Given a user with Ada's userName and:
        | active | false |
      And Ada has a member
      And all webhooks so far are looked at
      When the client patches Ada with:
        | op      | path   | value |
        | replace | active | true  |
      Then Ada has the member:
        | status | "active" |
      And it is the member from before
      And the webhooks are:
        | scim.member.update |

  @STYTCH-4.2-08 @STYTCH-4.2-09 @MUST
  Rule: A deprovisioned member loses every role and every session, and gets back no role given by hand

    Scenario: An editor is deactivated
      Given a user with Ada's userName
      And Ada has a member
      And the project sent:
        """
        PUT /v1/b2b/organizations/{organization}/members/{member of Ada}

        {"roles": ["editor"]}
        """
      When the client patches Ada with:
        | op      | path   | value |
        | replace | active | false |
      Then Ada has the member:
        | roles | [] |

    Scenario: The editor comes back
      Given a user with Ada's userName
      And Ada has a member
      And the project sent:
        """
        PUT /v1/b2b/organizations/{organization}/members/{member of Ada}

        {"roles": ["editor"]}
        """
      And the client patches Ada with:
        | op      | path   | value |
        | replace | active | false |
      When the client patches Ada with:
        | op      | path   | value |
        | replace | active | true  |
      Then Ada has the member:
        | roles.length     | 1               |
        | roles[0].role_id | "stytch_member" |

  @STYTCH-5-01 @MAY @needs-webhooks
  Rule: A member who has the e-mail address already becomes the provisioned one

    Scenario: Ada was invited before
      Given a member with the e-mail address of Ada
      When the client creates a user with Ada's userName
      Then the response is 201
      And it is the member from before
      And the webhooks are:
        | scim.member.update |

  @STYTCH-5-02 @MAY @needs-webhooks
  Rule: Where members are not linked, the e-mail address of a member is refused

    Scenario: Ada was invited before
      Given a member with the e-mail address of Ada
      And members are not linked
      When the client creates a user with Ada's userName
      Then the response is the SCIM error 409 uniqueness
      And no webhook came

  @STYTCH-5-05 @MAY @needs-webhooks
  Rule: Deleting a user deletes the member softly

    Scenario: Ada is deleted
      Given a user with Ada's userName
      And all webhooks so far are looked at
      When the client deletes Ada
      Then Ada has the member:
        | status | "deleted" |
      And the webhooks are:
        | scim.member.delete |

    Scenario: Ada was deactivated before: only her registration is left to go
      Given a user with Ada's userName and:
        | active | false |
      And all webhooks so far are looked at
      When the client deletes Ada
      Then the webhooks are:
        | scim.member.update |

  @STYTCH-5-06 @MAY @needs-webhooks
  Rule: A user created with the address of a deleted member brings that member back

    Scenario: Ada was deleted
      Given a user with Ada's userName
      And Ada has a member
      And the client deleted Ada
      And all webhooks so far are looked at
      When the client creates a user with Ada's userName
      Then the response is 201
      And it is the member from before
      And the webhooks are:
        | scim.member.update |

  @STYTCH-5-A01 @AMBIGUOUS
  Rule: A userName that is no e-mail address leaves the primary one as the member's

    Scenario: Ada's login is a word
      When the client sends:
        """
        POST /Users

        {"...": "Ada", "userName": "ada-{mark}", "emails": [{"value": "{Ada}", "type": "work", "primary": true}]}
        """
      Then the response is 201
      And Ada has the member:
        | email_address | "{Ada}" |
