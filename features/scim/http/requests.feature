@scim
Feature: Requests
  What a server takes of a request, and how it says what it does not take.

  @RFC7644-1.2-01 @MUST @needs-filter
  Rule: What a URL cannot hold arrives percent-encoded

    Scenario: Space and quote
      Given a user with Ada's userName
      When the client sends GET "/Users?filter=%75serName%20eq%20%22{Ada}%22"
      Then the response lists Ada

    Scenario: Letters, which need not be quoted and may be
      Given a user with Ada's userName
      When the client sends GET "/Users?filter=userNam%65%20%65q%20%22{Ada}%22"
      Then the response lists Ada

  @RFC7644-1.3-01 @MUST-NOT @read-only @needs-published-config
  Rule: The base URL has no query

    Scenario: Where the configuration says that it is
      When the client sends GET "/ServiceProviderConfig"
      Then the response is 200
      And the response has:
        | meta.location | ~ ^[^?]*$ |

  @RFC7644-3.4.2-03 @SHOULD @read-only @needs-first-page
  Rule: Query parameters that are not known are ignored

    Scenario: One that nobody defines
      When the client sends GET "/Users?startIndex=1&count=1&scimulateUnknown=1"
      Then the response is a list

  @RFC7644-3.12-14 @SHOULD @read-only
  Rule: What is not there is answered with 404

    Scenario Outline: <path>
      When the client sends GET "<path>"
      Then the response is 404

      Examples:
        | path                  |
        | /Users/{unused id}    |
        | /NoSuchEndpoint       |

    @needs-groups
    Scenario: A group
      When the client sends GET "/Groups/{unused id}"
      Then the response is 404

  @RFC7644-3.12-11 @SHOULD
  Rule: What cannot be read or breaks the schema is answered with 400

    Scenario Outline: A create with the body <body>
      When the client sends:
        """
        POST /Users

        <body>
        """
      Then the response is 400

      Examples:
        | body                              |
        | {                                 |
        | not JSON                          |
        | []                                |
        | "text"                            |
        | null                              |
        | { "...": "Ada", "userName": 123 } |

    @needs-patch
    Scenario Outline: A patch with the body <body>
      Given a user with Ada's userName
      When the client sends:
        """
        PATCH /Users/{Ada.id}

        <body>
        """
      Then the response is 400

      Examples:
        | body |
        | {    |
        | []   |

  @RFC7644-3.12-24 @SHOULD
  Rule: A body that is no JSON is invalidSyntax

    Scenario: A create that breaks off
      When the client sends:
        """
        POST /Users

        { "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "ada
        """
      Then the response is the SCIM error 400 invalidSyntax

    Scenario: A replace that breaks off
      Given a user with Ada's userName
      When the client sends:
        """
        PUT /Users/{Ada.id}

        { "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"
        """
      Then the response is the SCIM error 400 invalidSyntax

  @RFC7644-3.12-27 @SHOULD
  Rule: A value that is missing or does not fit is invalidValue

    Scenario: A create without userName
      When the client sends:
        """
        POST /Users

        { "...": "Ada without userName" }
        """
      Then the outcome is one of RFC7644-3.3-A02:
        | 400 invalidValue      | 400 invalidValue          |
        | 400 invalidSyntax     | 400 invalidSyntax         |
        | 400 without scimType  | 400                       |

    @needs-patch @needs-attribute-active
    Scenario: A patch with a text for a Boolean
      Given a user with Ada's userName
      When the client patches Ada with:
        | op      | path   | value |
        | replace | active | "abc" |
      Then the response is the SCIM error 400 invalidValue or invalidSyntax

  @RFC7644-3.12-22 @SHOULD
  Rule: A value that is taken is a matter of uniqueness, however it comes

    Scenario: By a create
      Given a user with Ada's userName
      When the client creates a user with Ada's userName
      Then the response is the SCIM error 409 uniqueness

    @needs-changeable-userName
    Scenario: By a replace
      Given a user with Ada's userName
      And a user with Grace's userName
      When the client replaces Grace's user with:
        | userName | "{Ada}" |
      Then the response is the SCIM error 409 or 400 uniqueness

    @needs-patch @needs-changeable-userName
    Scenario: By a patch
      Given a user with Ada's userName
      And a user with Grace's userName
      When the client patches Grace with:
        | op      | value                  |
        | replace | {"userName":"{Ada}"}   |
      Then the response is the SCIM error 409 or 400 uniqueness

    @needs-patch @needs-changeable-userName
    Scenario: By a patch, in another letter case
      Given a user with Ada's userName
      And a user with Grace's userName
      When the client patches Grace with:
        | op      | path     | value                   |
        | replace | userName | "{upper case of Ada}"   |
      Then the response is the SCIM error 409 or 400 uniqueness
      And Grace still has the user:
        | userName | "{Grace}" |

  @RFC7644-3.12-15 @SHOULD
  Rule: A duplicate is answered with 409

    Scenario: The same userName again
      Given a user with Ada's userName
      When the client creates a user with Ada's userName
      Then the response is 409

  @RFC7644-3.12-12 @SHOULD @needs-auth-required
  Rule: A credential that is missing or bad is answered with 401

    @read-only
    Scenario Outline: Authorization: <authorization>
      When the client sends:
        """
        GET <path>
        Authorization: <authorization>
        """
      Then the response is 401

      Examples:
        | path                 | authorization         |
        | /Users?count=1       |                       |
        | /Users?count=1       | Bearer                |
        | /Users?count=1       | Bearer not-the-token  |
        | /Users?count=1       | Basic bm90OnRoaXM=    |
        | /Users/{unused id}   | Bearer not-the-token  |

    Scenario: A write
      When the client sends:
        """
        POST /Users
        Authorization: Bearer not-the-token

        { "...": "Ada" }
        """
      Then the response is 401
