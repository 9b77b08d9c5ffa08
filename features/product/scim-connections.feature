@product @needs-product
Feature: SCIM connections
  A connection is where an identity provider comes in: a base URL and a bearer token, made in the product
  and pasted into the identity provider.

  @STYTCH-2.1-01 @STYTCH-2.1-04 @MUST
  Rule: The bearer token is shown when it is made, and never again

    Scenario: A connection is made, then read
      Given the project sent:
        """
        DELETE /v1/b2b/scim/{organization}/connection/{connection}
        """
      When the project sends:
        """
        POST /v1/b2b/scim/{organization}/connection

        {"display_name": "Okta", "identity_provider": "okta"}
        """
      Then the response matches:
        | connection.connection_id           | scim-connection-test-[0-9a-f-]{36}        |
        | connection.bearer_token            | [A-Za-z0-9]{48}                           |
        | connection.bearer_token_expires_at | \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ           |
        | connection.base_url                | http.*/v1/b2b/scim/scim-connection-test-.* |
      And the response has no connection.bearer_token_last_four

    Scenario: It is read afterwards
      When the project sends:
        """
        GET /v1/b2b/scim/{organization}/connection
        """
      Then the response has:
        | connection.connection_id               | "{connection}" |
        | connection.status                      | "active"       |
        | connection.next_bearer_token_last_four | ""             |
      And the response has no connection.bearer_token

    Scenario: Its last four are told
      Given the project sent:
        """
        DELETE /v1/b2b/scim/{organization}/connection/{connection}
        """
      And the project sent:
        """
        POST /v1/b2b/scim/{organization}/connection
        """
      And the response is called Made
      When the project sends:
        """
        GET /v1/b2b/scim/{organization}/connection
        """
      Then the response has:
        | connection.bearer_token_last_four | "{last four of Made.connection.bearer_token}" |

  @STYTCH-2.1-05 @MUST
  Rule: While no token is rotated there are no last four of a next one

    Scenario: The connection is read
      When the project sends:
        """
        GET /v1/b2b/scim/{organization}/connection
        """
      Then the response has:
        | connection.next_bearer_token_last_four | "" |
      And the response has no connection.next_bearer_token_expires_at

  @STYTCH-2.1-10 @SHOULD
  Rule: A bearer token is long and random

    Scenario: Another token is made
      When the project sends:
        """
        POST /v1/b2b/scim/{organization}/connection/{connection}/rotate/start
        """
      Then the response matches:
        | connection.next_bearer_token | [A-Za-z0-9]{48} |

    Scenario: Two tokens differ
      Given the project sent:
        """
        POST /v1/b2b/scim/{organization}/connection/{connection}/rotate/start
        """
      And the response is called First
      When the project sends:
        """
        POST /v1/b2b/scim/{organization}/connection/{connection}/rotate/start
        """
      Then the response has another connection.next_bearer_token than First

  @STYTCH-2.1-11 @MUST
  Rule: A token's expiry is a time in the future

    Scenario: The connection is read
      When the project sends:
        """
        GET /v1/b2b/scim/{organization}/connection
        """
      Then the response matches:
        | connection.bearer_token_expires_at | 20[3-9]\d-\d\d-\d\dT\d\d:\d\d:\d\dZ |

  @STYTCH-2.2-A02 @AMBIGUOUS
  Rule: A second start of a rotation makes another next token

    Scenario: The first next token was lost
      Given the project sent:
        """
        POST /v1/b2b/scim/{organization}/connection/{connection}/rotate/start
        """
      And the response is called Lost
      When the project sends:
        """
        POST /v1/b2b/scim/{organization}/connection/{connection}/rotate/start
        """
      Then a client with the token "{answer.connection.next_bearer_token}" is answered 200
      And a client with the token "{Lost.connection.next_bearer_token}" is answered 401
      And a client with the token "{token}" is answered 200

  @STYTCH-2.2-A03 @AMBIGUOUS
  Rule: A create is told as done

    Scenario: A connection is made
      Given the project sent:
        """
        DELETE /v1/b2b/scim/{organization}/connection/{connection}
        """
      When the project sends:
        """
        POST /v1/b2b/scim/{organization}/connection
        """
      Then the response is 200 or 201

  @STYTCH-2.2-01 @MUST
  Rule: An organization has one active connection

    Scenario: A second one is asked for
      When the project sends:
        """
        POST /v1/b2b/scim/{organization}/connection
        """
      Then the project is refused with 400 active_scim_connection_exists

  @STYTCH-2.1-07 @MUST
  Rule: The base URL of an Entra connection ends in Entra's flag

    Scenario: The identity provider is changed to Entra
      When the project sends:
        """
        PUT /v1/b2b/scim/{organization}/connection/{connection}

        {"identity_provider": "microsoft-entra"}
        """
      Then the response has:
        | connection.base_url | "{base URL}?aadOptscim062020" |

  @STYTCH-2.1-08 @MUST
  Rule: The SCIM endpoints tolerate Entra's flag

    Scenario: Entra keeps it on every request
      When the client sends GET "/Users?aadOptscim062020&count=1"
      Then the response is a list

  @STYTCH-2.1-09 @MUST
  Rule: An identity provider that is not known is refused, all others are taken

    Scenario: A name that nobody has
      When the project sends:
        """
        PUT /v1/b2b/scim/{organization}/connection/{connection}

        {"identity_provider": "acme"}
        """
      Then the project is refused with 400 invalid_scim_idp

    Scenario Outline: <provider>
      When the project sends:
        """
        PUT /v1/b2b/scim/{organization}/connection/{connection}

        {"identity_provider": "<provider>"}
        """
      Then the response has:
        | connection.identity_provider | "<provider>" |

      Examples:
        | provider        |
        | generic         |
        | okta            |
        | microsoft-entra |
        | cyberark        |
        | jumpcloud       |
        | onelogin        |
        | pingfederate    |
        | rippling        |

  @STYTCH-2.2-08 @MUST
  Rule: An update changes the fields that it names and no other

    Scenario: The display name is changed
      When the project sends:
        """
        PUT /v1/b2b/scim/{organization}/connection/{connection}

        {"display_name": "Okta of Acme"}
        """
      Then the response has:
        | connection.display_name      | "Okta of Acme" |
        | connection.identity_provider | "okta"         |
        | connection.base_url          | "{base URL}"   |

  @STYTCH-2.2-12 @MUST
  Rule: The next token of a rotation is shown once

    Scenario: A rotation is started
      When the project sends:
        """
        POST /v1/b2b/scim/{organization}/connection/{connection}/rotate/start
        """
      Then the response matches:
        | connection.next_bearer_token | [A-Za-z0-9]{48} |

    Scenario: The connection is read while its token is rotated
      Given the project sent:
        """
        POST /v1/b2b/scim/{organization}/connection/{connection}/rotate/start
        """
      When the project sends:
        """
        GET /v1/b2b/scim/{organization}/connection
        """
      Then the response matches:
        | connection.next_bearer_token_last_four | [A-Za-z0-9]{4} |
      And the response has no connection.next_bearer_token

  @STYTCH-2.2-02 @MUST
  Rule: Both tokens work while a token is rotated, and only the next one after that

    Scenario: A rotation that is completed
      Given the project sent:
        """
        POST /v1/b2b/scim/{organization}/connection/{connection}/rotate/start
        """
      And the response is called Rotation
      And a client with the token "{token}" is answered 200
      And a client with the token "{Rotation.connection.next_bearer_token}" is answered 200
      When the project sends:
        """
        POST /v1/b2b/scim/{organization}/connection/{connection}/rotate/complete
        """
      Then the response is 200
      And a client with the token "{token}" is answered 401
      And a client with the token "{Rotation.connection.next_bearer_token}" is answered 200

  @STYTCH-2.2-13 @MUST
  Rule: A cancelled rotation ends the next token and keeps the one in use

    Scenario: A rotation that is cancelled
      Given the project sent:
        """
        POST /v1/b2b/scim/{organization}/connection/{connection}/rotate/start
        """
      And the response is called Rotation
      When the project sends:
        """
        POST /v1/b2b/scim/{organization}/connection/{connection}/rotate/cancel
        """
      Then the response is 200
      And a client with the token "{token}" is answered 200
      And a client with the token "{Rotation.connection.next_bearer_token}" is answered 401

  @STYTCH-2.2-14 @MUST
  Rule: Without a rotation there is none to complete or to cancel

    Scenario Outline: rotate/<step>
      When the project sends:
        """
        POST /v1/b2b/scim/{organization}/connection/{connection}/rotate/<step>
        """
      Then the project is refused with 400 scim_connection_not_rotating_token

      Examples:
        | step     |
        | complete |
        | cancel   |

  @STYTCH-2.2-04 @MUST
  Rule: The token of a deleted connection is refused

    Scenario: The connection is deleted
      When the project sends:
        """
        DELETE /v1/b2b/scim/{organization}/connection/{connection}
        """
      Then the response has:
        | connection_id | "{connection}" |
      And a client with the token "{token}" is answered 401

  @STYTCH-2.2-05 @MUST @needs-members
  Rule: The members of a deleted connection stay, without their registration

    Scenario: Ada was provisioned
      Given a user with Ada's userName
      When the project sends:
        """
        DELETE /v1/b2b/scim/{organization}/connection/{connection}
        """
      Then Ada has the member:
        | status          | "active"        |
        | roles.length    | 1               |
        | roles[0].role_id | "stytch_member" |

    Scenario: Ada's member is read afterwards
      Given a user with Ada's userName
      And the project sent:
        """
        DELETE /v1/b2b/scim/{organization}/connection/{connection}
        """
      When the project sends:
        """
        GET /v1/b2b/organizations/{organization}/member?email_address={Ada}
        """
      Then the response has:
        | member.email_address | "{Ada}" |
      And the response has no member.scim_registration

  @STYTCH-2.2-03 @MUST
  Rule: After a connection was deleted another can be made

    Scenario: It is made
      Given the project sent:
        """
        DELETE /v1/b2b/scim/{organization}/connection/{connection}
        """
      When the project sends:
        """
        POST /v1/b2b/scim/{organization}/connection
        """
      Then the response has:
        | connection.status            | "active"  |
        | connection.identity_provider | "generic" |

  @STYTCH-2.2-15 @MUST
  Rule: A token opens its own connection only

    Scenario: The token of another organization
      Given the project sent:
        """
        POST /v1/b2b/organizations

        {"organization_name": "Other"}
        """
      And the response is called Other
      And the project sent:
        """
        POST /v1/b2b/scim/{Other.organization.organization_id}/connection
        """
      When the response is called Theirs
      Then a client with the token "{Theirs.connection.bearer_token}" is answered 401

  @STYTCH-2.2-A01 @AMBIGUOUS
  Rule: Where no connection is active the answer says so

    Scenario: The connection was deleted
      Given the project sent:
        """
        DELETE /v1/b2b/scim/{organization}/connection/{connection}
        """
      When the project sends:
        """
        GET /v1/b2b/scim/{organization}/connection
        """
      Then the project is refused with 404 no_active_scim_connection
