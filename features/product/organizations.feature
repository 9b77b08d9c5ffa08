@product @needs-product
Feature: Organizations
  An organization is what a customer's company is in the product: its members and its SCIM connection
  live in it. The API is the one that the official SDK speaks.

  @STYTCH-3.1-01 @MUST
  Rule: An organization has every field that its type requires, from the first answer on

    Scenario: An organization is created with a name and nothing else
      When the project sends:
        """
        POST /v1/b2b/organizations

        {"organization_name": "Acme"}
        """
      Then the response is 200
      And the response matches:
        | organization.organization_id   | organization-test-[0-9a-f-]{36} |
        | organization.organization_slug | [A-Za-z0-9._~-]{2,128}          |
        | request_id                     | request-id-test-[0-9a-f-]{36}   |
      And the response has:
        | status_code                                          | 200           |
        | organization.organization_name                       | "Acme"        |
        | organization.organization_logo_url                   | ""            |
        | organization.sso_jit_provisioning                    | "ALL_ALLOWED" |
        | organization.sso_jit_provisioning_allowed_connections | []            |
        | organization.sso_active_connections                  | []            |
        | organization.scim_active_connection                  | null          |
        | organization.email_allowed_domains                   | []            |
        | organization.email_jit_provisioning                  | "NOT_ALLOWED" |
        | organization.email_invites                           | "ALL_ALLOWED" |
        | organization.auth_methods                            | "ALL_ALLOWED" |
        | organization.allowed_auth_methods                    | []            |
        | organization.mfa_policy                              | "OPTIONAL"    |
        | organization.mfa_methods                             | "ALL_ALLOWED" |
        | organization.allowed_mfa_methods                     | []            |
        | organization.rbac_email_implicit_role_assignments    | []            |
        | organization.oauth_tenant_jit_provisioning           | "NOT_ALLOWED" |
        | organization.claimed_email_domains                   | []            |
        | organization.custom_roles                            | []            |
        | organization.trusted_metadata                        | {}            |

    Scenario: Invites are shut as soon as any way to get in is set
      When the project sends:
        """
        POST /v1/b2b/organizations

        {"organization_name": "Acme", "mfa_policy": "REQUIRED_FOR_ALL"}
        """
      Then the response has:
        | organization.mfa_policy    | "REQUIRED_FOR_ALL" |
        | organization.email_invites | "NOT_ALLOWED"      |

  @STYTCH-3.1-05 @MUST
  Rule: Times are RFC 3339 in UTC

    Scenario: An organization is read
      When the project sends:
        """
        GET /v1/b2b/organizations/{organization}
        """
      Then the response matches:
        | organization.created_at | \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ |
        | organization.updated_at | \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ |

  @STYTCH-1.4-03 @MUST
  Rule: An organization is found by its id, its slug and its external id

    Scenario Outline: It is asked for by <reference>
      Given the project sent:
        """
        POST /v1/b2b/organizations

        {"organization_name": "Acme", "organization_slug": "slug-{mark}", "organization_external_id": "ext-{mark}"}
        """
      And the response is called Acme
      When the project sends:
        """
        GET /v1/b2b/organizations/<reference>
        """
      Then the response has:
        | organization.organization_id | "{Acme.organization.organization_id}" |

      Examples:
        | reference                           |
        | {Acme.organization.organization_id} |
        | slug-{mark}                         |
        | ext-{mark}                          |

  @STYTCH-1.4-04 @MUST
  Rule: The word search is no organization

    Scenario: Organizations are searched
      When the project sends:
        """
        POST /v1/b2b/organizations/search

        {"query": {"operator": "AND", "operands": [{"filter_name": "organization_ids", "filter_value": ["{organization}"]}]}}
        """
      Then the response has:
        | organizations[0].organization_id | "{organization}" |
        | results_metadata.total           | 1                |

    Scenario: A filter that does not exist is told
      When the project sends:
        """
        POST /v1/b2b/organizations/search

        {"query": {"operator": "AND", "operands": [{"filter_name": "colour", "filter_value": "red"}]}}
        """
      Then the project is refused with 400 organization_search_filter_name_not_recognized

  @STYTCH-3.1-02 @MUST
  Rule: An organization without a name is refused

    Scenario: It is created with a slug only
      When the project sends:
        """
        POST /v1/b2b/organizations

        {"organization_slug": "nameless"}
        """
      Then the project is refused with 400 organization_name_missing

  @STYTCH-3.1-03 @MUST
  Rule: A slug belongs to one organization of a project

    Scenario: A second organization asks for it
      Given the project sent:
        """
        POST /v1/b2b/organizations

        {"organization_name": "Acme", "organization_slug": "slug-{mark}"}
        """
      When the project sends:
        """
        POST /v1/b2b/organizations

        {"organization_name": "Other", "organization_slug": "slug-{mark}"}
        """
      Then the project is refused with 400 organization_slug_already_used

  @STYTCH-3.1-04 @MUST
  Rule: Deleting an organization deletes its members and its connection

    Scenario: It is deleted
      Given a member with the e-mail address of Ada
      When the project sends:
        """
        DELETE /v1/b2b/organizations/{organization}
        """
      Then the response has:
        | organization_id | "{organization}" |
      And a client with the token "{token}" is answered 401

    Scenario: A member is looked for afterwards
      Given a member with the e-mail address of Ada
      And the project sent:
        """
        DELETE /v1/b2b/organizations/{organization}
        """
      When the project sends:
        """
        GET /v1/b2b/organizations/{organization}/member?email_address={Ada}
        """
      Then the project is refused with 404 organization_not_found

  @STYTCH-2.1-06 @MUST
  Rule: An organization tells of its active connection

    Scenario: It is read
      When the project sends:
        """
        GET /v1/b2b/organizations/{organization}
        """
      Then the response has:
        | organization.scim_active_connection.connection_id | "{connection}" |
        | organization.scim_active_connection.display_name  | "Okta"         |
      And the response matches:
        | organization.scim_active_connection.bearer_token_last_four | [A-Za-z0-9]{4} |

  @STYTCH-1.2-03 @MUST
  Rule: A project sees its own organizations only

    Scenario Outline: Another project sends <request>
      When another project sends:
        """
        <request>
        """
      Then the project is refused with 404 organization_not_found

      Examples:
        | request                                                     |
        | GET /v1/b2b/organizations/{organization}                    |
        | DELETE /v1/b2b/organizations/{organization}                 |
        | GET /v1/b2b/scim/{organization}/connection                  |
        | DELETE /v1/b2b/scim/{organization}/connection/{connection}  |

  @STYTCH-1.2-01 @STYTCH-1.4-01 @STYTCH-1.4-02 @MUST
  Rule: A DELETE may carry an empty object, and is answered with JSON

    Scenario: An organization is deleted
      When the project sends:
        """
        DELETE /v1/b2b/organizations/{organization}
        content-type: application/json

        {}
        """
      Then the response has:
        | status_code | 200 |
      And the response matches:
        | request_id | request-id-test-[0-9a-f-]{36} |

  @STYTCH-1.5-01 @MUST
  Rule: Every error carries its status, its type, its message, a link and the request's id

    Scenario Outline: <type>
      When the project sends:
        """
        POST /v1/b2b/organizations/<path>

        <body>
        """
      Then the project is refused with <status> <type>

      Examples:
        | path                     | body                                     | status | type                                   |
        | nobody/members           | {"email_address": "ada@example.com"}     | 404    | organization_not_found                 |
        | {organization}/members   | {"email_address": "ada"}                 | 400    | invalid_email                          |
        | {organization}/members   | {"email_address": 7}                     | 400    | invalid_argument                       |
        | members/search           | {}                                       | 400    | member_search_organization_ids_empty   |

  @STYTCH-3.4-02 @SHOULD
  Rule: The link of an error leads to its type

    Scenario: An organization that is not there
      When the project sends:
        """
        GET /v1/b2b/organizations/nobody
        """
      Then the response matches:
        | error_url | https://stytch\.com/docs/.*/errors/404#organization_not_found |

  @STYTCH-2.1-03 @MUST
  Rule: The ids of objects tell their type and that the project is a test

    Scenario: A member is made
      When the project sends:
        """
        POST /v1/b2b/organizations/{organization}/members

        {"email_address": "ada@example.com"}
        """
      Then the response matches:
        | member.member_id             | member-test-[0-9a-f-]{36}          |
        | organization.organization_id | organization-test-[0-9a-f-]{36}    |
        | organization.scim_active_connection.connection_id | scim-connection-test-[0-9a-f-]{36} |
        | request_id                   | request-id-test-[0-9a-f-]{36}      |

  @STYTCH-1.2-02 @MUST
  Rule: A wrong secret is refused

    Scenario: The credentials are of nobody
      When the project sends:
        """
        GET /v1/b2b/organizations/{organization}
        authorization: Basic bm9ib2R5OnNlY3JldA==
        """
      Then the project is refused with 401 unauthorized_credentials

  @STYTCH-3.4-01 @MUST
  Rule: A route that does not exist is told as such, in JSON

    Scenario: A path of nothing
      When the project sends:
        """
        GET /v1/b2b/nothing
        """
      Then the project is refused with 404 route_not_found
