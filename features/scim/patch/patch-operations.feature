@scim @needs-patch
Feature: Operations of a patch
  add, remove and replace on every form of path, each with what it must leave alone.

  @RFC7644-3.5.2-10 @MUST @needs-attribute-name @needs-attribute-emails
  Rule: Every form of path is understood

    Scenario Outline: <path>
      Given a user with Ada's userName
      When the client patches Ada with:
        | op      | path   | value   |
        | replace | <path> | <value> |
      Then the response is 200 or 204
      And Ada has the user:
        | <path as read> | <value> |

      Examples:
        | path                           | path as read             | value            |
        | name.familyName                | name.familyName          | "Byron"          |
        | name                           | name                     | {"familyName":"Byron"} |

      @needs-attribute-emails.type
      Examples:
        | path                           | path as read             | value            |
        | emails[type eq "work"].value   | emails[type=work].value  | "new-{Ada}"      |
        | emails[type eq "work"]         | emails[0]                | {"value":"new-{Ada}","type":"work"} |

  @RFC7644-3.5.2-11 @MUST @needs-attribute-displayName @needs-attribute-nickName
  Rule: A name addresses that attribute

    Scenario: The display name
      Given a user with Ada's userName and:
        | displayName | "Ada"      |
        | nickName    | "Countess" |
      When the client patches Ada with:
        | op      | path        | value    |
        | replace | displayName | "Ada L." |
      Then the response is 200 or 204
      And Ada has the user:
        | displayName | "Ada L."   |
        | nickName    | "Countess" |
        | userName    | "{Ada}"    |

  @RFC7644-3.5.2-12 @MUST @needs-attribute-name
  Rule: A dot addresses one part of a complex attribute

    Scenario: The family name
      Given a user with Ada's userName and:
        | name | {"givenName":"Ada","familyName":"Lovelace"} |
      When the client patches Ada with:
        | op      | path            | value   |
        | replace | name.familyName | "Byron" |
      Then the response is 200 or 204
      And Ada has the user:
        | name.familyName | "Byron" |
        | name.givenName  | "Ada"   |

  @RFC7644-3.5.2-13 @MUST @needs-attribute-emails @needs-attribute-emails.type
  Rule: Brackets address the values that their filter finds

    Scenario: The address for work goes
      Given a user with Ada's userName and:
        | emails | [{"value":"w-{Ada}","type":"work"},{"value":"h-{Ada}","type":"home"}] |
      When the client patches Ada with:
        | op     | path                   |
        | remove | emails[type eq "work"] |
      Then the response is 200 or 204
      And Ada has the user:
        | emails | [{"value":"h-{Ada}","type":"home"}] |

    Scenario Outline: The addresses that <filter> finds
      Given a user with Ada's userName and:
        | emails | [{"value":"w-{Ada}","type":"work"},{"value":"h-{Ada}","type":"home"},{"value":"o-{Ada}","type":"other"}] |
      When the client patches Ada with:
        | op     | path             |
        | remove | emails[<filter>] |
      Then the response is 200 or 204
      And Ada has the user:
        | emails | <left> |

      Examples:
        | filter                                | left                                 |
        | type eq "work" or type eq "other"     | [{"value":"h-{Ada}","type":"home"}]  |
        | not (type eq "home")                  | [{"value":"h-{Ada}","type":"home"}]  |

  @RFC7644-3.5.2-14 @MUST @needs-attribute-emails @needs-attribute-emails.type
  Rule: Brackets and a dot address one part of those values

    Scenario: The address for work is another one
      Given a user with Ada's userName and:
        | emails | [{"value":"w-{Ada}","type":"work"},{"value":"h-{Ada}","type":"home"}] |
      When the client patches Ada with:
        | op      | path                         | value       |
        | replace | emails[type eq "work"].value | "x-{Ada}"   |
      Then the response is 200 or 204
      And Ada has the user:
        | emails | [{"value":"x-{Ada}","type":"work"},{"value":"h-{Ada}","type":"home"}] |

  @RFC7644-3.5.2-15 @MUST @needs-attribute-active
  Rule: A path may carry the URN of its schema

    Scenario: The name in full
      Given a user with Ada's userName and:
        | active | true |
      When the client patches Ada with:
        | op      | path                                              | value |
        | replace | urn:ietf:params:scim:schemas:core:2.0:User:active | false |
      Then the response is 200 or 204
      And Ada has the user:
        | active | false |

    @needs-enterprise @needs-attribute-department
    Scenario: The department
      Given a user with Ada's userName
      When the client patches Ada with:
        | op      | path                                                                  | value     |
        | replace | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department | "Engines" |
      Then the response is 200 or 204
      And Ada has the user:
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department | "Engines" |
        | userName                                                              | "{Ada}"   |

  @RFC7644-3.5.2-23 @MUST @needs-attribute-displayName @needs-attribute-name
  Rule: The letter case of names in a path does not matter

    Scenario Outline: <path>
      Given a user with Ada's userName and:
        | displayName | "Ada" |
      When the client patches Ada with:
        | op      | path   | value   |
        | replace | <path> | "Byron" |
      Then the response is 200 or 204
      And Ada has the user:
        | <attribute> | "Byron" |

      Examples:
        | path                                                   | attribute       |
        | DISPLAYNAME                                            | displayName     |
        | Name.FamilyName                                        | name.familyName |
        | URN:ietf:params:scim:schemas:core:2.0:user:displayname | displayName     |

    @needs-attribute-emails @needs-attribute-emails.type
    Scenario: In brackets and behind them
      Given a user with Ada's userName and:
        | emails | [{"value":"w-{Ada}","type":"work"},{"value":"h-{Ada}","type":"home"}] |
      When the client patches Ada with:
        | op      | path                          | value     |
        | replace | Emails[TYPE eq "home"].VALUE  | "x-{Ada}" |
      Then the response is 200 or 204
      And Ada has the user:
        | emails | [{"value":"w-{Ada}","type":"work"},{"value":"x-{Ada}","type":"home"}] |

  @RFC7644-3.5.2-24 @MUST @needs-attribute-displayName @needs-enterprise @needs-attribute-department
  Rule: A path without a URN is read against the resource's own schemas

    Scenario: A user with an extension
      Given a user with Ada's userName and:
        | schemas | ["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"] |
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User | {"department":"Engines"} |
      When the client patches Ada with:
        | op      | path        | value    |
        | replace | displayName | "Ada L." |
      Then the response is 200 or 204
      And Ada has the user:
        | displayName                                                           | "Ada L."  |
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department | "Engines" |

  @RFC7644-3.5.2-25 @MUST @needs-enterprise @needs-attribute-department
  Rule: Operations after a change of schemas see the changed schemas

    Scenario: The extension is named and used in one patch
      Given a user with Ada's userName
      When the client patches Ada with:
        | op  | path                                                                  | value                                                          |
        | add | schemas                                                               | ["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"] |
        | add | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department | "Engines"                                                      |
      Then one of these is so:
        | it is used                      | 200 or 204        | Ada: urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department "Engines"  |
        | the change of schemas is refused | 400 or 403 or 409 | Ada: urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department unassigned |

  @RFC7644-3.5.2-27 @MUST @needs-attribute-nickName
  Rule: Operations are done one after the other

    Scenario: Given, changed, taken
      Given a user with Ada's userName
      When the client patches Ada with:
        | op      | path     | value |
        | add     | nickName | "a"   |
        | replace | nickName | "b"   |
        | remove  | nickName |       |
      Then the response is 200 or 204
      And Ada has the user:
        | nickName | unassigned |

    Scenario: Taken, given, changed
      Given a user with Ada's userName and:
        | nickName | "z" |
      When the client patches Ada with:
        | op      | path     | value |
        | remove  | nickName |       |
        | add     | nickName | "a"   |
        | replace | nickName | "b"   |
      Then the response is 200 or 204
      And Ada has the user:
        | nickName | "b" |

    @needs-writable-groups @needs-changeable-group-name
    Scenario: A group gets another name, somebody new, and loses somebody
      Given a user with Ada's userName
      And a user with Grace's userName
      And a group Finance of Ada
      When the client patches Finance with:
        | op      | path                             | value                       |
        | add     | members                          | [{"value":"{Grace.id}"}]    |
        | replace | displayName                      | "{group Treasury}"          |
        | remove  | members[value eq "{Ada.id}"]     |                             |
      Then the response is 200 or 204
      And Finance has:
        | displayName | "{group Treasury}" |
      And the group Finance has Grace

  @RFC7644-3.5.2-28 @MUST @needs-attribute-emails @needs-attribute-emails.primary @needs-attribute-emails.type
  Rule: A new primary value takes the place of the old one

    Scenario: The second address becomes primary
      Given a user with Ada's userName and:
        | emails | [{"value":"w-{Ada}","type":"work","primary":true},{"value":"h-{Ada}","type":"home"}] |
      When the client patches Ada with:
        | op      | path                            | value |
        | replace | emails[type eq "home"].primary  | true  |
      Then the response is 200 or 204
      And Ada has the user:
        | emails[type=home].primary | true                          |
        | emails[type=work].primary | any of [false, "unassigned"]  |

    @needs-attribute-addresses @needs-attribute-addresses.type
    Scenario: Of two postal addresses
      Given a user with Ada's userName and:
        | addresses | [{"locality":"London","type":"work","primary":true},{"locality":"Ockham","type":"home"}] |
      And the client reads Ada
      And the response has the optional addresses[type=work].primary
      When the client patches Ada with:
        | op  | path      | value                                                      |
        | add | addresses | [{"locality":"Paris","type":"other","primary":true}]       |
      Then the response is 200 or 204
      And Ada has the user:
        | addresses[type=other].primary | true                         |
        | addresses[type=work].primary  | any of [false, "unassigned"] |

    @needs-attribute-phoneNumbers @needs-attribute-phoneNumbers.type
    Scenario: Of two telephone numbers
      Given a user with Ada's userName and:
        | phoneNumbers | [{"value":"tel:+1-201-555-0123","type":"work","primary":true},{"value":"tel:+1-201-555-0124","type":"home"}] |
      And the client reads Ada
      And the response has the optional phoneNumbers[type=work].primary
      When the client patches Ada with:
        | op      | path                                  | value |
        | replace | phoneNumbers[type eq "home"].primary  | true  |
      Then the response is 200 or 204
      And Ada has the user:
        | phoneNumbers[type=home].primary | true                         |
        | phoneNumbers[type=work].primary | any of [false, "unassigned"] |

  @RFC7644-3.5.2-32 @MUST @needs-attribute-active
  Rule: A patch is answered with the whole user, or with 204 and nothing

    Scenario: The user is deactivated
      Given a user with Ada's userName
      When the client patches Ada with:
        | op      | path   | value |
        | replace | active | false |
      Then the outcome is one of RFC7644-3.5.2-A01:
        | 200 with the full resource | 200 | Ada: active ~ ^{answer.active or null}$ |
        | 204 without body           | 204 | schemas unassigned                      |

  @RFC7644-3.5.2-34 @MUST @needs-attribute-active
  Rule: A patch that asks for attributes is answered with 200 and those

    Scenario: The userName
      Given a user with Ada's userName
      When the client sends:
        """
        PATCH /Users/{Ada.id}?attributes=userName

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
          "Operations": [{ "op": "replace", "path": "active", "value": false }]
        }
        """
      Then the response is 200
      And the response has:
        | userName | "{Ada}"    |
        | id       | "{Ada.id}" |
        | active   | unassigned |

  @RFC7644-3.5.2-37 @MUST @needs-attribute-active
  Rule: A change moves meta.lastModified and not meta.created

    Scenario: The user is deactivated
      Given a user with Ada's userName
      And the clock has moved on since Ada was made
      When the client patches Ada with:
        | op      | path   | value |
        | replace | active | false |
      Then the response is 200 or 204
      And Ada has the user:
        | meta.lastModified | >= "{Ada.meta.lastModified}" |
        | meta.lastModified | != "{Ada.meta.lastModified}" |
        | meta.created      | "{Ada.meta.created}"         |

    @needs-writable-groups @needs-optional-members
    Scenario: A group gets a member
      Given a user with Ada's userName
      And a group Finance of nobody
      And the clock has moved on since Finance was made
      When the client adds Ada to the group Finance
      Then the response is 200 or 204
      And Finance has:
        | meta.lastModified | >= "{Finance.meta.lastModified}" |
        | meta.lastModified | != "{Finance.meta.lastModified}" |
        | meta.created      | "{Finance.meta.created}"         |

  @RFC7644-3.5.2-38 @MUST @needs-attribute-displayName @needs-attribute-nickName @needs-attribute-title @needs-attribute-emails @needs-attribute-name
  Rule: What no operation addresses keeps its value

    Scenario: One of many changes
      Given a user with Ada's userName and:
        | displayName | "Ada"                                        |
        | nickName    | "Countess"                                   |
        | title       | "Analyst"                                    |
        | externalId  | "{mark}"                                     |
        | name        | {"givenName":"Ada","familyName":"Lovelace"}  |
      When the client patches Ada with:
        | op      | path        | value    |
        | replace | displayName | "Ada L." |
      Then the response is 200 or 204
      And Ada has the user:
        | displayName     | "Ada L."                                     |
        | nickName        | "Countess"                                   |
        | title           | "Analyst"                                    |
        | externalId      | "{mark}"                                     |
        | name            | {"givenName":"Ada","familyName":"Lovelace"}  |
        | emails          | [{"value":"{Ada}"}]                          |
        | userName        | "{Ada}"                                      |
        | active          | true                                         |
        | id              | "{Ada.id}"                                   |
