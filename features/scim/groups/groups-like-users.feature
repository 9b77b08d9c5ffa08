@scim @needs-writable-groups
Feature: What holds for users holds for groups
  Versions, answers, refusals and deletes of groups, which servers often make by themselves.

  @RFC7644-3.5.2-32 @MUST @needs-patch
  Rule: A patch of a group is answered with the group as it is now, or with nothing

    @needs-changeable-group-name @needs-optional-members
    Scenario: Another name
      Given a group Finance of nobody
      When the client patches Finance with:
        | op      | path        | value              |
        | replace | displayName | "{group Treasury}" |
      Then one of these is so:
        | as it is now | 200 | displayName "{group Treasury}" |
        | nothing      | 204 | schemas unassigned             |

  @RFC7644-3.5.1-15 @MUST
  Rule: A replace of a group moves meta.lastModified and not meta.created

    @needs-changeable-group-name @needs-optional-members
    Scenario: Another name
      Given a group Finance of nobody
      And the clock has moved on since Finance was made
      When the client sends:
        """
        PUT /Groups/{Finance.id}

        { "...": "group Finance", "displayName": "{group Treasury}" }
        """
      Then the response is 200 or 204
      And Finance has:
        | meta.lastModified | >= "{Finance.meta.lastModified}" |
        | meta.lastModified | != "{Finance.meta.lastModified}" |
        | meta.created      | "{Finance.meta.created}"         |

  @RFC7644-3.14-08 @MUST @needs-etag
  Rule: Who has the current version of a group is told so and nothing else

    @needs-optional-members
    Scenario: If-None-Match with the current tag
      Given a group Finance of nobody
      And the client reads Finance
      When the client sends:
        """
        GET /Groups/{Finance.id}
        If-None-Match: {Finance.version}
        """
      Then the response is 304

  @RFC7644-3.14-12 @MUST @needs-etag
  Rule: A change of an old version of a group is refused and nothing changes

    @needs-changeable-group-name @needs-optional-members
    Scenario Outline: <method> with the tag before another change
      Given a group Finance of nobody
      And the client reads Finance
      And the client sends:
        """
        PUT /Groups/{Finance.id}

        { "...": "group Finance", "displayName": "{group Treasury}" }
        """
      When the client sends:
        """
        <method> /Groups/{Finance.id}
        If-Match: {Finance.version}

        <body>
        """
      Then the outcome is one of RFC7644-3.12-A04:
        | 412 | 412 |
        | 409 | 409 |
      And Finance still has:
        | displayName | "{group Treasury}" |

      Examples:
        | method | body                       |
        | PUT    | { "...": "group Finance" } |
        | DELETE |                            |

  @RFC7644-3.6-03 @MUST
  Rule: A deleted group is not found any more

    @needs-optional-members
    Scenario: Reading it
      Given a group Finance of nobody
      And the client deleted Finance
      When the client reads Finance
      Then the response is 404

    @needs-patch @needs-changeable-group-name @needs-optional-members
    Scenario: Patching it
      Given a group Finance of nobody
      And the client deleted Finance
      When the client patches Finance with:
        | op      | path        | value              |
        | replace | displayName | "{group Treasury}" |
      Then the response is 404

  @RFC7644-3.6-06 @SHOULD
  Rule: A second delete of a group is answered with 404

    @needs-optional-members
    Scenario: The same group again
      Given a group Finance of nobody
      And the client deleted Finance
      When the client deletes Finance
      Then the response is the SCIM error 404

  @RFC7644-3.6-04 @MUST @needs-filter
  Rule: A deleted group is in no list

    @needs-optional-members
    Scenario: Looking for its name
      Given a group Finance of nobody
      And the client deleted Finance
      Then the filters find, where they are offered:
        | at      | filter                           | finds  |
        | /Groups | displayName eq "{group Finance}" | nobody |

  @RFC7644-3.3-16 @SHOULD
  Rule: A group with a value of the wrong type is refused

    Scenario Outline: <attribute> is <value>
      When the client sends:
        """
        POST /Groups

        { "...": "group Finance", "<attribute>": <value> }
        """
      Then the response is the SCIM error 400 perhaps invalidValue or invalidSyntax

      Examples:
        | attribute   | value        |
        | displayName | 123          |
        | displayName | {"a":"b"}    |
        | members     | "everybody"  |

  @RFC7644-3.4.2.5-08 @MUST @needs-filter
  Rule: Lists of groups are shown in part

    Scenario Outline: <query>
      Given a user with Ada's userName
      And a group Finance of Ada
      When the client sends GET "/Groups?filter=displayName eq "{group Finance}"&<query>"
      Then one of these is so:
        | in part         | 200                       | Resources[0].members <members> |
        | not filtered so | 400 perhaps invalidFilter |                                |

      Examples:
        | query                          | members                  |
        | attributes=displayName,members | [{"value":"{Ada.id}"}]   |
        | attributes=displayName         | unassigned               |
        | excludedAttributes=members     | unassigned               |
