@scim @needs-patch
Feature: Patches that are refused
  A patch that cannot be understood or is not allowed changes nothing, and says why.

  @RFC7644-3.5.2-02 @MUST @needs-attribute-emails @needs-attribute-displayName
  Rule: Operations of JSON Patch that SCIM does not have are refused

    Scenario Outline: <op> of <path>
      Given a user with Ada's userName and:
        | displayName | "Ada" |
      When the client patches Ada with:
        | op   | path   | value   |
        | <op> | <path> | <value> |
      Then the response is the SCIM error 400 perhaps invalidSyntax or invalidValue or invalidPath or invalidFilter or noTarget
      And Ada still has the user:
        | displayName     | "Ada"   |
        | emails[0].value | "{Ada}" |

      Examples:
        | op      | path         | value         |
        | move    | displayName  | "x"           |
        | copy    | displayName  | "x"           |
        | test    | displayName  | "x"           |
        | replace | emails[0]    | {"value":"x@example.com"} |
        | replace | /displayName | "x"           |

  @RFC7644-3.5.2-03 @MUST @needs-attribute-active
  Rule: A patch names its message schema

    Scenario: Without schemas
      Given a user with Ada's userName and:
        | active | true |
      When the client sends:
        """
        PATCH /Users/{Ada.id}

        { "Operations": [{ "op": "replace", "path": "active", "value": false }] }
        """
      Then the outcome is one of RFC7644-3.5.2-A14:
        | 400 invalidSyntax or invalidValue | 400 perhaps invalidSyntax or invalidValue | Ada: active ~ ^true$  |
        | 200/204 applied                   | 200 or 204                                | Ada: active ~ ^false$ |

  @RFC7644-3.5.2-04 @MUST @needs-attribute-name
  Rule: A patch has a list of operations

    Scenario Outline: <body>
      Given a user with Ada's userName and:
        | name | {"givenName":"Ada","familyName":"Lovelace"} |
      When the client sends:
        """
        PATCH /Users/{Ada.id}

        { "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"]<body> }
        """
      Then the response is a client error
      And Ada still has the user:
        | name.familyName | "Lovelace" |

      Examples:
        | body |
        |      |
        | , "Operations": "replace" |
        | , "Operations": null |
        | , "Operations": ["replace"] |
        | , "name": { "familyName": "King" } |

    Scenario: An empty list
      Given a user with Ada's userName and:
        | name | {"givenName":"Ada","familyName":"Lovelace"} |
      When the client sends:
        """
        PATCH /Users/{Ada.id}

        { "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [] }
        """
      Then the outcome is one of RFC7644-3.5.2-A03:
        | 400 invalidSyntax or invalidValue | 400 perhaps invalidSyntax or invalidValue |                                 |
        | 200/204 as a no-op                | 200 or 204                                | Ada: name.familyName "Lovelace" |

  @RFC7644-3.5.2-05 @MUST @needs-attribute-displayName
  Rule: An operation says which it is

    Scenario: Without op
      Given a user with Ada's userName and:
        | displayName | "Ada" |
      When the client patches Ada with:
        | path        | value    |
        | displayName | "Ada L." |
      Then the response is a client error
      And Ada still has the user:
        | displayName | "Ada" |

  @RFC7644-3.5.2-06 @MUST @needs-attribute-displayName
  Rule: An operation that is none of add, remove and replace is refused

    Scenario Outline: <op>
      Given a user with Ada's userName and:
        | displayName | "Ada" |
      When the client patches Ada with:
        | op   | path        | value    |
        | <op> | displayName | "Ada L." |
      Then the response is a client error or 501
      And Ada still has the user:
        | displayName | "Ada" |

      Examples:
        | op         |
        | frobnicate |
        | delete     |
        | set        |

  @RFC7644-3.5.2-09 @REQUIRED @needs-attribute-displayName
  Rule: A remove names its path

    Scenario: Without a path
      Given a user with Ada's userName and:
        | displayName | "Ada" |
      When the client patches Ada with:
        | op     |
        | remove |
      Then the response is a client error
      And Ada still has the user:
        | displayName | "Ada"   |
        | userName    | "{Ada}" |

  @RFC7644-3.5.2.2-01 @MUST
  Rule: A remove without a path is answered with 400 noTarget

    Scenario: Without a path
      Given a user with Ada's userName
      When the client patches Ada with:
        | op     |
        | remove |
      Then the response is the SCIM error 400 noTarget

  @RFC7644-3.5.2-16 @SHOULD @needs-attribute-emails @needs-attribute-name
  Rule: A path that is malformed is answered with 400 invalidPath

    Scenario Outline: <path>
      Given a user with Ada's userName
      When the client patches Ada with:
        | op      | path   | value |
        | replace | <path> | "x"   |
      Then the response is the SCIM error 400 perhaps <scimType>

      Examples:
        | path             | scimType                     |
        | emails[type eq   | invalidPath or invalidFilter |
        | name..familyName | invalidPath                  |
        | .name            | invalidPath                  |
        | name.familyName. | invalidPath                  |

  @RFC7644-3.12-25 @SHOULD @needs-attribute-name
  Rule: A malformed path is invalidPath

    Scenario: Two dots
      Given a user with Ada's userName
      When the client patches Ada with:
        | op      | path | value |
        | replace | a..b | "x"   |
      Then the response is the SCIM error 400 invalidPath

  @RFC7644-3.5.2-17 @SHOULD @needs-attribute-emails
  Rule: A malformed filter in a path is answered with 400

    Scenario Outline: <path>
      Given a user with Ada's userName
      When the client patches Ada with:
        | op      | path   | value   |
        | replace | <path> | "x@example.com" |
      Then the response is the SCIM error 400 perhaps invalidFilter or invalidPath
      And Ada still has the user:
        | emails[0].value | "{Ada}" |

      Examples:
        | path                         |
        | emails[type zz "work"].value |
        | emails[].value               |
        | emails[type eq].value        |
        | emails[type eq work].value   |

  @RFC7644-3.5.2-18 @MUST
  Rule: An operation fits what may be changed

    Scenario: Another id
      Given a user with Ada's userName
      When the client patches Ada with:
        | op      | path | value        |
        | replace | id   | "{unused id}" |
      Then the response is the SCIM error 400 or 403 or 409 or 501
      And Ada still has the user:
        | id       | "{Ada.id}" |
        | userName | "{Ada}"    |

  @RFC7644-3.12-23 @SHOULD
  Rule: A change of what is readOnly is a matter of mutability

    Scenario: Another id
      Given a user with Ada's userName
      When the client patches Ada with:
        | op      | path | value        |
        | replace | id   | "{unused id}" |
      Then the response is the SCIM error 400 mutability

  @RFC7644-3.5.2-19 @MUST-NOT @needs-attribute-groups @needs-writable-groups
  Rule: A user's groups are not changed through the user

    Scenario: Ada leaves her group by herself
      Given a user with Ada's userName
      And a group Finance of Ada
      When the client patches Ada with:
        | op      | path   | value |
        | replace | groups | []    |
      Then the outcome is one of RFC7644-3.5.2-A06:
        | 400 mutability                     | 400 or 501 perhaps mutability |                                       |
        | 200/204 with the value unchanged   | 200 or 204                    | Finance: members[0].value "{Ada.id}"  |
      And the group Finance has Ada

  @RFC7644-3.5.2-20 @MUST-NOT @needs-writable-groups @needs-immutable-member-value
  Rule: An immutable value that is there stays

    Scenario: A member that would become somebody else
      Given a user with Ada's userName
      And a user with Grace's userName
      And a group Finance of Ada
      When the client patches Finance with:
        | op      | path                                 | value        |
        | replace | members[value eq "{Ada.id}"].value   | "{Grace.id}" |
      Then the response is a client error or 501
      And the group Finance has Ada

  @RFC7644-3.5.2-22 @MUST @needs-attribute-active
  Rule: A value of the wrong type is refused

    Scenario Outline: <path> becomes <value>
      Given a user with Ada's userName and:
        | active | true |
      When the client patches Ada with:
        | op      | path   | value   |
        | replace | <path> | <value> |
      Then the response is the SCIM error 400 perhaps invalidValue or invalidSyntax
      And Ada still has the user:
        | active   | true    |
        | userName | "{Ada}" |

      Examples:
        | path     | value        |
        | active   | "abc"        |
        | active   | {"x":1}      |
        | userName | {"x":1}      |
        | userName | ["a","b"]    |

  @RFC7644-3.5.2-30 @MUST @needs-attribute-displayName @needs-attribute-name @needs-attribute-name.middleName
  Rule: A patch that fails leaves the resource as it was

    Scenario Outline: Good operations before <op> of <path>
      Given a user with Ada's userName and:
        | displayName | "Ada" |
      When the client patches Ada with:
        | op      | path            | value           |
        | replace | displayName     | "Ada L."        |
        | add     | name.middleName | "Augusta"       |
        | <op>    | <path>          | "{unused id}"   |
      Then the response is a client error or 501
      And Ada still has the user:
        | displayName       | "Ada"                       |
        | name.middleName   | unassigned                  |
        | id                | "{Ada.id}"                  |
        | meta.lastModified | "{Ada.meta.lastModified}"   |

      Examples:
        | op      | path         |
        | replace | id           |
        | replace | emails[type  |
        | move    | displayName  |

  @RFC7644-3.5.2-31 @MUST
  Rule: A patch that fails is answered with a SCIM error

    Scenario: Another id
      Given a user with Ada's userName
      When the client patches Ada with:
        | op   | path     | value |
        | move | userName | "x"   |
      Then one of these is so:
        | it fails, and says so             | 400 | status any of ["400", 400] |
        | it does not fail, which it should | 200 |                            |
        | it does not fail, which it should | 204 |                            |

  @RFC7644-3.5.2.1-01 @MUST
  Rule: An add brings a value

    Scenario Outline: Without one, path <path>
      Given a user with Ada's userName
      When the client patches Ada with:
        | op  | path   |
        | add | <path> |
      Then the response is a client error or 501
      And Ada still has the user:
        | userName | "{Ada}" |

      Examples:
        | path     |
        | nickName |
        |          |

  @RFC7644-3.5.2.3-10 @SHOULD @needs-attribute-nickName
  Rule: A replace brings a value

    Scenario Outline: Without one, path <path>
      Given a user with Ada's userName and:
        | nickName | "Countess" |
      When the client patches Ada with:
        | op      | path   |
        | replace | <path> |
      Then the response is a client error or 501
      And Ada still has the user:
        | nickName | "Countess" |

      Examples:
        | path     |
        | nickName |
        |          |

  @RFC7644-3.5.2.2-09 @MUST
  Rule: A required attribute is not removed

    Scenario: The userName
      Given a user with Ada's userName
      When the client patches Ada with:
        | op     | path     |
        | remove | userName |
      Then the outcome is one of RFC7644-3.5.2.2-A06:
        | 400 mutability   | 400 mutability           | Ada: userName "{Ada}" |
        | 400 invalidValue | 400 perhaps invalidValue | Ada: userName "{Ada}" |

  @RFC7644-3.5.2.2-10 @MUST
  Rule: What is readOnly is not removed

    Scenario: The id
      Given a user with Ada's userName
      When the client patches Ada with:
        | op     | path |
        | remove | id   |
      Then the response is the SCIM error 400 mutability
      And Ada still has the user:
        | id | "{Ada.id}" |

  @RFC7644-3.5.2.3-08 @MUST @needs-attribute-addresses @needs-attribute-addresses.type
  Rule: A replace whose filter finds nothing has no target

    Scenario: An address of a kind that Ada has not
      Given a user with Ada's userName and:
        | addresses | [{"type":"work","locality":"London"}] |
      When the client patches Ada with:
        | op      | path                                | value   |
        | replace | addresses[type eq "home"].locality  | "Paris" |
      Then the outcome is one of RFC7644-3.5.2.3-A03:
        | 400 noTarget  | 400 noTarget | Ada: addresses [{"type":"work","locality":"London"}]                                   |
        | value created | 200 or 204   | Ada: addresses [{"type":"work","locality":"London"},{"type":"home","locality":"Paris"}] |

  @RFC7644-3.12-26 @SHOULD @needs-attribute-emails @needs-attribute-emails.type
  Rule: A path that nothing answers to is noTarget

    Scenario: An e-mail address of no kind that Ada has
      Given a user with Ada's userName
      When the client patches Ada with:
        | op      | path                           | value           |
        | replace | emails[type eq "home"].value   | "x@example.com" |
      Then the outcome is one of RFC7644-3.5.2.3-A03:
        | 400 noTarget  | 400 noTarget |                       |
        | value created | 200 or 204   | Ada: userName "{Ada}" |

  @RFC7644-3.5.2-35 @SHOULD
  Rule: A patch of nobody is answered with 404

    Scenario: An id that names nobody
      When the client sends:
        """
        PATCH /Users/{unused id}

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
          "Operations": [{ "op": "replace", "path": "active", "value": false }]
        }
        """
      Then the response is the SCIM error 404
