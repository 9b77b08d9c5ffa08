@scim
Feature: Names and texts that mean something to a programming language
  __proto__, quotes of SQL and their like are data like any other, and no way into the server.

  @RFC7644-3.3-01 @MUST
  Rule: A create makes a user, or refuses, whatever its attributes are called

    Scenario Outline: A create with <name>
      When the client sends:
        """
        POST /Users

        { "...": "Ada", "<name>": <value> }
        """
      Then one of these is so:
        | it is left out | 201 | <name> unassigned |
        | it is refused  | 400 |                   |

      Examples:
        | name            | value                      |
        | __proto__       | {"active":false}           |
        | constructor     | {"prototype":{"a":1}}      |
        | prototype       | {"a":1}                    |
        | toString        | "x"                        |

  @RFC7644-3.5.2-38 @MUST @needs-patch
  Rule: A patch changes one user, or nothing, whatever its path is called

    Scenario Outline: A patch of <path>
      Given a user with Ada's userName
      When the client patches Ada with:
        | op  | path   | value   |
        | add | <path> | <value> |
      Then the response is 200 or 204 or 400
      And Ada still has the user:
        | userName | "{Ada}"    |
        | <path>   | unassigned |

      Examples:
        | path                            | value            |
        | __proto__                       | {"polluted":true} |
        | __proto__.polluted              | true             |
        | constructor.prototype           | {"polluted":true} |
        | name.__proto__                  | {"polluted":true} |
        | urn:ietf:params:scim:schemas:core:2.0:User:__proto__ | {"polluted":true} |

    Scenario: A patch without a path
      Given a user with Ada's userName
      When the client patches Ada with:
        | op  | value                                                          |
        | add | {"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}} |
      Then the response is 200 or 204 or 400
      When the client creates a user with Grace's userName
      Then the response is 201
      And the response has no polluted

  @RFC7644-3.4.1-02 @SHOULD
  Rule: Nothing is found under an id that is an attack

    Scenario Outline: A read of <path>
      When the client sends GET "<path>"
      Then the response is a client error

      Examples:
        | path                                      |
        | /Users/__proto__                          |
        | /Users/constructor                        |
        | /Users/..%2F..%2Fetc%2Fpasswd             |
        | /Users/%00                                |
        | /Users/' OR '1'='1                        |
        | /Users/%C0%AF                             |
        | /Schemas/__proto__                        |
        | /ResourceTypes/constructor                |

  @RFC7644-3.4.2.2-03 @MUST @needs-filter
  Rule: A filter finds what matches it, whatever is in its text

    Scenario Outline: A filter with <text>
      Given a user with Ada's userName
      When the client sends GET "/Users?count=1&filter=userName eq "<text>""
      Then one of these is so:
        | nothing is found | 200 | lists nothing |
        | it is refused    | 400 |               |

      Examples:
        | text                                    |
        | O'Brien' OR '1'='1                      |
        | x'; DROP TABLE users; --                |
        | *)(uid=*))((uid=*                       |
        | %25                                     |
        | _                                       |
        | {\"$ne\":null}                          |

    Scenario Outline: A filter by <name>
      When the client sends GET "/Users?count=1&filter=<name> eq "x""
      Then one of these is so:
        | it has no value anywhere | 200 | lists nothing |
        | it is refused            | 400 |               |

      Examples:
        | name          |
        | __proto__     |
        | constructor   |
        | name.__proto__ |
        | toString.length |
        | noSuchAttribute |
        | name.noSuchPart |
