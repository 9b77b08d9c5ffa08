@scim @needs-filter
Feature: Values and names in a filter

  @RFC7644-3.4.2.2-48 @MUST @needs-attribute-title
  Rule: Letter case does not matter where the attribute says so

    Scenario: A userName in upper case
      Given a user with Ada's userName and:
        | title | "{mark}" |
      Then the filters find, where they are offered:
        | filter                                   | finds  |
        | userName eq "{upper case of Ada}"        | Ada    |
        | title eq "{mark}" and userName ne "{upper case of Ada}" | nobody |

    @needs-writable-groups @needs-caseless-group-name @needs-optional-members
    Scenario: The name of a group in upper case
      Given a group Finance of nobody
      Then the filters find, where they are offered:
        | at      | filter                                        | finds   |
        | /Groups | displayName eq "{upper case of group Finance}" | Finance |

    @needs-attribute-name @needs-caseless-family-name
    Scenario: A part in upper case
      Given a user with Ada's userName and:
        | name | {"familyName":"King-{mark}","givenName":"Ada"} |
      Then the filters find, where they are offered:
        | filter                               | finds  |
        | name.familyName eq "KING-{mark}"     | Ada    |
        | name.familyName eq "king-{mark}"     | Ada    |

  @RFC7644-3.4.2.2-50 @MUST
  Rule: Letter case goes by the attribute for every operator

    Scenario: Begins, ends and holds in upper case
      Given a user with Ada's userName and:
        | externalId | "{mark}-Ada" |
      Then the filters find, where they are offered:
        | filter                                                           | finds  |
        | externalId eq "{mark}-Ada" and userName sw "ADA."                | Ada    |
        | externalId eq "{mark}-Ada" and userName ew "{upper case of Ada}" | Ada    |
        | externalId eq "{mark}-Ada" and userName co "{upper case of Ada}" | Ada    |
        | externalId eq "{mark}-Ada" and userName ge "{upper case of Ada}" | Ada    |

  @RFC7644-3.4.2.2-49 @MUST @needs-case-exact-externalId
  Rule: Letter case matters where the attribute says so

    Scenario: An externalId in another case
      Given a user with Ada's userName and:
        | externalId | "{mark}-Ada" |
      Then the filters find, where they are offered:
        | filter                                          | finds  |
        | externalId eq "{mark}-Ada"                      | Ada    |
        | externalId eq "{mark}-ADA"                      | nobody |
        | externalId eq "{mark}-ada"                      | nobody |
        | userName eq "{Ada}" and externalId ew "-ADA"    | nobody |
        | userName eq "{Ada}" and externalId ew "-Ada"    | Ada    |

  @RFC7644-3.4.2.2-34 @MUST @needs-attribute-title @needs-attribute-active
  Rule: A value is a JSON literal

    Scenario: An escape, a Boolean, an empty text
      Given the users:
        |       | title     | active |
        | Ada   | "{mark}b" | true   |
      Then the filters find, where they are offered:
        | filter                                   | finds  |
        | title eq "{mark}\u0062"                  | Ada    |
        | title eq "{mark}b" and active eq true    | Ada    |
        | title eq "{mark}b" and active eq false   | nobody |

  @RFC7644-3.4.2.2-35 @MUST @needs-attribute-title
  Rule: Escapes in a text are undone

    Scenario: Quote, backslash, bracket, words of the grammar
      Given the users:
        |       | title                          |
        | Ada   | "{mark} a\"b\\\\c"                |
        | Grace | "{mark} ) or (title pr) and ["   |
      Then the filters find, where they are offered:
        | filter                                        | finds |
        | title eq "{mark} a\\"b\\\\c"                  | Ada   |
        | title eq "{mark} ) or (title pr) and ["       | Grace |

  @RFC7644-3.4.2.2-55 @MUST @needs-attribute-title
  Rule: A filter arrives percent-encoded

    Scenario: A plus sign, an ampersand, a hash, letters beyond ASCII
      Given the users:
        |       | title                |
        | Ada   | "{mark} a+b&c=d#e%41" |
        | Grace | "{mark} Żółć 日本 𝔘"  |
      Then the filters find, where they are offered:
        | filter                                | finds |
        | title eq "{mark} a+b&c=d#e%41"        | Ada   |
        | title eq "{mark} Żółć 日本 𝔘"         | Grace |
      When the client sends GET "/Users?filter=title%20eq%20%22{mark}%20a%2Bb%26c%3Dd%23e%2541%22"
      Then one of these is so:
        | found       | 200                       | lists Ada |
        | not offered | 400 perhaps invalidFilter |           |

  @RFC7644-3.4.2.2-36 @MUST
  Rule: A name may carry the URN of its schema

    Scenario: userName in full
      Given the users:
        |       |
        | Ada   |
        | Grace |
      Then the filters find, where they are offered:
        | filter                                                            | finds |
        | urn:ietf:params:scim:schemas:core:2.0:User:userName eq "{Ada}"    | Ada   |

  @RFC7644-3.10-05 @MUST
  Rule: Neither the URN nor the name minds the letter case

    Scenario: All in upper case
      Given a user with Ada's userName
      Then the filters find, where they are offered:
        | filter                                                            | finds |
        | URN:IETF:PARAMS:SCIM:SCHEMAS:CORE:2.0:USER:USERNAME eq "{Ada}"    | Ada   |
        | urn:ietf:params:scim:schemas:core:2.0:user:username eq "{Ada}"    | Ada   |

    @needs-sort @needs-attribute-title
    Scenario: In sortBy
      Given the users:
        |       | title    |
        | Grace | "{mark}" |
        | Ada   | "{mark}" |
      And a filter on their title finds them
      When the client sends GET "/Users?filter=title eq "{mark}"&sortBy=USERNAME"
      Then the response lists Ada and Grace in this order

  @RFC7644-3.4.2.2-37 @RFC7644-3.10-04 @MUST @needs-attribute-name
  Rule: A part of an attribute is named after a dot

    Scenario: With and without the URN
      Given the users:
        |       | name                                        |
        | Ada   | {"familyName":"{mark}","givenName":"Ada"}   |
        | Grace | {"familyName":"{mark}","givenName":"Grace"} |
      Then the filters find, where they are offered:
        | filter                                                                | finds |
        | name.familyName eq "{mark}" and name.givenName eq "Grace"             | Grace |
        | urn:ietf:params:scim:schemas:core:2.0:User:name.familyName eq "{mark}" and urn:ietf:params:scim:schemas:core:2.0:User:name.givenName eq "Ada" | Ada |

  @RFC7644-3.4.2.2-38 @MUST @needs-enterprise @needs-attribute-department @needs-attribute-manager
  Rule: A part of an extension's attribute is named by URN, name and dot

    Scenario: The manager's id, the department
      Given a user with Grace's userName
      And the users:
        |     | schemas | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User |
        | Ada | ["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"] | {"department":"{mark}","manager":{"value":"{Grace.id}"}} |
      Then the filters find, where they are offered:
        | filter                                                                                     | finds |
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq "{mark}"          | Ada   |
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value eq "{Grace.id}"   | Ada   |

  @RFC7644-7.8-01 @MUST
  Rule: A text is prepared before it is compared

    Scenario: An accent of its own and a letter with an accent
      When the client sends:
        """
        POST /Users

        { "...": "Ada", "userName": "zo\u00eb-{mark}" }
        """
      Then the response is 201
      And the filters find:
        | filter                              | finds |
        | userName eq "zoë-{mark}"        | Ada   |
        | userName eq "zoë-{mark}"       | Ada   |

  @RFC7644-3.4.2.2-22 @MUST @needs-integer-attr
  Rule: Whole numbers are compared as numbers

    Scenario: Two and ten
      Given the client sends:
        """
        POST /Users

        {
          "...": "Ada",
          "externalId": "{mark}",
          "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", "{schema of the integer attribute}"],
          "{schema of the integer attribute}": { "{name of the integer attribute}": 2 }
        }
        """
      And the client sends:
        """
        POST /Users

        {
          "...": "Grace",
          "externalId": "{mark}",
          "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", "{schema of the integer attribute}"],
          "{schema of the integer attribute}": { "{name of the integer attribute}": 10 }
        }
        """
      Then the filters find, where they are offered:
        | filter                                                                | finds         |
        | externalId eq "{mark}" and {path of the integer attribute} gt 9     | Grace         |
        | externalId eq "{mark}" and {path of the integer attribute} lt 10    | Ada           |
        | externalId eq "{mark}" and {path of the integer attribute} ge 2     | Ada and Grace |
        | externalId eq "{mark}" and {path of the integer attribute} eq 10    | Grace         |

  @RFC7644-3.4.2.2-06 @MUST
  Rule: A filter that is given holds an expression

    Scenario: Nothing but spaces
      Given a user with Ada's userName
      When the client sends GET "/Users?count=1&filter=%20"
      Then the outcome is one of RFC7644-3.4.2.2-A16:
        | 400 invalidFilter     | 400 perhaps invalidFilter |                   |
        | 200 as without filter | 200                       | totalResults != 0 |

    Scenario: An empty parameter
      Given a user with Ada's userName
      When the client sends GET "/Users?count=1&filter="
      Then the outcome is one of RFC7644-3.4.2.2-A16:
        | 400 invalidFilter     | 400 perhaps invalidFilter |                   |
        | 200 as without filter | 200                       | totalResults != 0 |

  @RFC7644-3.4.2.2-A03 @AMBIGUOUS @needs-attribute-title @needs-attribute-nickName
  Rule: What a comparison with null finds is noted

    Scenario: One with a nickname, one without
      Given the users:
        |       | title    | nickName   |
        | Ada   | "{mark}" | "Countess" |
        | Grace | "{mark}" |            |
      And a filter on their title finds them
      When the client sends GET "/Users?filter=title eq "{mark}" and nickName eq null"
      Then the outcome is one of RFC7644-3.4.2.2-A03:
        | eq null equals not (pr); ne null equals pr | 200                                       | lists Grace  |
        | 200 without matches                        | 200                                       | lists nobody |
        | 400 invalidFilter                          | 400 perhaps invalidFilter or invalidValue |              |

  @RFC7644-3.4.2.2-A08 @AMBIGUOUS @needs-attribute-active
  Rule: What a value of another type finds is noted

    Scenario Outline: <expression>
      Given a user with Ada's userName
      When the client sends GET "/Users?filter=userName eq "{Ada}" and <expression>"
      Then the outcome is one of RFC7644-3.4.2.2-A08:
        | 400 invalidFilter or invalidValue | 400 perhaps invalidFilter or invalidValue |              |
        | 200 without matches               | 200                                       | lists nobody |

      Examples:
        | expression    |
        | active eq "x" |
        | active eq 5   |
        | userName eq 5 |

  @RFC7644-3.4.2.2-A02 @AMBIGUOUS @needs-attribute-title @needs-attribute-nickName
  Rule: Whether what has no value differs from a value is noted

    Scenario: One with that nickname, one with another, one without
      Given the users:
        |       | title    | nickName   |
        | Ada   | "{mark}" | "Countess" |
        | Grace | "{mark}" | "Amazing"  |
        | Joan  | "{mark}" |            |
      And a filter on their title finds them
      When the client sends GET "/Users?filter=title eq "{mark}" and nickName ne "Countess""
      Then the outcome is one of RFC7644-3.4.2.2-A02:
        | resources without a value match        | 200 | lists Grace and Joan |
        | resources without a value do not match | 200 | lists Grace          |
