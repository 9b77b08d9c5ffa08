@scim
Feature: Replacing a user
  A PUT sends the whole user; what it says is what holds afterwards.

  @RFC7644-3.5.1-04 @MUST @needs-attribute-displayName @needs-attribute-active
  Rule: The values of a replace take the place of the stored ones

    Scenario: Another display name
      Given a user with Ada's userName and:
        | displayName | "Ada" |
      When the client replaces Ada's user with:
        | displayName | "Ada L." |
      Then the response is 200 or 204
      And Ada has the user:
        | displayName | "Ada L." |
        | userName    | "{Ada}"  |

    Scenario: The user is deactivated
      Given a user with Ada's userName
      When the client replaces Ada's user with:
        | active | false |
      Then the response is 200 or 204
      And Ada has the user:
        | active   | false   |
        | userName | "{Ada}" |

    Scenario: Another userName
      Given a user with Ada's userName
      And the name of a person Joan
      When the client replaces Ada's user with:
        | userName | "{Joan}" |
      Then one of these is so:
        | renamed          | 200 or 204     | Ada: userName "{Joan}" |
        | names are fixed  | 400 mutability | Ada: userName "{Ada}"  |

    Scenario: The own userName in upper case
      Given a user with Ada's userName
      When the client replaces Ada's user with:
        | userName | "{upper case of Ada}" |
      Then one of these is so:
        | no conflict with oneself | 200 or 204     |
        | names are fixed          | 400 mutability |

    @needs-attribute-emails @needs-attribute-emails.primary @needs-attribute-emails.type
    Scenario: Other addresses
      Given a user with Ada's userName and:
        | emails | [{"value":"a-{Ada}","type":"work","primary":true},{"value":"b-{Ada}","type":"home"}] |
      When the client replaces Ada's user with:
        | emails | [{"value":"c-{Ada}","type":"work","primary":true}] |
      Then the response is 200 or 204
      And Ada has the user:
        | emails | [{"value":"c-{Ada}","type":"work"}] |

    @needs-enterprise @needs-attribute-department
    Scenario: Another department
      Given a user with Ada's userName and:
        | schemas | ["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"] |
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User | {"department":"Engines"} |
      When the client replaces Ada's user with:
        | schemas | ["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"] |
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User | {"department":"Looms"} |
      Then the response is 200 or 204
      And Ada has the user:
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department | "Looms" |

    @needs-writable-groups @needs-changeable-group-name
    Scenario: A group of other people under another name
      Given a user with Ada's userName
      And a user with Grace's userName
      And a group Finance of Ada
      When the client sends:
        """
        PUT /Groups/{Finance.id}

        { "...": "group Finance", "displayName": "{group Treasury}", "members": [{ "value": "{Grace.id}" }] }
        """
      Then the response is 200 or 204
      And the group Finance has Grace
      And Finance has:
        | displayName | "{group Treasury}" |

    Scenario: Of which the answer is to show a part
      Given a user with Ada's userName and:
        | displayName | "Ada" |
      When the client sends:
        """
        PUT /Users/{Ada.id}?attributes=userName

        { "...": "Ada", "displayName": "Ada L.", "externalId": "{mark}" }
        """
      Then the response is 200 or 204
      And Ada has the user:
        | displayName | "Ada L." |
        | externalId  | "{mark}" |

    @needs-attribute-emails @needs-attribute-emails.type @needs-attribute-emails.primary
    Scenario: Another address is the primary one
      Given a user with Ada's userName and:
        | emails | [{"value":"a-{Ada}","type":"work","primary":true},{"value":"b-{Ada}","type":"home","primary":false}] |
      And the client reads Ada
      And the response has the optional emails[type=work].primary
      When the client replaces Ada's user with:
        | emails | [{"value":"a-{Ada}","type":"work","primary":false},{"value":"b-{Ada}","type":"home","primary":true}] |
      Then the response is 200 or 204
      And Ada has the user:
        | emails[type=home].primary | true                         |
        | emails[type=work].primary | any of [false, "unassigned"] |

  @RFC7644-3.5.1-19 @MUST @needs-attribute-emails @needs-attribute-phoneNumbers @needs-attribute-emails.primary @needs-attribute-emails.type @needs-attribute-phoneNumbers.type
  Rule: The same replace twice leaves what one leaves

    Scenario: Addresses and telephone numbers
      Given a user with Ada's userName
      And the client replaces Ada's user with:
        | emails       | [{"value":"a-{Ada}","type":"work","primary":true},{"value":"b-{Ada}","type":"home"}] |
        | phoneNumbers | [{"value":"tel:+1-201-555-0123","type":"work"}]                                      |
      When the client replaces Ada's user with:
        | emails       | [{"value":"a-{Ada}","type":"work","primary":true},{"value":"b-{Ada}","type":"home"}] |
        | phoneNumbers | [{"value":"tel:+1-201-555-0123","type":"work"}]                                      |
      Then the response is 200 or 204
      And Ada has the user:
        | emails       | [{"value":"a-{Ada}","type":"work"},{"value":"b-{Ada}","type":"home"}] |
        | phoneNumbers | [{"type":"work"}] |

  @RFC7643-2.5-A02 @AMBIGUOUS @needs-attribute-nickName
  Rule: What an empty text is, is noted

    Scenario: A nickname that is emptied
      Given a user with Ada's userName and:
        | nickName | "Countess" |
      When the client replaces Ada's user with:
        | nickName | "" |
      Then the outcome is one of RFC7643-2.5-A02:
        | stored as ''          | 200 or 204               | Ada: nickName ""         |
        | treated as unassigned | 200 or 204               | Ada: nickName unassigned |
        | 400 invalidValue      | 400 perhaps invalidValue | Ada: nickName "Countess" |

  @RFC7644-3.5.1-02 @MUST-NOT @needs-filter
  Rule: A replace of a user that does not exist creates none

    Scenario: An id that names nobody
      When the client sends PUT "/Users/{unused id}" with Ada's user
      Then the response is 404 or 400
      And there is no user with Ada's userName

  @RFC7644-3.2-13 @MUST-NOT
  Rule: A replace never makes a user

    Scenario: The id of a user that was deleted
      Given a user with Ada's userName
      And the client deleted Ada
      When the client replaces Ada's user with:
        | userName | "{Ada}" |
      Then the response is a client error
      When the client reads Ada
      Then the response is a client error

    @needs-filter
    Scenario: Nor is there one by that userName
      Given a user with Ada's userName
      And the client deleted Ada
      When the client replaces Ada's user with:
        | userName | "{Ada}" |
      Then there is no user with Ada's userName

  @RFC7644-3.5-01 @RFC7644-3.5.1-14 @MUST
  Rule: A replace is answered with 200 and the whole user

    Scenario: With what it has already
      Given a user with Ada's userName
      When the client sends:
        """
        PUT /Users/{Ada.id}

        { "...": "Ada" }
        """
      Then the outcome is one of RFC7644-3.5.1-A05:
        | 200 with resource | 200 | id "{Ada.id}" |
        | 204               | 204 |               |

    Scenario: The answer is the user as it is now
      Given a user with Ada's userName and:
        | externalId | "first-{mark}" |
      And the client reads Ada
      And the response has the optional externalId
      When the client replaces Ada's user with:
        | externalId | "{mark}" |
      Then one of these is so:
        | id         | 200 | id "{Ada.id}"         |
        | not shown  | 204 |                       |
      And one of these is so:
        | userName   | 200 | userName "{Ada}"      |
        | not shown  | 204 |                       |
      And one of these is so:
        | externalId | 200 | externalId "{mark}"   |
        | not shown  | 204 |                       |

  @RFC7644-3.5.1-12 @MUST @needs-attribute-name
  Rule: What only the server may set is ignored in a replace

    Scenario: Another id, other times
      Given a user with Ada's userName and:
        | name | {"givenName":"Ada","familyName":"Byron"} |
      And the client reads Ada
      And the response has the optional name.familyName
      When the client replaces Ada's user with:
        | id          | "{unused id}"                                            |
        | meta        | {"created":"2001-01-01T00:00:00Z","resourceType":"Dog"}  |
        | groups      | [{"value":"{unused id}"}]                                |
        | name        | {"givenName":"Ada","familyName":"Lovelace"}              |
      Then the outcome is one of RFC7644-3.5.1-A02:
        | 200, id ignored, URL wins      | 200 or 204                             | Ada: name.familyName "Lovelace" |
        | 400 mutability or invalidValue | 400 perhaps mutability or invalidValue |                                 |
      And one of these is so:
        | the id stays    | 200 | id "{Ada.id}" |
        | nothing is told | 204 |               |
        | it is refused   | 400 |               |
      And Ada has the user:
        | id                | "{Ada.id}"           |
        | meta.created      | "{Ada.meta.created}" |
        | meta.resourceType | "User"               |
        | groups            | unassigned           |

  @RFC7644-3.5.1-13 @MUST
  Rule: A replace without what is required is refused

    Scenario: No userName
      Given a user with Ada's userName
      When the client sends:
        """
        PUT /Users/{Ada.id}

        { "...": "Ada without userName" }
        """
      Then the outcome is one of RFC7644-3.5.1-A04:
        | 400 invalidValue        | 400 perhaps invalidValue |                       |
        | 400 invalidSyntax       | 400 invalidSyntax        |                       |
        | 400 mutability          | 400 mutability           |                       |
        | another refusal         | 403 or 409 or 422        |                       |
        | 200 with old value kept | 200 or 204               | Ada: userName "{Ada}" |
      And Ada still has the user:
        | userName | "{Ada}" |

  @RFC7644-3.5.1-15 @MUST @needs-attribute-active
  Rule: A replace that changes something moves meta.lastModified and not meta.created

    Scenario: The user is deactivated
      Given a user with Ada's userName
      And the clock has moved on since Ada was made
      When the client replaces Ada's user with:
        | active | false |
      Then Ada has the user:
        | meta.lastModified | >= "{Ada.meta.lastModified}" |
        | meta.lastModified | != "{Ada.meta.lastModified}" |
        | meta.created      | "{Ada.meta.created}"         |

  @RFC7644-3.5.1-16 @SHOULD
  Rule: A replace of nobody is answered with 404

    Scenario: An id that names nobody
      When the client sends PUT "/Users/{unused id}" with Ada's user
      Then the response is the SCIM error 404

  @RFC7644-3.5.1-17 @SHOULD
  Rule: A replace that is no JSON is refused

    Scenario: A body that breaks off
      Given a user with Ada's userName
      When the client sends:
        """
        PUT /Users/{Ada.id}

        {
        """
      Then the response is the SCIM error 400 perhaps invalidSyntax
      And Ada still has the user:
        | userName | "{Ada}" |

  @RFC7644-3.5-02 @SHOULD
  Rule: Patches are offered

    Scenario: The service says so, or does it
      Given a user with Ada's userName
      When the client patches Ada with:
        | op      | path     | value   |
        | replace | userName | "{Ada}" |
      Then the response is 200 or 204

  @RFC7644-3.5.1-09 @RFC7644-3.5.1-11 @MUST @needs-immutable-attr
  Rule: An immutable attribute takes its first value, and the same again

    Scenario: Given once, given again
      Given a user with Ada's userName
      And the client sends:
        """
        PUT /Users/{Ada.id}

        {
          "...": "Ada",
          "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", "{schema of the immutable attribute}"],
          "{schema of the immutable attribute}": { "{name of the immutable attribute}": "first" }
        }
        """
      And Ada has the user:
        | {path of the immutable attribute} | "first" |
      When the client sends:
        """
        PUT /Users/{Ada.id}

        {
          "...": "Ada",
          "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", "{schema of the immutable attribute}"],
          "{schema of the immutable attribute}": { "{name of the immutable attribute}": "first" }
        }
        """
      Then the response is 200 or 204
      And Ada has the user:
        | {path of the immutable attribute} | "first" |

  @RFC7644-3.5.1-10 @SHOULD @needs-immutable-attr
  Rule: An immutable attribute takes no other value

    Scenario: Given once, then another
      Given a user with Ada's userName
      And the client sends:
        """
        PUT /Users/{Ada.id}

        {
          "...": "Ada",
          "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", "{schema of the immutable attribute}"],
          "{schema of the immutable attribute}": { "{name of the immutable attribute}": "first" }
        }
        """
      When the client sends:
        """
        PUT /Users/{Ada.id}

        {
          "...": "Ada",
          "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", "{schema of the immutable attribute}"],
          "{schema of the immutable attribute}": { "{name of the immutable attribute}": "second" }
        }
        """
      Then the response is the SCIM error 400 mutability
      And Ada still has the user:
        | {path of the immutable attribute} | "first" |
