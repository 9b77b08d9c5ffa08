@scim @needs-patch
Feature: Replacing by a patch

  @RFC7644-3.5.2.3-03 @MUST @needs-attribute-emails
  Rule: A replace of a list replaces the whole list

    @needs-attribute-emails.type
    Scenario: One address in place of two
      Given a user with Ada's userName and:
        | emails | [{"value":"a-{Ada}","type":"work"},{"value":"b-{Ada}","type":"home"}] |
      When the client patches Ada with:
        | op      | path   | value                                   |
        | replace | emails | [{"value":"c-{Ada}","type":"work"}]     |
      Then the response is 200 or 204
      And Ada has the user:
        | emails | [{"value":"c-{Ada}","type":"work"}] |

    @needs-writable-groups
    Scenario: Other members
      Given the users:
        |       |
        | Ada   |
        | Grace |
        | Joan  |
      And a group Finance of Ada and Grace
      When the client patches Finance with:
        | op      | path    | value                                            |
        | replace | members | [{"value":"{Grace.id}"},{"value":"{Joan.id}"}]   |
      Then the response is 200 or 204
      And the group Finance has Grace and Joan

  @RFC7644-3.5.2.3-04 @MUST @needs-attribute-nickName
  Rule: A replace of what has no value is an add

    Scenario: The first nickname
      Given a user with Ada's userName
      When the client patches Ada with:
        | op      | path     | value      |
        | replace | nickName | "Countess" |
      Then the response is 200 or 204
      And Ada has the user:
        | nickName | "Countess" |

  @RFC7644-3.5.2.3-05 @MUST @needs-attribute-name
  Rule: A replace of a complex attribute keeps the parts that it does not name

    Scenario: Another family name
      Given a user with Ada's userName and:
        | name | {"givenName":"Ada","familyName":"Byron"} |
      When the client patches Ada with:
        | op      | path | value                     |
        | replace | name | {"familyName":"Lovelace"} |
      Then the response is 200 or 204
      And Ada has the user:
        | name | {"givenName":"Ada","familyName":"Lovelace"} |

  @RFC7644-3.5.2.3-06 @MUST @needs-attribute-addresses @needs-attribute-addresses.country @needs-attribute-addresses.type
  Rule: A replace with a filter replaces every value that it finds

    Scenario: Two addresses in one country
      Given a user with Ada's userName and:
        | addresses | [{"type":"work","country":"GB","locality":"London"},{"type":"home","country":"GB","locality":"Ockham"},{"type":"other","country":"FR","locality":"Paris"}] |
      When the client patches Ada with:
        | op      | path                        | value                 |
        | replace | addresses[country eq "GB"]  | {"country":"IE","locality":"Dublin"} |
      Then the response is 200 or 204
      And one of these is so:
        | each is another            | 200 or 204 | Ada: addresses [{"country":"IE","locality":"Dublin"},{"country":"IE","locality":"Dublin"},{"type":"other","country":"FR","locality":"Paris"}] |
        | what is the same, once     | 200 or 204 | Ada: addresses [{"country":"IE","locality":"Dublin"},{"type":"other","country":"FR","locality":"Paris"}] |

  @RFC7644-3.5.2.3-07 @MUST @needs-attribute-addresses @needs-attribute-addresses.country @needs-attribute-addresses.type
  Rule: A replace with a filter and a part changes that part of every value that it finds

    Scenario: The street of both addresses in one country
      Given a user with Ada's userName and:
        | addresses | [{"type":"work","country":"GB","locality":"London"},{"type":"home","country":"GB","locality":"Ockham"},{"type":"other","country":"FR","locality":"Paris"}] |
      When the client patches Ada with:
        | op      | path                                      | value        |
        | replace | addresses[country eq "GB"].streetAddress  | "1 The Mews" |
      Then the response is 200 or 204
      And Ada has the user:
        | addresses[type=work]                | {"country":"GB","locality":"London","streetAddress":"1 The Mews"} |
        | addresses[type=home]                | {"country":"GB","locality":"Ockham","streetAddress":"1 The Mews"} |
        | addresses[type=other].locality      | "Paris"    |
        | addresses[type=other].streetAddress | unassigned |

  @RFC7644-3.5.2.3-09 @MUST @needs-attribute-emails @needs-attribute-emails.type
  Rule: A replace without a path replaces the lists of its value

    Scenario: One address in place of two
      Given a user with Ada's userName and:
        | emails | [{"value":"a-{Ada}","type":"work"},{"value":"b-{Ada}","type":"home"}] |
      When the client patches Ada with:
        | op      | value                                              |
        | replace | {"emails":[{"value":"c-{Ada}","type":"work"}]}     |
      Then the response is 200 or 204
      And Ada has the user:
        | emails | [{"value":"c-{Ada}","type":"work"}] |

  @RFC7644-3.5.2.3-11 @MUST @needs-attribute-emails @needs-attribute-emails.primary @needs-attribute-emails.type
  Rule: A replace that makes a value primary demotes the others

    Scenario: The address for work
      Given a user with Ada's userName and:
        | emails | [{"type":"home","value":"h-{Ada}","primary":true},{"type":"work","value":"w-{Ada}"}] |
      When the client patches Ada with:
        | op      | path                    | value                                                |
        | replace | emails[type eq "work"]  | {"type":"work","value":"w-{Ada}","primary":true}     |
      Then the response is 200 or 204
      And Ada has the user:
        | emails[type=work].primary | true                         |
        | emails[type=home].primary | any of [false, "unassigned"] |
