@scim
Feature: Choosing attributes
  attributes and excludedAttributes decide what an answer shows; what is always or never returned stays so.

  @RFC7644-3.4.2.5-01 @MUST @needs-attribute-displayName
  Rule: attributes is understood

    Scenario: The userName of one user
      Given a user with Ada's userName and:
        | displayName | "Ada" |
      When the client sends GET "/Users/{Ada.id}?attributes=userName"
      Then the response is 200
      And the response has:
        | userName    | "{Ada}"    |
        | id          | "{Ada.id}" |
        | displayName | unassigned |
        | emails      | unassigned |
        | name        | unassigned |

    @needs-writable-groups
    Scenario: The name of a group
      Given a user with Ada's userName
      And a group Finance of Ada
      When the client sends GET "/Groups/{Finance.id}?attributes=displayName"
      Then the response is 200
      And the response has:
        | displayName | "{group Finance}" |
        | id          | "{Finance.id}"    |
        | members     | unassigned        |

  @RFC7644-3.4.2.5-02 @MUST @needs-attribute-displayName @needs-attribute-name
  Rule: excludedAttributes is understood

    Scenario: All but the name of one user
      Given a user with Ada's userName and:
        | displayName | "Ada"                 |
        | name        | {"givenName":"Ada"}   |
      When the client sends GET "/Users/{Ada.id}?excludedAttributes=name"
      Then the response is 200
      And the response has:
        | name        | unassigned |
        | userName    | "{Ada}"    |
        | displayName | "Ada"      |
        | id          | "{Ada.id}" |

  @RFC7644-3.4.2.5-04 @RFC7644-3.9-03 @MUST @needs-attribute-displayName @needs-attribute-nickName
  Rule: attributes takes the place of what is returned by default

    Scenario: Of a create
      When the client sends:
        """
        POST /Users?attributes=userName

        { "...": "Ada", "displayName": "Ada" }
        """
      Then the response is 201
      And the response has:
        | userName    | "{Ada}"    |
        | id          | assigned   |
        | displayName | unassigned |

    Scenario: Of a replace
      Given a user with Ada's userName
      When the client sends:
        """
        PUT /Users/{Ada.id}?attributes=displayName

        { "...": "Ada", "displayName": "Ada", "nickName": "Countess" }
        """
      Then one of these is so:
        | nothing is shown | 204 |                     |
        | it is chosen     | 200 | nickName unassigned |

    @needs-attribute-active
    Scenario: Of a single user
      Given a user with Ada's userName and:
        | displayName | "Ada" |
      When the client sends GET "/Users/{Ada.id}?attributes=active"
      Then the response has:
        | active      | true       |
        | displayName | unassigned |

  @RFC7644-3.4.2.5-05 @MUST @needs-attribute-name
  Rule: attributes takes the notation of attributes

    Scenario: A part of an attribute, and a name with its URN
      Given a user with Ada's userName and:
        | name | {"givenName":"Ada","familyName":"Lovelace"} |
      And the client reads Ada
      And the response has the optional name.familyName
      When the client sends GET "/Users/{Ada.id}?attributes=name.givenName,urn:ietf:params:scim:schemas:core:2.0:User:userName"
      Then the response is 200
      And the response has:
        | name.givenName  | "Ada"      |
        | name.familyName | unassigned |
        | userName        | "{Ada}"    |
        | emails          | unassigned |

  @RFC7644-3.4.2.5-06 @MUST
  Rule: What is always returned cannot be excluded

    Scenario: The id
      Given a user with Ada's userName
      When the client sends GET "/Users/{Ada.id}?excludedAttributes=id"
      Then the response is 200
      And the response has:
        | id       | "{Ada.id}" |
        | userName | "{Ada}"    |

  @RFC7644-3.4.2.5-07 @MUST @needs-attribute-name
  Rule: excludedAttributes takes the notation of attributes

    Scenario: A part of an attribute, and a name with its URN
      Given a user with Ada's userName and:
        | name | {"givenName":"Ada","familyName":"Lovelace"} |
      And the client reads Ada
      And the response has the optional name.familyName
      When the client sends GET "/Users/{Ada.id}?excludedAttributes=name.givenName,urn:ietf:params:scim:schemas:core:2.0:User:emails"
      Then the response is 200
      And the response has:
        | name.familyName | "Lovelace" |
        | name.givenName  | unassigned |
        | emails          | unassigned |
        | userName        | "{Ada}"    |

  @RFC7644-3.4.2.5-08 @MUST @needs-filter @needs-attribute-displayName
  Rule: Both parameters work on lists

    Scenario: attributes
      Given a user with Ada's userName and:
        | displayName | "Ada" |
      When the client sends GET "/Users?filter=userName eq "{Ada}"&attributes=userName"
      Then the response lists Ada
      And the response has:
        | Resources[0].userName    | "{Ada}"    |
        | Resources[0].displayName | unassigned |
        | Resources[0].emails      | unassigned |

    Scenario: excludedAttributes
      Given a user with Ada's userName and:
        | displayName | "Ada" |
      When the client sends GET "/Users?filter=userName eq "{Ada}"&excludedAttributes=displayName,id"
      Then the response lists Ada
      And the response has:
        | Resources[0].userName    | "{Ada}"    |
        | Resources[0].displayName | unassigned |

  @RFC7644-3.9-01 @MUST @needs-attribute-displayName
  Rule: An answer shows what is always and what is by default returned

    Scenario: A create, and a read
      When the client sends:
        """
        POST /Users

        { "...": "Ada", "displayName": "Ada", "password": "{mark}Aa1!aaa" }
        """
      Then the response is 201
      And the response has:
        | id          | assigned   |
        | schemas     | assigned   |
        | displayName | "Ada"      |
        | password    | unassigned |

    Scenario: A replace
      Given a user with Ada's userName
      When the client replaces Ada's user with:
        | displayName | "Ada"           |
        | password    | "{mark}Aa1!aaa" |
      Then one of these is so:
        | nothing is shown     | 204 |                     |
        | all is shown but one | 200 | password unassigned |
      And one of these is so:
        | nothing is shown     | 204 |                     |
        | all is shown but one | 200 | displayName "Ada"   |

    @needs-patch @needs-attribute-password
    Scenario: A patch
      Given a user with Ada's userName and:
        | displayName | "Ada" |
      When the client patches Ada with:
        | op      | value                                              |
        | replace | {"displayName":"Ada L.","password":"{mark}Aa1!aaa"} |
      Then one of these is so:
        | nothing is shown     | 204 |                      |
        | all is shown but one | 200 | password unassigned  |
      And one of these is so:
        | nothing is shown     | 204 |                      |
        | all is shown but one | 200 | displayName "Ada L." |

  @RFC7644-3.9-04 @MUST
  Rule: What is always returned comes with attributes too

    Scenario: The id
      Given a user with Ada's userName
      When the client sends GET "/Users/{Ada.id}?attributes=userName"
      Then the response has:
        | id | "{Ada.id}" |

  @RFC7644-3.9-05 @MUST @needs-attribute-name @needs-attribute-emails
  Rule: Exactly the attributes and parts asked for come

    Scenario: A part of one, the whole of another
      Given a user with Ada's userName and:
        | name | {"givenName":"Ada","familyName":"Lovelace"} |
      When the client sends GET "/Users/{Ada.id}?attributes=name.familyName,emails"
      Then the response has:
        | name.familyName | "Lovelace"             |
        | name.givenName  | unassigned             |
        | emails          | [{"value":"{Ada}"}]    |
        | active          | unassigned             |

    @needs-attribute-emails.type
    Scenario: A part of every value of a list
      Given a user with Ada's userName and:
        | emails | [{"value":"w-{Ada}","type":"work"},{"value":"h-{Ada}","type":"home"}] |
      When the client sends GET "/Users/{Ada.id}?attributes=emails.value"
      Then the response has:
        | emails         | [{"value":"w-{Ada}"},{"value":"h-{Ada}"}] |
        | emails[0].type | unassigned |
        | emails[1].type | unassigned |

    Scenario: A part of meta
      Given a user with Ada's userName
      When the client sends GET "/Users/{Ada.id}?attributes=meta.lastModified"
      Then the response has:
        | meta.lastModified | "{Ada.meta.lastModified}" |
        | name              | unassigned                |

    @needs-writable-groups @needs-attribute-groups
    Scenario: The groups
      Given a user with Ada's userName
      And a group Finance of Ada
      And the client reads Ada
      And the response has the optional groups
      When the client sends GET "/Users/{Ada.id}?attributes=groups"
      Then the response has:
        | groups | [{"value":"{Finance.id}"}] |
        | name   | unassigned                 |

  @RFC7644-3.9-06 @MUST @needs-attribute-name @needs-attribute-emails
  Rule: attributes in a URL is a list with commas

    Scenario Outline: <list>
      Given a user with Ada's userName and:
        | name | {"givenName":"Ada","familyName":"Lovelace"} |
      When the client sends GET "/Users/{Ada.id}?attributes=<list>"
      Then the response has:
        | userName        | "{Ada}"             |
        | name.familyName | "Lovelace"          |
        | emails          | [{"value":"{Ada}"}] |

      Examples:
        | list                     |
        | userName,name,emails     |
        | emails,userName,name     |
        | userName%2Cname%2Cemails |

  @RFC7644-3.9-07 @MUST
  Rule: What is always returned stays when other names are excluded with it

    Scenario: id and userName
      Given a user with Ada's userName and:
        | externalId | "{mark}" |
      When the client sends GET "/Users/{Ada.id}?excludedAttributes=id,externalId"
      Then the response has:
        | id         | "{Ada.id}" |
        | externalId | unassigned |

  @RFC7644-3.9-08 @MUST @needs-attribute-emails @needs-attribute-displayName
  Rule: All that is returned by default comes but what is excluded

    Scenario: All but the addresses
      Given a user with Ada's userName and:
        | displayName | "Ada"    |
        | externalId  | "{mark}" |
      When the client sends GET "/Users/{Ada.id}?excludedAttributes=emails"
      Then the response has:
        | emails      | unassigned |
        | userName    | "{Ada}"    |
        | displayName | "Ada"      |
        | externalId  | "{mark}"   |

  @RFC7644-3.9-10 @MUST @needs-attribute-name
  Rule: An attribute that is named brings its parts

    Scenario: The name
      Given a user with Ada's userName and:
        | name | {"givenName":"Ada","familyName":"Lovelace"} |
      And the client reads Ada
      And the response has the optional name.familyName
      When the client sends GET "/Users/{Ada.id}?attributes=name"
      Then the response has:
        | name.givenName  | "Ada"      |
        | name.familyName | "Lovelace" |
        | emails          | unassigned |

  @RFC7644-3.9-12 @MUST @needs-attribute-password
  Rule: What is never returned does not come when it is asked for

    Scenario Outline: <query>
      Given a user with Ada's userName and:
        | password | "{mark}Aa1!aaa" |
      When the client sends GET "/Users/{Ada.id}?<query>"
      Then the response is 200
      And the response has:
        | password | unassigned |
        | id       | "{Ada.id}" |

      Examples:
        | query                                                          |
        | attributes=password                                            |
        | attributes=userName,PASSWORD                                   |
        | attributes=urn:ietf:params:scim:schemas:core:2.0:User:password |
        | excludedAttributes=emails                                      |

    @needs-search @needs-filter
    Scenario: In a search
      Given a user with Ada's userName and:
        | password | "{mark}Aa1!aaa" |
      When the client sends:
        """
        POST /Users/.search

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
          "filter": "userName eq \"{Ada}\"",
          "attributes": ["userName", "password"]
        }
        """
      Then the response lists Ada
      And the response has:
        | Resources[0].password | unassigned |

  @RFC7644-3.9-13 @MUST @needs-attribute-displayName
  Rule: Names in these parameters do not mind the letter case

    Scenario: attributes
      Given a user with Ada's userName and:
        | displayName | "Ada" |
      When the client sends GET "/Users/{Ada.id}?attributes=USERNAME"
      Then the response has:
        | userName    | "{Ada}"    |
        | displayName | unassigned |

    Scenario: excludedAttributes
      Given a user with Ada's userName and:
        | displayName | "Ada" |
      When the client sends GET "/Users/{Ada.id}?excludedAttributes=DISPLAYNAME"
      Then the response has:
        | userName    | "{Ada}"    |
        | displayName | unassigned |

  @RFC7644-3.9-14 @MUST @needs-enterprise @needs-attribute-name @needs-attribute-costCenter @needs-attribute-department
  Rule: An extension's attribute is chosen by its full name

    Scenario Outline: <query>
      Given a user with Ada's userName and:
        | schemas | ["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"] |
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User | {"department":"Engines","costCenter":"12"} |
      When the client sends GET "/Users/{Ada.id}?<query>=urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department"
      Then the response is 200
      And the response has:
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department | <department>  |
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:costCenter | <cost center> |
        | name                                                                  | <name>        |

      Examples:
        | query              | department | cost center | name       |
        | attributes         | "Engines"  | unassigned  | unassigned |
        | excludedAttributes | unassigned | "12"        | assigned   |

    @needs-attribute-manager
    Scenario: A part of it
      Given a user with Grace's userName
      And a user with Ada's userName and:
        | schemas | ["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"] |
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User | {"department":"Engines","manager":{"value":"{Grace.id}"}} |
      When the client sends GET "/Users/{Ada.id}?attributes=urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value"
      Then the response is 200
      And the response has:
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value | "{Grace.id}" |
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department | unassigned |

  @RFC7644-3.10-01 @RFC7644-3.10-06 @MUST @needs-attribute-name
  Rule: An attribute is URN, colon and name, and a dot in the URN is none of its parts

    Scenario: In attributes
      Given a user with Ada's userName and:
        | name | {"givenName":"Ada","familyName":"Lovelace"} |
      And the client reads Ada
      And the response has the optional name.familyName
      When the client sends GET "/Users/{Ada.id}?attributes=urn:ietf:params:scim:schemas:core:2.0:User:name.familyName"
      Then the response has:
        | name.familyName | "Lovelace" |

    @needs-patch
    Scenario: In a patch
      Given a user with Ada's userName and:
        | name | {"givenName":"Ada","familyName":"Byron"} |
      And the client patched Ada with:
        | op      | path            | value  |
        | replace | name.familyName | "King" |
      When the client patches Ada with:
        | op      | path                                                       | value      |
        | replace | urn:ietf:params:scim:schemas:core:2.0:User:name.familyName | "Lovelace" |
      Then the response is 200 or 204
      And Ada has the user:
        | name | {"givenName":"Ada","familyName":"Lovelace"} |

    @needs-sort @needs-filter
    Scenario: In sortBy
      Given the users:
        |       | externalId |
        | Grace | "{mark}"   |
        | Ada   | "{mark}"   |
      When the client sends GET "/Users?filter=externalId eq "{mark}"&sortBy=urn:ietf:params:scim:schemas:core:2.0:User:userName"
      Then the response lists Ada and Grace in this order

  @RFC7644-3.9-11 @MUST @needs-returned-request-attr
  Rule: What is returned on request comes only when it is asked for

    Scenario: The first such attribute that an extension has
      When the client sends:
        """
        POST /Users

        {
          "...": "Ada",
          "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", "{schema of the requested attribute}"],
          "{schema of the requested attribute}": { "{name of the requested attribute}": "{mark}" }
        }
        """
      Then the response is 201
      And Ada has the user:
        | {path of the requested attribute} | unassigned |
      When the client sends GET "/Users/{Ada.id}?attributes={path of the requested attribute}"
      Then the response has:
        | {path of the requested attribute} | "{mark}" |

  @RFC7644-3.9-A01 @AMBIGUOUS @needs-attribute-displayName @needs-attribute-emails
  Rule: What both parameters together mean is noted

    Scenario: Two chosen, one of them excluded
      Given a user with Ada's userName and:
        | displayName | "Ada" |
      When the client sends GET "/Users/{Ada.id}?attributes=userName,displayName&excludedAttributes=displayName"
      Then the outcome is one of RFC7644-3.9-A01:
        | 400 invalidValue or invalidSyntax   | 400 perhaps invalidValue or invalidSyntax |                        |
        | 200, attributes wins                | 200                                       | displayName "Ada"      |
        | 200, excludedAttributes applied to it | 200                                     | displayName unassigned |
      And one of these is so:
        | it is refused              | 400 |                   |
        | what is neither is not there | 200 | emails unassigned |

  @RFC7644-3.9-A02 @AMBIGUOUS @needs-attribute-emails
  Rule: What becomes of a name that no schema has is noted

    Scenario Outline: Asked for as <name>
      Given a user with Ada's userName
      When the client sends GET "/Users/{Ada.id}?attributes=<name>"
      Then the outcome is one of RFC7644-3.9-A02:
        | 200 with the always set only | 200                                     | emails unassigned |
        | 400 invalidPath or invalidValue | 400 perhaps invalidPath or invalidValue |                |

      Examples:
        | name                        |
        | noSuchAttribute             |
        | emails.noSuchPart           |
        | urn:example:no:such:User:it |

    Scenario: Left out
      Given a user with Ada's userName
      When the client sends GET "/Users/{Ada.id}?excludedAttributes=noSuchAttribute"
      Then one of these is so:
        | nothing is left out | 200 | emails assigned |
        | it is refused       | 400 |                 |
