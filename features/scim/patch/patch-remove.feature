@scim @needs-patch
Feature: Removing by a patch

  @RFC7644-3.5.2.2-02 @MUST @needs-attribute-nickName @needs-attribute-displayName
  Rule: A remove unassigns a single value

    Scenario: The nickname
      Given a user with Ada's userName and:
        | nickName    | "Countess" |
        | displayName | "Ada"      |
      When the client patches Ada with:
        | op     | path     |
        | remove | nickName |
      Then the response is 200 or 204
      And Ada has the user:
        | nickName    | unassigned |
        | displayName | "Ada"      |

    @needs-attribute-name
    Scenario: The name with all its parts
      Given a user with Ada's userName and:
        | name | {"givenName":"Ada","familyName":"Lovelace"} |
      When the client patches Ada with:
        | op     | path |
        | remove | name |
      Then one of these is so:
        | they go                   | 200 or 204 | Ada: name.familyName unassigned |
        | a part of it is required  | 400        | Ada: name.familyName "Lovelace" |

  @RFC7644-3.5.2.2-03 @MUST @needs-writable-groups
  Rule: A remove of a list without a filter takes all its values

    @needs-optional-members
    Scenario: Every member
      Given a user with Ada's userName
      And a user with Grace's userName
      And a group Finance of Ada and Grace
      When the client patches Finance with:
        | op     | path    |
        | remove | members |
      Then the response is 200 or 204
      And the group Finance has nobody

    @needs-attribute-phoneNumbers @needs-attribute-phoneNumbers.type
    Scenario: Every telephone number
      Given a user with Ada's userName and:
        | phoneNumbers | [{"value":"+1 555 0100","type":"work"},{"value":"+1 555 0101","type":"home"}] |
      When the client patches Ada with:
        | op     | path         |
        | remove | phoneNumbers |
      Then the response is 200 or 204
      And Ada has the user:
        | phoneNumbers | unassigned |
        | userName     | "{Ada}"    |

  @RFC7644-3.5.2.2-05 @MUST @needs-writable-groups @needs-optional-members
  Rule: A list is unassigned when its last value goes

    Scenario: The only member
      Given a user with Ada's userName
      And a group Finance of Ada
      When the client removes Ada from the group Finance
      Then the response is 200 or 204
      And Finance has:
        | members | unassigned |

    @needs-filter
    Scenario: A group without members has none to filter by
      Given a user with Ada's userName
      And a group Finance of Ada
      When the client removes Ada from the group Finance
      Then the response is 200 or 204
      And the filters find, where they are offered:
        | at      | filter                                          | finds   |
        | /Groups | displayName eq "{group Finance}" and members pr | nobody  |
        | /Groups | displayName eq "{group Finance}"                | Finance |

    @needs-attribute-phoneNumbers @needs-attribute-phoneNumbers.type
    Scenario: The only telephone number
      Given a user with Ada's userName and:
        | phoneNumbers | [{"value":"tel:+1-201-555-0123","type":"work"}] |
      When the client patches Ada with:
        | op     | path                         |
        | remove | phoneNumbers[type eq "work"] |
      Then the response is 200 or 204
      And Ada has the user:
        | phoneNumbers | unassigned |
        | userName     | "{Ada}"    |

  @RFC7644-3.5.2.2-06 @MUST @needs-attribute-emails @needs-attribute-emails.type
  Rule: A remove with a filter takes the values that it finds

    Scenario: By two of their parts
      Given a user with Ada's userName and:
        | emails | [{"value":"a-{Ada}","type":"work"},{"value":"b-{Ada}","type":"home"},{"value":"c-{Ada}","type":"other"}] |
      When the client patches Ada with:
        | op     | path                                            |
        | remove | emails[type eq "work" and value sw "a-"]        |
        | remove | emails[type eq "home" and value sw "a-"]        |
      Then the outcome is one of RFC7644-3.5.2.2-A03:
        | 200/204 no change | 200 or 204   | Ada: emails [{"value":"b-{Ada}","type":"home"},{"value":"c-{Ada}","type":"other"}] |
        | 400 noTarget      | 400 noTarget | Ada: emails[2].type "other" |

    Scenario: By one part of several
      Given a user with Ada's userName and:
        | emails | [{"value":"a-{Ada}","type":"work"},{"value":"b-{Ada}","type":"home"}] |
      When the client patches Ada with:
        | op     | path                                       |
        | remove | emails[type eq "work" or value sw "x-"]    |
      Then the response is 200 or 204
      And Ada has the user:
        | emails | [{"value":"b-{Ada}","type":"home"}] |

    Scenario: All of them, and not the first alone
      Given a user with Ada's userName and:
        | emails | [{"value":"a-{Ada}","type":"work"},{"value":"b-{Ada}","type":"home"},{"value":"a-two-{Ada}","type":"other"}] |
      When the client patches Ada with:
        | op     | path                      |
        | remove | emails[value sw "a-"]     |
      Then the response is 200 or 204
      And Ada has the user:
        | emails | [{"value":"b-{Ada}","type":"home"}] |

  @RFC7644-3.5.2.2-07 @MUST @needs-attribute-addresses @needs-attribute-addresses.type
  Rule: A remove with a filter and a part takes just that part

    Scenario: The region of the address for work
      Given a user with Ada's userName and:
        | addresses | [{"type":"work","locality":"London","region":"Middlesex"},{"type":"home","locality":"Ockham","region":"Surrey"}] |
      When the client patches Ada with:
        | op     | path                             |
        | remove | addresses[type eq "work"].region |
      Then the response is 200 or 204
      And Ada has the user:
        | addresses[type=work].region   | unassigned |
        | addresses[type=work].locality | "London"   |
        | addresses[type=home].region   | "Surrey"   |

  @RFC7644-3.5.2.2-08 @MUST @needs-attribute-name @needs-attribute-name.middleName
  Rule: A remove of a part leaves the other parts

    Scenario: The middle name
      Given a user with Ada's userName and:
        | name | {"givenName":"Ada","middleName":"Augusta","familyName":"Lovelace"} |
      When the client patches Ada with:
        | op     | path            |
        | remove | name.middleName |
      Then the response is 200 or 204
      And Ada has the user:
        | name.middleName | unassigned |
        | name.givenName  | "Ada"      |
        | name.familyName | "Lovelace" |

  @RFC7644-3.5.2.2-11 @MUST @needs-writable-groups
  Rule: A remove of somebody who is no member succeeds and changes nothing

    Scenario: A stranger leaves
      Given a user with Ada's userName
      And a user with Grace's userName
      And a group Finance of Ada
      When the client removes Grace from the group Finance
      Then the response is 200 or 204
      And the group Finance has Ada

  @RFC7644-3.5.2.2-12 @MUST @needs-enterprise @needs-attribute-costCenter @needs-attribute-department
  Rule: A remove of an extension's attribute takes it

    Scenario: The department
      Given a user with Ada's userName and:
        | schemas | ["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"] |
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User | {"department":"Engines","costCenter":"12"} |
      When the client patches Ada with:
        | op     | path                                                                  |
        | remove | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department |
      Then the response is 200 or 204
      And Ada has the user:
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department | unassigned |
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:costCenter | "12"       |

    @needs-attribute-manager
    Scenario: The manager
      Given a user with Grace's userName
      And a user with Ada's userName and:
        | schemas | ["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"] |
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User | {"department":"Engines","manager":{"value":"{Grace.id}"}} |
      When the client patches Ada with:
        | op     | path |
        | remove | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager |
      Then the response is 200 or 204
      And Ada has the user:
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value | unassigned |
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department | "Engines" |
