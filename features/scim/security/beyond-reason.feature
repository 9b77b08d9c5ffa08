@scim
Feature: More than anybody would ask for
  A service that cannot bear a request says so; it neither breaks nor keeps half of it.

  @RFC7644-3.12-33 @SHOULD
  Rule: What is more than a service can bear is refused as the fault of the request

    @read-only @needs-filter
    Scenario Outline: A filter of <what>
      When the client sends GET "/Users?startIndex=1&count=1&filter=<filter>"
      Then one of these is so:
        | it is read     | 200                                           | lists nothing |
        | it is refused  | 400 or 403 or 404 or 413 or 414 or 422 or 431 |               |

      Examples:
        | what          | filter                                           |
        | many brackets | {1000 of (}userName eq "{unused id}"{1000 of )}  |
        | many letters  | userName eq "{unused id}{7000 of a}"             |

    Scenario Outline: A body of many <what>
      When the client sends:
        """
        POST /Users

        { "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{mark}@example.com", "nickName": <value> }
        """
      Then one of these is so:
        | it is read    | 201                             |
        | it is refused | 400 or 403 or 409 or 413 or 422 |

      Examples:
        | what   | value                              |
        | lists  | {1000 of [}1{1000 of ]}          |

    @needs-attribute-displayName
    Scenario Outline: A text of <what>
      When the client sends:
        """
        POST /Users

        { "...": "Ada", "displayName": "<text>" }
        """
      Then one of these is so:
        | it is taken   | 201               |
        | it is refused | 400 or 403 or 422 |

      Examples:
        | what                   | text                 |
        | half a letter          | Ada \ud800 L.        |
        | the other half         | Ada \udc00 L.        |
        | a nul                  | Ada \u0000 L.        |
        | what cannot be seen    | Ada\u200b\u202e\u0007 |

    @needs-attribute-password
    Scenario: A password of one letter
      When the client sends:
        """
        POST /Users

        { "...": "Ada", "password": "a" }
        """
      Then one of these is so:
        | it is taken   | 201               |
        | it is refused | 400 or 403 or 422 |

    Scenario Outline: A list of <what>
      When the client sends:
        """
        POST /Users

        { "...": "Ada", "phoneNumbers": <value> }
        """
      Then one of these is so:
        | it is read    | 201               |
        | it is refused | 400 or 403 or 422 |

      Examples:
        | what           | value    |
        | null           | [null]   |
        | nothing at all | [{}]     |
        | lists          | [[]]     |

  @RFC7643-2.3.1-04 @SHOULD @needs-attribute-displayName
  Rule: A text is kept whole, or it is refused

    Scenario Outline: <count> letters
      When the client sends:
        """
        POST /Users

        { "...": "Ada", "displayName": "{<count> of x}" }
        """
      Then one of these is so:
        | kept    | 201               | Ada: displayName "{<count> of x}" |
        | refused | 400 or 413 or 422 |                                   |

      Examples:
        | count |
        | 64    |
        | 255   |
        | 256   |
        | 1024  |
        | 10000 |

    @needs-patch
    Scenario: A thousand letters by a patch
      Given a user with Ada's userName and:
        | displayName | "Ada" |
      When the client patches Ada with:
        | op      | path        | value            |
        | replace | displayName | "{1024 of x}"    |
      Then one of these is so:
        | kept    | 200 or 204        | Ada: displayName "{1024 of x}" |
        | refused | 400 or 413 or 422 | Ada: displayName "Ada"         |

    Scenario Outline: <what>
      When the client sends:
        """
        POST /Users

        { "...": "Ada", "displayName": <text> }
        """
      Then one of these is so:
        | kept    | 201               | Ada: displayName <text> |
        | refused | 400 or 422        |                         |

      Examples:
        | what                | text                   |
        | A day               | "2024-02-03"           |
        | A time              | "2024-02-03T04:05:06Z" |
        | Digits              | "00042"                |
        | A number            | "1e3"                  |
        | A Boolean           | "true"                 |
        | Signs of HTML       | "<b>Ada</b> &amp; Co"  |
        | Signs of a program  | "a\\\\b \"c\" $d; --"    |
        | A percent escape    | "100%25 a+b"           |
        | Two blanks          | "Ada  L."              |
        | Small letters       | "ada lovelace"         |

  @RFC7644-3.3-18 @SHOULD-NOT
  Rule: Names that no schema has give no rights and lead to no other tenant

    Scenario: A create that asks for both
      When the client sends:
        """
        POST /Users

        {
          "...": "Ada",
          "isAdmin": true,
          "admin": true,
          "role": "admin",
          "tenantId": "{unused id}",
          "organizationId": "{unused id}"
        }
        """
      Then one of these is so:
        | no rights     | 201        | Ada: roles[value=admin] unassigned |
        | it is refused | 400 or 403 |                                    |
      And one of these is so:
        | a user of ours | 201        | Ada: userName "{Ada}" |
        | it is refused  | 400 or 403 |                       |

  @RFC7644-3.3-19 @MUST-NOT
  Rule: A line break in a value ends no header

    Scenario: A userName of two lines
      When the client sends:
        """
        POST /Users

        { "...": "Ada", "userName": "{mark}\r\nX-Injected: yes" }
        """
      Then one of these is so:
        | it is taken   | 201        | header.x-injected unassigned |
        | it is refused | 400 or 422 | header.x-injected unassigned |
