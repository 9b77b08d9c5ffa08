@scim
Feature: Endpoints and their methods

  @RFC7644-3.2-03 @MUST @needs-users @read-only
  Rule: Users are at /Users

    Scenario: A page of them
      When the client sends GET "/Users?startIndex=1&count=1"
      Then the response is a list

    Scenario: And the resource types say so
      When the client sends GET "/ResourceTypes"
      Then one of these is so:
        | listed         | 200               | Resources[name=User].endpoint ~ /Users$ |
        | not published  | 401 or 404 or 501 |                                         |

  @RFC7644-3.2-04 @MUST @needs-groups @read-only
  Rule: Groups are at /Groups

    Scenario: A page of them
      When the client sends GET "/Groups?startIndex=1&count=1"
      Then the response is a list

    Scenario: And the resource types say so
      When the client sends GET "/ResourceTypes"
      Then one of these is so:
        | listed         | 200               | Resources[name=Group].endpoint ~ /Groups$ |
        | not published  | 401 or 404 or 501 |                                           |

  @RFC7644-3.2-05 @MUST @needs-users
  Rule: Users can be listed, made, read, replaced, patched and deleted

    Scenario Outline: <method> of a user
      Given a user with Ada's userName
      When the client sends:
        """
        <method> /Users/{Ada.id}

        <body>
        """
      Then the response is <statuses>

      Examples:
        | method | body             | statuses   |
        | GET    |                  | 200        |
        | PUT    | { "...": "Ada" } | 200 or 204 |
        | DELETE |                  | 204        |

    Scenario: A patch, where it is not offered, is not a method unheard of
      Given a user with Ada's userName
      When the client patches Ada with:
        | op      | path   | value |
        | replace | active | true  |
      Then the response is 200 or 204 or 501

    Scenario: A create
      When the client creates a user with Ada's userName
      Then the response is 201

    Scenario: A page of them
      When the client sends GET "/Users?startIndex=1&count=1"
      Then the response is 200 or 400 or 403

  @RFC7644-3.2-06 @MUST @needs-writable-groups
  Rule: Groups can be listed, made, read, replaced, patched and deleted

    Scenario Outline: <method> of a group
      Given a group Finance of nobody
      When the client sends:
        """
        <method> /Groups/{Finance.id}

        <body>
        """
      Then the response is <statuses>

      Examples:
        | method | body                       | statuses          |
        | GET    |                            | 200               |
        | PUT    | { "...": "group Finance" } | 200 or 204        |
        | DELETE |                            | 204               |

    Scenario: A patch, where it is not offered, is not a method unheard of
      Given a group Finance of nobody
      When the client patches Finance with:
        | op      | path        | value              |
        | replace | displayName | "{group Finance}"  |
      Then the response is 200 or 204 or 501

    Scenario: A create
      When the client sends:
        """
        POST /Groups

        { "...": "group Finance" }
        """
      Then the response is 201
      And Finance has:
        | displayName       | "{group Finance}" |
        | meta.resourceType | "Group"           |

  @RFC7644-3.2-A01 @AMBIGUOUS
  Rule: How a method is refused that an endpoint does not have is noted

    Scenario Outline: <method> <path>
      When the client sends <method> "<path>"
      Then the outcome is one of RFC7644-3.2-A01:
        | 405 with Allow | 405 | header.allow assigned |
        | 501            | 501 |                       |
        | 404            | 404 |                       |
        | 403            | 403 |                       |
        | 400            | 400 |                       |

      Examples:
        | method | path                          |
        | POST   | /Users/{unused id}            |
        | POST   | /ServiceProviderConfig        |
        | POST   | /Schemas                      |
        | POST   | /ResourceTypes                |

  @RFC7644-3.4.1-04 @MUST @needs-groups
  Rule: A user is not found among the groups

    Scenario: Its id at the other endpoint
      Given a user with Ada's userName
      When the client sends GET "/Groups/{Ada.id}"
      Then the response is a client error
