@scim @needs-filter
Feature: Operators of a filter
  Three users with one title between them, which no other user has: what a filter finds is compared as a
  whole set.

  @RFC7644-3.4.2.2-03 @MUST
  Rule: A filter finds what matches it and nothing else

    Scenario: One userName of two
      Given the users:
        |       |
        | Ada   |
        | Grace |
      When the client looks for the userName of Ada
      Then the response lists 1 resource
      And the resource listed is Ada

    @needs-writable-groups
    Scenario Outline: One group of two, by <path>
      Given a user with Ada's userName
      And a group Legal of nobody
      And a group Finance of Ada
      When the client sends GET "/Groups?startIndex=1&count=100&filter=<filter>"
      Then one of these is so:
        | found                        | 200                      | lists Finance |
        | not filtered by who is in it | 400 or 403 or 404 or 501 |               |

      Examples:
        | path            | filter                           |
        | members.value   | members.value eq "{Ada.id}"      |
        | members[value]  | members[value eq "{Ada.id}"]     |

    @needs-writable-groups @needs-attribute-groups
    Scenario: One user of two, by the group
      Given a user with Ada's userName
      And a user with Grace's userName
      And a group Finance of Ada
      When the client sends GET "/Users?startIndex=1&count=100&filter=groups.value eq "{Finance.id}""
      Then one of these is so:
        | found                        | 200                      | lists Ada |
        | not filtered by their groups | 400 or 403 or 404 or 501 |           |

    Scenario: What was changed is found as it is now
      Given a user with Ada's userName and:
        | externalId | "one-{mark}" |
      And the filters find, where they are offered:
        | filter                         | finds |
        | externalId eq "one-{mark}"     | Ada   |
      When the client replaces Ada's user with:
        | externalId | "two-{mark}" |
      Then the filters find, where they are offered:
        | filter                         | finds  |
        | externalId eq "two-{mark}"     | Ada    |
        | externalId eq "one-{mark}"     | nobody |
      When the client looks for the userName of Ada
      Then the response lists Ada
      And the response has:
        | Resources[0].externalId | "two-{mark}" |

    @needs-patch @needs-changeable-userName
    Scenario: What was patched, too
      Given a user with Ada's userName and:
        | externalId | "one-{mark}" |
      And the name of a person Joan
      When the client patches Ada with:
        | op      | path       | value        |
        | replace | externalId | "two-{mark}" |
        | replace | userName   | "{Joan}"     |
      Then one of these is so:
        | renamed         | 200 or 204            | Ada: userName "{Joan}" |
        | names are fixed | 400 perhaps mutability | Ada: userName "{Ada}"  |
      When the client sends GET "/Users?filter=userName eq "{Joan}""
      Then one of these is so:
        | by the new name | 200 | lists Ada             |
        | names are fixed | 200 | Ada: userName "{Ada}" |
      When the client sends GET "/Users?filter=userName eq "{Ada}""
      Then one of these is so:
        | and not by the old | 200 | lists nothing         |
        | names are fixed    | 200 | Ada: userName "{Ada}" |

  @RFC7644-3.4.2.2-10 @MUST @needs-attribute-title
  Rule: eq finds the value that is the same

    Scenario: The whole value and a part of it
      Given the users:
        |       | title                |
        | Ada   | "{mark} engineer"    |
        | Grace | "{mark} engineering" |
      Then the filters find, where they are offered:
        | filter                            | finds  |
        | title eq "{mark} engineer"        | Ada    |
        | title eq "{mark}"                 | nobody |
        | title eq "{mark} engineering lead" | nobody |

    Scenario: The id
      Given a user with Ada's userName
      And a user with Grace's userName
      When the client sends GET "/Users?filter=id eq "{Ada.id}""
      Then one of these is so:
        | found                   | 200        | lists Ada |
        | ids are not filtered by | 400 or 403 |           |

    Scenario: A user who is not active
      Given the users:
        |     | active |
        | Ada | false  |
      Then the filters find, where they are offered:
        | filter              | finds |
        | userName eq "{Ada}" | Ada   |

    Scenario: An id of another form
      When the client sends GET "/Users?filter=id eq "no-{unused id}-at-all""
      Then one of these is so:
        | nobody has it           | 200        | lists nothing |
        | ids are not filtered by | 400 or 403 |               |

  @RFC7644-3.4.2.2-11 @MUST @needs-attribute-title
  Rule: ne finds the values that differ

    Scenario: All but one
      Given the users:
        |       | title    |
        | Ada   | "{mark}" |
        | Grace | "{mark}" |
        | Joan  | "{mark}" |
      Then the filters find, where they are offered:
        | filter                                      | finds          |
        | title eq "{mark}" and userName ne "{Ada}"   | Grace and Joan |
        | userName ne "{Grace}" and title eq "{mark}" | Ada and Joan   |

  @RFC7644-3.4.2.2-12 @MUST @needs-attribute-title
  Rule: co finds a text anywhere in the value

    Scenario: At the beginning, in the middle, at the end
      Given the users:
        |       | title             |
        | Ada   | "{mark} x"        |
        | Grace | "x {mark} x"      |
        | Joan  | "x {mark}"        |
        | Mary  | "x"               |
      Then the filters find, where they are offered:
        | filter               | finds               |
        | title co "{mark}"    | Ada, Grace and Joan |
        | title co "x {mark} " | Grace               |

    Scenario: _ and % stand for themselves
      Given the users:
        |       | title |
        | Ada   | "x{mark}a_b" |
        | Grace | "x{mark}axb" |
      Then the filters find, where they are offered:
        | filter | finds |
        | title co "{mark}a_b" | Ada |
        | title co "{mark}%b" | nobody |

  @RFC7644-3.4.2.2-13 @MUST @needs-attribute-title
  Rule: sw finds a text at the beginning of the value

    Scenario: At the beginning, later, and the whole
      Given the users:
        |       | title       |
        | Ada   | "{mark}one" |
        | Grace | "x{mark}"   |
        | Joan  | "{mark}"    |
      Then the filters find, where they are offered:
        | filter              | finds        |
        | title sw "{mark}"   | Ada and Joan |
        | title sw "{mark}on" | Ada          |

    Scenario: _ and % stand for themselves
      Given the users:
        |       | title |
        | Ada   | "{mark}a_b" |
        | Grace | "{mark}axb" |
      Then the filters find, where they are offered:
        | filter | finds |
        | title sw "{mark}a_" | Ada |
        | title sw "{mark}%b" | nobody |

  @RFC7644-3.4.2.2-14 @MUST @needs-attribute-title
  Rule: ew finds a text at the end of the value

    Scenario: At the end, earlier, and the whole
      Given the users:
        |       | title       |
        | Ada   | "one{mark}" |
        | Grace | "{mark}x"   |
        | Joan  | "{mark}"    |
      Then the filters find, where they are offered:
        | filter              | finds        |
        | title ew "{mark}"   | Ada and Joan |
        | title ew "ne{mark}" | Ada          |

    Scenario: _ and % stand for themselves
      Given the users:
        |       | title |
        | Ada   | "a_b{mark}" |
        | Grace | "axb{mark}" |
      Then the filters find, where they are offered:
        | filter | finds |
        | title ew "a_b{mark}" | Ada |
        | title ew "a%{mark}" | nobody |

  @RFC7644-3.4.2.2-15 @MUST @needs-attribute-title @needs-attribute-nickName @needs-attribute-name
  Rule: pr finds what has a value

    Scenario: A nickname, a name
      Given the users:
        |       | title    | nickName | name                   |
        | Ada   | "{mark}" | "Countess" | {"familyName":"King"} |
        | Grace | "{mark}" |          | {"givenName":"Grace"}  |
      Then the filters find, where they are offered:
        | filter                                 | finds         |
        | title eq "{mark}" and nickName pr      | Ada           |
        | title eq "{mark}" and name pr          | Ada and Grace |
        | title eq "{mark}" and name.givenName pr | Grace         |

    @needs-attribute-emails
    Scenario: A list
      Given the users:
        |       | title    | emails                                |
        | Ada   | "{mark}" | [{"value":"w-{Ada}","type":"work"}]   |
        | Grace | "{mark}" | [{"value":"w-{Grace}"}]               |
      Then the filters find, where they are offered:
        | filter                                   | finds         |
        | title eq "{mark}" and emails pr          | Ada and Grace |
        | title eq "{mark}" and emails.value pr    | Ada and Grace |
        | title eq "{mark}" and not (emails pr)    | nobody        |

    @needs-attribute-active
    Scenario: A value that is false
      Given the users:
        |     | title    | active |
        | Ada | "{mark}" | false  |
      Then the filters find, where they are offered:
        | filter                                     | finds  |
        | title eq "{mark}" and active pr            | Ada    |
        | title eq "{mark}" and not (active pr)      | nobody |

  @RFC7644-3.4.2.2-16 @MUST @needs-attribute-title @needs-attribute-nickName
  Rule: pr finds nothing where the value is null or an empty list

    Scenario: Created with nothing in it
      Given the users:
        |       | title    | nickName  |
        | Ada   | "{mark}" | null      |
        | Grace | "{mark}" | "Amazing" |
      Then the filters find, where they are offered:
        | filter                                 | finds |
        | title eq "{mark}" and nickName pr      | Grace |
        | title eq "{mark}" and not (nickName pr) | Ada  |

    @needs-attribute-phoneNumbers
    Scenario: A list with nothing in it
      Given the users:
        |       | title    | phoneNumbers |
        | Ada   | "{mark}" | []           |
        | Grace | "{mark}" |              |
      Then the filters find, where they are offered:
        | filter                                      | finds         |
        | title eq "{mark}" and phoneNumbers pr       | nobody        |
        | title eq "{mark}" and not (phoneNumbers pr) | Ada and Grace |

  @RFC7644-3.4.2.2-17 @MUST @needs-attribute-title
  Rule: gt finds what comes after

    Scenario: Texts in the order of their letters
      Given the users:
        |       | title    |
        | Ada   | "{mark}" |
        | Grace | "{mark}" |
        | Joan  | "{mark}" |
      Then the filters find, where they are offered:
        | filter                                      | finds          |
        | title eq "{mark}" and userName gt "{Grace}" | Joan           |
        | title eq "{mark}" and userName gt "aaa"     | Ada, Grace and Joan |
        | title eq "{mark}" and userName gt "zzz"     | nobody         |

  @RFC7644-3.4.2.2-18 @MUST @needs-attribute-title
  Rule: ge finds what comes after and the value itself

    Scenario: Texts in the order of their letters
      Given the users:
        |       | title    |
        | Ada   | "{mark}" |
        | Grace | "{mark}" |
        | Joan  | "{mark}" |
      Then the filters find, where they are offered:
        | filter                                      | finds          |
        | title eq "{mark}" and userName ge "{Grace}" | Grace and Joan |
        | title eq "{mark}" and userName ge "zzz"     | nobody         |

  @RFC7644-3.4.2.2-19 @MUST @needs-attribute-title
  Rule: lt finds what comes before

    Scenario: Texts in the order of their letters
      Given the users:
        |       | title    |
        | Ada   | "{mark}" |
        | Grace | "{mark}" |
        | Joan  | "{mark}" |
      Then the filters find, where they are offered:
        | filter                                      | finds          |
        | title eq "{mark}" and userName lt "{Grace}" | Ada            |
        | title eq "{mark}" and userName lt "aaa"     | nobody         |

  @RFC7644-3.4.2.2-20 @MUST @needs-attribute-title
  Rule: le finds what comes before and the value itself

    Scenario: Texts in the order of their letters
      Given the users:
        |       | title    |
        | Ada   | "{mark}" |
        | Grace | "{mark}" |
        | Joan  | "{mark}" |
      Then the filters find, where they are offered:
        | filter                                      | finds         |
        | title eq "{mark}" and userName le "{Grace}" | Ada and Grace |
        | title eq "{mark}" and userName le "aaa"     | nobody        |

  @RFC7644-3.4.2.2-04 @MUST
  Rule: The letter case of attribute names does not matter

    Scenario: Upper case, lower case, mixed
      Given a user with Ada's userName
      Then the filters find:
        | filter                            | finds |
        | USERNAME eq "{Ada}"               | Ada   |
        | username eq "{Ada}"               | Ada   |
      And the filters find, where they are offered:
        | filter                                              | finds |
        | UserName eq "{Ada}" and META.RESOURCETYPE eq "User" | Ada   |

  @RFC7644-3.4.2.2-05 @MUST
  Rule: The letter case of operators does not matter

    Scenario: Upper case, mixed
      Given a user with Ada's userName
      Then the filters find:
        | filter                                 | finds |
        | userName EQ "{Ada}"                    | Ada   |
      And the filters find, where they are offered:
        | filter                                 | finds |
        | userName Eq "{Ada}" and userName PR    | Ada   |
        | userName SW "{Ada}" and userName Pr    | Ada   |

  @RFC7644-3.4.2.2-53 @MUST @needs-attribute-title @needs-attribute-active
  Rule: A Boolean can be compared with true and false

    Scenario: One of two is inactive
      Given the users:
        |       | title    | active |
        | Ada   | "{mark}" | false  |
        | Grace | "{mark}" | true   |
      Then the filters find, where they are offered:
        | filter                                 | finds |
        | title eq "{mark}" and active eq false  | Ada   |
        | title eq "{mark}" and active eq true   | Grace |
        | title eq "{mark}" and active ne true   | Ada   |
        | title eq "{mark}" and active ne false  | Grace |

  @RFC7644-3.4.2.2-44 @MUST @needs-attribute-title @needs-attribute-active
  Rule: A filter goes by the default that the writer was told of

    Scenario: Nobody spoke of active
      When the client sends:
        """
        POST /Users

        { "...": "Ada without active", "title": "{mark}" }
        """
      Then the response has the optional active
      And the filters find, where they are offered:
        | filter                                            | finds |
        | userName eq "{Ada}" and active eq {answer.active} | Ada   |

  @RFC7644-3.4.2.2-42 @MUST @needs-attribute-emails
  Rule: A filter on a list matches when any of its values does

    Scenario: The second of two addresses
      Given the users:
        |       | emails |
        | Ada   | [{"value":"{Ada}","type":"work"},{"value":"second-{Ada}","type":"home"}] |
        | Grace | [{"value":"{Grace}","type":"work"}] |
      Then the filters find, where they are offered:
        | filter                              | finds |
        | emails.value eq "second-{Ada}"      | Ada   |
        | emails.value eq "{Ada}"             | Ada   |
        | emails.value sw "second-{Grace}"    | nobody |

    @needs-attribute-emails.type
    Scenario: Two values, each of which is asked for by itself
      Given the users:
        |       | emails |
        | Ada   | [{"value":"w-{Ada}","type":"work"},{"value":"h-{Ada}","type":"home"}] |
        | Grace | [{"value":"w-{Grace}","type":"work"}] |
      Then the filters find, where they are offered:
        | filter                                                    | finds  |
        | emails.value eq "h-{Ada}" and emails.type eq "work"       | Ada    |
        | emails.value eq "w-{Ada}" and emails.value eq "h-{Ada}"   | Ada    |
        | emails.value eq "w-{Grace}" and emails.type eq "home"     | nobody |

  @RFC7644-3.4.2.2-43 @MUST @needs-attribute-name
  Rule: A complex attribute is filtered by its parts

    Scenario: The family name
      Given the users:
        |       | name                                       |
        | Ada   | {"familyName":"{mark}","givenName":"Ada"}   |
        | Grace | {"familyName":"{mark}","givenName":"Grace"} |
      Then the filters find, where they are offered:
        | filter                                                  | finds         |
        | name.familyName eq "{mark}"                             | Ada and Grace |
        | name.familyName eq "{mark}" and name.givenName eq "Ada" | Ada           |

  @RFC7644-3.4.2.2-54 @MUST
  Rule: An externalId can be looked up

    Scenario: One of two
      Given the users:
        |       | externalId     |
        | Ada   | "{mark}-ada"   |
        | Grace | "{mark}-grace" |
      Then the filters find, where they are offered:
        | filter                       | finds  |
        | externalId eq "{mark}-ada"   | Ada    |
        | externalId eq "{mark}"       | nobody |

  @RFC7644-3.4.2.2-52 @MUST @needs-attribute-title
  Rule: The times of meta can be filtered

    Scenario: Since Ada was made, and before
      Given the users:
        |       | title    |
        | Ada   | "{mark}" |
        | Grace | "{mark}" |
      Then the filters find, where they are offered:
        | filter                                                       | finds         |
        | title eq "{mark}" and meta.created ge "{Ada.meta.created}"   | Ada and Grace |
        | title eq "{mark}" and meta.created lt "{Ada.meta.created}"   | nobody        |
        | title eq "{mark}" and meta.lastModified le "{Grace.meta.lastModified}" | Ada and Grace |
        | title eq "{mark}" and meta.lastModified gt "{Grace.meta.lastModified}" | nobody |

  @RFC7644-3.4.2.2-21 @MUST @needs-attribute-title
  Rule: Times are compared as instants, whatever their offset

    Scenario: Far away, and one instant with another offset
      Given the users:
        |     | title    |
        | Ada | "{mark}" |
      Then the filters find, where they are offered:
        | filter                                                          | finds  |
        | title eq "{mark}" and meta.created ge "2001-01-01T00:00:00Z"     | Ada    |
        | title eq "{mark}" and meta.created lt "2001-01-01T00:00:00Z"     | nobody |
        | title eq "{mark}" and meta.created ge "{instant of Ada.meta.created at +02:00}" | Ada    |
        | title eq "{mark}" and meta.created le "{instant of Ada.meta.created at +02:00}" | Ada    |
        | title eq "{mark}" and meta.created gt "{instant of Ada.meta.created at -11:00}" | nobody |
        | title eq "{mark}" and meta.created lt "{instant of Ada.meta.created at -11:00}" | nobody |
