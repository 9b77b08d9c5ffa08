@scim @needs-etag
Feature: Versions
  An entity tag names a version of a resource: reads are spared and writes are held back by it.

  @RFC7644-3.14-02 @MUST
  Rule: A user comes with its entity tag in a header

    Scenario: Reading it
      Given a user with Ada's userName
      When the client reads Ada
      Then the response has:
        | header.etag | ~ ^(W/)?"[!#-~]*"$ |

  @RFC7644-3.14-03 @SHOULD
  Rule: meta has the version too

    Scenario: Reading it
      Given a user with Ada's userName
      When the client reads Ada
      Then the response has:
        | meta.version | assigned |

  @RFC7644-3.14-04 @MUST
  Rule: Header and meta agree

    Scenario: Reading it
      Given a user with Ada's userName
      When the client reads Ada
      Then one of these is so:
        | they agree   | 200 | header.etag = meta.version |
        | only one     | 200 | meta.version unassigned    |

  @RFC7644-3.14-05 @MUST @needs-attribute-displayName
  Rule: A change changes the tag

    Scenario: A replace
      Given a user with Ada's userName
      And the client reads Ada
      And the client replaces Ada's user with:
        | displayName | "Ada L." |
      When the client sends GET "/Users/{Ada.id}"
      Then the response has:
        | header.etag | != "{Ada.version}" |

    @needs-patch
    Scenario: A patch
      Given a user with Ada's userName
      And the client reads Ada
      And the client patches Ada with:
        | op      | path        | value    |
        | replace | displayName | "Ada L." |
      When the client sends GET "/Users/{Ada.id}"
      Then the response has:
        | header.etag | != "{Ada.version}" |

    @needs-patch @needs-writable-groups
    Scenario: Another member
      Given a user with Ada's userName
      And a group Finance of nobody
      And the client reads Finance
      And the client adds Ada to the group Finance
      When the client sends GET "/Groups/{Finance.id}"
      Then the response has:
        | header.etag | != "{Finance.version}" |

  @RFC7644-3.14-06 @MUST
  Rule: What does not change keeps its tag

    Scenario: Read twice
      Given a user with Ada's userName
      And the client reads Ada
      When the client sends GET "/Users/{Ada.id}"
      Then the response has:
        | header.etag | "{Ada.version}" |

  @RFC7644-3.14-08 @MUST
  Rule: Who has the current version is told so and nothing else

    Scenario: If-None-Match with the current tag
      Given a user with Ada's userName
      And the client reads Ada
      When the client sends:
        """
        GET /Users/{Ada.id}
        If-None-Match: {Ada.version}
        """
      Then the response is 304
      And the response has:
        | id      | unassigned |
        | schemas | unassigned |

    Scenario: Among other tags
      Given a user with Ada's userName
      And the client reads Ada
      When the client sends:
        """
        GET /Users/{Ada.id}
        If-None-Match: W/"{unused id}", {Ada.version}
        """
      Then the response is 304

  @RFC7644-3.14-09 @MUST @needs-attribute-displayName
  Rule: Who has an old version gets the new one

    Scenario: If-None-Match with the tag before a change
      Given a user with Ada's userName
      And the client reads Ada
      And the client replaces Ada's user with:
        | displayName | "Ada L." |
      When the client sends:
        """
        GET /Users/{Ada.id}
        If-None-Match: {Ada.version}
        """
      Then the response is 200
      And the response has:
        | displayName | "Ada L." |

  @RFC7644-3.14-11 @MUST @needs-attribute-displayName
  Rule: A change of the current version goes ahead

    Scenario Outline: <method> with the current tag
      Given a user with Ada's userName
      And the client reads Ada
      When the client sends:
        """
        <method> /Users/{Ada.id}
        If-Match: {Ada.version}

        <body>
        """
      Then the outcome is one of RFC7644-3.14-A01:
        | 200 (weak tag accepted, as in the examples) | 200 or 204 |                        |
        | 412 (strict HTTP reading)                   | 412        | Ada: header.etag ~ ^W/ |

      Examples:
        | method | body                                      |
        | PUT    | { "...": "Ada", "displayName": "Ada L." } |
        | DELETE |                                           |

    @needs-patch
    Scenario: PATCH with the current tag
      Given a user with Ada's userName
      And the client reads Ada
      When the client sends:
        """
        PATCH /Users/{Ada.id}
        If-Match: {Ada.version}

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
          "Operations": [{ "op": "replace", "path": "displayName", "value": "Ada L." }]
        }
        """
      Then the outcome is one of RFC7644-3.14-A01:
        | 200 (weak tag accepted, as in the examples) | 200 or 204 | Ada: displayName "Ada L." |
        | 412 (strict HTTP reading)                   | 412        | Ada: header.etag ~ ^W/    |

    Scenario: Among other tags
      Given a user with Ada's userName
      And the client reads Ada
      When the client sends:
        """
        PUT /Users/{Ada.id}
        If-Match: W/"{unused id}", {Ada.version}

        { "...": "Ada", "displayName": "Ada L." }
        """
      Then the outcome is one of RFC7644-3.14-A01:
        | 200 (weak tag accepted, as in the examples) | 200 or 204 |                        |
        | 412 (strict HTTP reading)                   | 412        | Ada: header.etag ~ ^W/ |

  @RFC7644-3.14-12 @MUST @needs-attribute-displayName
  Rule: A change of an old version is refused and nothing changes

    Scenario Outline: <method> with the tag before another change
      Given a user with Ada's userName
      And the client reads Ada
      And the client replaces Ada's user with:
        | displayName | "the other's" |
      When the client sends:
        """
        <method> /Users/{Ada.id}
        If-Match: {Ada.version}

        <body>
        """
      Then the outcome is one of RFC7644-3.12-A04:
        | 412 | 412 |
        | 409 | 409 |
      And Ada still has the user:
        | displayName | "the other's" |

      Examples:
        | method | body                                   |
        | PUT    | { "...": "Ada", "displayName": "mine" } |
        | DELETE |                                        |

    @needs-patch
    Scenario: PATCH with the tag before another change
      Given a user with Ada's userName
      And the client reads Ada
      And the client replaces Ada's user with:
        | displayName | "the other's" |
      When the client sends:
        """
        PATCH /Users/{Ada.id}
        If-Match: {Ada.version}

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
          "Operations": [{ "op": "replace", "path": "displayName", "value": "mine" }]
        }
        """
      Then the outcome is one of RFC7644-3.12-A04:
        | 412 | 412 |
        | 409 | 409 |
      And Ada still has the user:
        | displayName | "the other's" |

  @RFC7644-3.14-13 @MUST @needs-attribute-displayName
  Rule: If-Match: * stands for any version

    Scenario: A replace
      Given a user with Ada's userName
      When the client sends:
        """
        PUT /Users/{Ada.id}
        If-Match: *

        { "...": "Ada", "displayName": "Ada L." }
        """
      Then the response is 200 or 204
      And Ada has the user:
        | displayName | "Ada L." |

  @RFC7644-3.12-16 @SHOULD @needs-attribute-displayName
  Rule: A precondition that does not hold is answered with 412

    Scenario: A replace with the tag before another change
      Given a user with Ada's userName
      And the client reads Ada
      And the client replaces Ada's user with:
        | displayName | "the other's" |
      When the client sends:
        """
        PUT /Users/{Ada.id}
        If-Match: {Ada.version}

        { "...": "Ada", "displayName": "mine" }
        """
      Then the outcome is one of RFC7644-3.12-A04:
        | 412 | 412 |
        | 409 | 409 |
