@scim @needs-patch
Feature: Adding by a patch

  @RFC7644-3.5.2.1-03 @MUST @needs-attribute-emails @needs-attribute-nickName @needs-attribute-emails.type
  Rule: An add without a path merges the value into the resource

    Scenario: A nickname and one more address
      Given a user with Ada's userName
      When the client patches Ada with:
        | op  | value                                                                    |
        | add | {"nickName":"Countess","emails":[{"value":"h-{Ada}","type":"home"}]}     |
      Then the response is 200 or 204
      And Ada has the user:
        | nickName | "Countess"                                                             |
        | emails   | [{"value":"{Ada}","type":"work"},{"value":"h-{Ada}","type":"home"}]    |
        | userName | "{Ada}"                                                                |

    @needs-writable-groups
    Scenario: One more member
      Given a user with Ada's userName
      And a user with Grace's userName
      And a group Finance of Ada
      When the client patches Finance with:
        | op  | value                                     |
        | add | {"members":[{"value":"{Grace.id}"}]}      |
      Then the response is 200 or 204
      And the group Finance has Ada and Grace

  @RFC7644-3.5.2.1-04 @MUST @needs-attribute-nickName
  Rule: An add gives an attribute that had no value its first

    Scenario: A nickname
      Given a user with Ada's userName
      When the client patches Ada with:
        | op  | path     | value      |
        | add | nickName | "Countess" |
      Then the response is 200 or 204
      And Ada has the user:
        | nickName | "Countess" |

    @needs-attribute-phoneNumbers @needs-attribute-phoneNumbers.type
    Scenario: The first telephone number
      Given a user with Ada's userName
      When the client patches Ada with:
        | op  | path         | value                                           |
        | add | phoneNumbers | [{"value":"tel:+1-201-555-0123","type":"work"}] |
      Then the response is 200 or 204
      And Ada has the user:
        | phoneNumbers | [{"type":"work"}] |

    @needs-attribute-phoneNumbers @needs-attribute-phoneNumbers.type
    Scenario: The first telephone number, in no list
      Given a user with Ada's userName
      When the client patches Ada with:
        | op  | path         | value                                         |
        | add | phoneNumbers | {"value":"tel:+1-201-555-0123","type":"work"} |
      Then one of these is so:
        | a list of one     | 200 or 204 | Ada: phoneNumbers [{"type":"work"}] |
        | only lists will do | 400       | Ada: phoneNumbers unassigned        |

  @RFC7644-3.5.2.1-05 @MUST @needs-attribute-name @needs-attribute-name.honorificPrefix
  Rule: An add to a complex attribute takes its parts

    Scenario: A title of honour before the name
      Given a user with Ada's userName and:
        | name | {"givenName":"Ada","familyName":"Lovelace"} |
      When the client patches Ada with:
        | op  | path | value                       |
        | add | name | {"honorificPrefix":"Lady"}  |
      Then the outcome is one of RFC7644-3.5.2.1-A06:
        | merged (familyName kept)          | 200 or 204 | Ada: name {"honorificPrefix":"Lady","familyName":"Lovelace","givenName":"Ada"} |
        | whole value replaced              | 200 or 204 | Ada: name {"honorificPrefix":"Lady"} |
        | 400 where a required part is missing | 400     | Ada: name {"familyName":"Lovelace","givenName":"Ada"} |

  @RFC7644-3.5.2.1-07 @MUST @needs-writable-groups
  Rule: An add of several values appends each of them

    Scenario: Two new members beside one
      Given the users:
        |       |
        | Ada   |
        | Grace |
        | Joan  |
      And a group Finance of Ada
      When the client patches Finance with:
        | op  | path    | value                                             |
        | add | members | [{"value":"{Grace.id}"},{"value":"{Joan.id}"}]    |
      Then the response is 200 or 204
      And the group Finance has Ada, Grace and Joan

    @needs-attribute-emails @needs-attribute-phoneNumbers @needs-attribute-addresses @needs-attribute-addresses.type @needs-attribute-emails.type @needs-attribute-phoneNumbers.type
    Scenario Outline: One more of <list>
      Given a user with Ada's userName and:
        | emails       | [{"value":"w-{Ada}","type":"work"}]                 |
        | phoneNumbers | [{"value":"tel:+1-201-555-0123","type":"work"}]     |
        | addresses    | [{"type":"work","locality":"London"}]               |
      When the client patches Ada with:
        | op  | path   | value   |
        | add | <list> | [<one>] |
      Then the response is 200 or 204
      And Ada has the user:
        | <list>           | [{"type":"work"},{"type":"home"}] |
        | <list>[type=work] | <old>                            |
        | <list>[type=home] | <one>                            |

      Examples:
        | list      | old                                  | one                                  |
        | emails    | {"value":"w-{Ada}"}                  | {"value":"h-{Ada}","type":"home"}    |
        | addresses | {"type":"work","locality":"London"}  | {"type":"home","locality":"Ockham"}  |

    @needs-attribute-phoneNumbers @needs-attribute-phoneNumbers.type
    Scenario: One more telephone number
      Given a user with Ada's userName and:
        | phoneNumbers | [{"value":"tel:+1-201-555-0123","type":"work"}] |
      When the client patches Ada with:
        | op  | path         | value                                             |
        | add | phoneNumbers | [{"value":"tel:+1-201-555-0124","type":"home"}]   |
      Then the response is 200 or 204
      And Ada has the user:
        | phoneNumbers | [{"type":"work"},{"type":"home"}] |

    @needs-attribute-roles
    Scenario: One more role
      Given a user with Ada's userName and:
        | roles | [{"value":"one-{mark}"}] |
      When the client patches Ada with:
        | op  | path  | value                        |
        | add | roles | [{"value":"two-{mark}"}]     |
      Then the response is 200 or 204 or 400
      And one of these is so:
        | both are there   | 200 or 204 | Ada: roles[value=two-{mark}].value "two-{mark}" |
        | no such role     | 400        | Ada: roles[value=two-{mark}] unassigned         |
      And Ada has the user:
        | roles[value=one-{mark}].value | "one-{mark}" |

    @needs-attribute-emails @needs-attribute-emails.type
    Scenario: One more address of a type that is there
      Given a user with Ada's userName and:
        | emails | [{"value":"a-{Ada}","type":"work"}] |
      When the client patches Ada with:
        | op  | path   | value                                 |
        | add | emails | [{"value":"b-{Ada}","type":"work"}]   |
      Then one of these is so:
        | both are there    | 200 or 204 | Ada: emails [{"value":"a-{Ada}"},{"value":"b-{Ada}"}] |
        | one of each type  | 400 or 409 | Ada: emails [{"value":"a-{Ada}","type":"work"}]       |

  @RFC7644-3.5.2.1-08 @MUST @needs-attribute-displayName
  Rule: An add to a single value takes its place

    Scenario: The display name
      Given a user with Ada's userName and:
        | displayName | "Ada" |
      When the client patches Ada with:
        | op  | path        | value    |
        | add | displayName | "Ada L." |
      Then the response is 200 or 204
      And Ada has the user:
        | displayName | "Ada L." |

  @RFC7644-3.5.2.1-09 @MUST @needs-attribute-name @needs-attribute-name.middleName
  Rule: An add to a part sets that part

    Scenario: A middle name
      Given a user with Ada's userName and:
        | name | {"givenName":"Ada","familyName":"Lovelace"} |
      When the client patches Ada with:
        | op  | path            | value     |
        | add | name.middleName | "Augusta" |
      Then the response is 200 or 204
      And Ada has the user:
        | name | {"givenName":"Ada","middleName":"Augusta","familyName":"Lovelace"} |

  @RFC7644-3.5.2.1-10 @SHOULD @needs-writable-groups
  Rule: An add of what is there already adds nothing

    Scenario: The same member again
      Given a user with Ada's userName
      And a user with Grace's userName
      And a group Finance of Ada and Grace
      When the client patches Finance with:
        | op  | path    | value                     |
        | add | members | [{"value":"{Ada.id}"}]    |
      Then the group Finance has Ada and Grace

    @needs-attribute-emails @needs-attribute-emails.type
    Scenario: The same address again
      Given a user with Ada's userName and:
        | emails | [{"value":"a-{Ada}","type":"work"}] |
      When the client patches Ada with:
        | op  | path   | value                                 |
        | add | emails | [{"value":"a-{Ada}","type":"work"}]   |
      Then Ada has the user:
        | emails | [{"value":"a-{Ada}","type":"work"}] |

  @RFC7644-3.5.2.1-11 @SHOULD @needs-writable-groups
  Rule: An add of what is there already succeeds

    Scenario: The same member again
      Given a user with Ada's userName
      And a group Finance of Ada
      When the client patches Finance with:
        | op  | path    | value                     |
        | add | members | [{"value":"{Ada.id}"}]    |
      Then the response is 200 or 204

  @RFC7644-3.5.2.1-12 @MUST-NOT @needs-writable-groups
  Rule: An add without effect does not move meta.lastModified

    Scenario: The same member again
      Given a user with Ada's userName
      And a group Finance of Ada
      When the client patches Finance with:
        | op  | path    | value                     |
        | add | members | [{"value":"{Ada.id}"}]    |
      Then Finance still has:
        | meta.lastModified | "{Finance.meta.lastModified}" |

  @RFC7644-3.5.2.1-13 @MUST @needs-attribute-emails @needs-attribute-emails.primary @needs-attribute-emails.type
  Rule: An added primary value takes the place of the old one

    Scenario: One more address, the primary one
      Given a user with Ada's userName and:
        | emails | [{"value":"w-{Ada}","type":"work","primary":true}] |
      When the client patches Ada with:
        | op  | path   | value                                                  |
        | add | emails | [{"value":"h-{Ada}","type":"home","primary":true}]     |
      Then the response is 200 or 204
      And Ada has the user:
        | emails[type=home].primary | true                         |
        | emails[type=work].primary | any of [false, "unassigned"] |
        | emails[type=work].value   | "w-{Ada}"                    |

  @RFC7644-3.5.2.1-14 @MUST @needs-enterprise @needs-attribute-department
  Rule: An add of an extension's attribute lands in the extension

    Scenario: The department by its full name
      Given a user with Ada's userName
      When the client patches Ada with:
        | op  | path                                                                  | value     |
        | add | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department | "Engines" |
      Then the response is 200 or 204
      And Ada has the user:
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User | {"department":"Engines"} |
        | department                                                 | unassigned               |

    Scenario: In a value without a path
      Given a user with Ada's userName
      When the client patches Ada with:
        | op  | value                                                                                       |
        | add | {"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"Engines"}}     |
      Then the response is 200 or 204
      And Ada has the user:
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User | {"department":"Engines"} |
