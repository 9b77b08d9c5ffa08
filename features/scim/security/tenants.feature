@scim @needs-two-principals
Feature: Tenants
  What belongs to one tenant is closed to another: to be read, listed, changed and removed.

  @RFC7644-6.1-03 @SHOULD @needs-multi-tenant
  Rule: A credential opens nothing under another tenant's address

    Scenario Outline: <method> <path>
      Given a user with Ada's userName
      When another tenant sends:
        """
        <method> <path>

        <body>
        """
      Then the response is 401 or 403 or 404
      And Ada still has the user:
        | userName   | "{Ada}"    |
        | externalId | unassigned |

      Examples:
        | method | path                 | body                                   |
        | GET    | /Users?count=1       |                                        |
        | GET    | /Users/{Ada.id}      |                                        |
        | POST   | /Users               | { "...": "Grace" }                     |
        | PUT    | /Users/{Ada.id}      | { "...": "Ada", "externalId": "mine" } |
        | DELETE | /Users/{Ada.id}      |                                        |

  @RFC7644-6.2-01 @MUST @needs-multi-tenant
  Rule: An externalId is unique in its tenant at most

    Scenario: Two tenants with one externalId and one userName
      Given a user with Ada's userName and:
        | externalId | "{mark}" |
      When another tenant sends at its own address:
        """
        POST /Users

        { "...": "Ada", "externalId": "{mark}" }
        """
      Then the response is 201

  @RFC7644-2-07 @MUST @needs-multi-tenant
  Rule: A tenant finds nothing of another's

    Scenario Outline: <path>
      Given a user with Ada's userName
      When another tenant sends at its own address:
        """
        GET <path>
        """
      Then one of these is so:
        | nothing is found | 200                      | lists nobody |
        | it is refused    | 400 or 401 or 403 or 404 |              |

      Examples:
        | path                                           |
        | /Users/{Ada.id}                                |
        | /Users?filter=userName eq "{Ada}"              |
        | /Users?filter=id eq "{Ada.id}"                 |
        | /Users?startIndex=1&count=100                  |

    @needs-patch @needs-writable-groups
    Scenario: A member of another tenant
      Given a user with Ada's userName
      When another tenant sends at its own address:
        """
        POST /Groups

        { "...": "group Finance", "members": [{ "value": "{Ada.id}" }] }
        """
      Then one of these is so:
        | nobody is shown | 201                      | members[0].display unassigned |
        | it is refused   | 400 or 403 or 404 or 409 |                               |

  @RFC7644-2.1-01 @RFC7644-3.12-13 @RFC7644-7.7-03 @SHOULD
  Rule: What a credential may not do is refused

    Scenario Outline: <method>
      Given a user with Ada's userName
      When another tenant sends:
        """
        <method> /Users/{Ada.id}

        <body>
        """
      Then the response is 401 or 403 or 404
      And Ada still has the user:
        | userName   | "{Ada}"    |
        | externalId | unassigned |

      Examples:
        | method | body                                   |
        | PUT    | { "...": "Ada", "externalId": "mine" } |
        | DELETE |                                        |
