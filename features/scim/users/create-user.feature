@scim
Feature: Creating a user
  A client sends a new user to /Users and learns its id and address.

  @RFC7644-3.3-07 @MUST @needs-attribute-name @needs-attribute-emails
  Rule: A create is answered with 201

    Scenario: A user with a name and an e-mail address
      When the client creates a user with Ada's userName
      Then the response is 201
      And the response has:
        | userName        | "{Ada}" |
        | name.givenName  | "Ada"   |
        | emails[0].value | "{Ada}" |

    @needs-writable-groups
    Scenario: A group
      When the client sends:
        """
        POST /Groups

        { "...": "group Finance" }
        """
      Then the response is 201
      And the response has:
        | displayName | "{group Finance}" |

  @RFC7644-3.3-17 @MUST @needs-filter @needs-attribute-active
  Rule: A new user can be read and found at once

    Scenario: By id and by userName
      Given a user with Ada's userName
      When the client looks for the userName of Ada
      Then the response lists 1 resource
      And the resource listed is Ada
      And Ada has the user:
        | userName | "{Ada}" |
        | active   | true    |

  @RFC7644-3.3-02 @MUST
  Rule: What only the server may set is ignored in a create

    Scenario: A client that chooses id and meta
      Given a user with Ada's userName and:
        | id               | "chosen-by-the-client" |
        | meta             | {"resourceType":"Dog"} |
      Then Ada has the user:
        | userName          | "{Ada}" |
        | meta.resourceType | "User"  |
      And Ada's id is not "chosen-by-the-client"

  @RFC7644-3.3-01 @MUST
  Rule: A create makes a user that is there

    Scenario: With what the schema requires
      When the client sends:
        """
        POST /Users

        { "...": "Ada" }
        """
      Then the response is 201
      And Ada has the user:
        | userName | "{Ada}" |

    @needs-attribute-displayName @needs-attribute-name
    Scenario: With what it was given
      Given a user with Ada's userName and:
        | displayName | "Ada L."                                      |
        | name        | {"givenName":"Ada","familyName":"Lovelace"} |
      Then Ada has the user:
        | userName        | "{Ada}"    |
        | displayName     | "Ada L."   |
        | name.givenName  | "Ada"      |
        | name.familyName | "Lovelace" |

    @needs-filter
    Scenario: It is there once
      When the client creates a user with Ada's userName
      Then there is one user with Ada's userName

    @needs-attribute-active
    Scenario: Somebody who is not to be active yet
      Given a user with Ada's userName and:
        | active | false |
      Then Ada has:
        | active   | false   |
        | userName | "{Ada}" |

  @RFC7644-3.3-08 @SHOULD
  Rule: A create is answered with the user as the server has it

    Scenario: With schemas, id, userName and meta
      When the client creates a user with Ada's userName
      Then the response is 201
      And the response has:
        | schemas[0]        | ~ ^urn:    |
        | id                | ~ .        |
        | userName          | "{Ada}"    |
        | meta.resourceType | "User"     |
        | meta.created      | ~ ^\d\d\d\d-  |

  @RFC7644-3.3-09 @MUST
  Rule: A create says in a header where the new user is

    Scenario: Following it
      When the client creates a user with Ada's userName
      Then the response is 201
      And the response has:
        | header.location | ~ /Users/[^/?]+$ |
      And each "header.location" of the response is found at "{each}"

  @RFC7644-3.3-10 @MUST
  Rule: A create says in meta where the new user is

    Scenario: Following it
      When the client creates a user with Ada's userName
      Then the response is 201
      And the response has:
        | meta.location | ~ /Users/[^/?]+$ |
      And each "meta.location" of the response is found at "{each}"

    Scenario: As the header says
      When the client creates a user with Ada's userName
      Then one of these is so:
        | the same              | 201 | meta.location = header.location           |
        | one of them from "/"  | 201 | header.location ~ {answer.meta.location}$ |
        | no header             | 201 | header.location unassigned                |

  @RFC7644-3.3.1-01 @MUST
  Rule: The endpoint decides what is made, not the body

    Scenario: A user that says it is a group
      Given a user with Ada's userName and:
        | meta | {"resourceType":"Group"} |
      Then Ada has the user:
        | meta.resourceType | "User" |

    @needs-writable-groups
    Scenario: A group that says it is a user
      When the client sends:
        """
        POST /Groups

        { "...": "group Finance", "meta": { "resourceType": "User" } }
        """
      Then the response is 201
      And Finance has:
        | meta.resourceType | "Group" |

  @RFC7644-3.3-14 @SHOULD
  Rule: A create that is no JSON is refused

    Scenario Outline: <body>
      When the client sends:
        """
        POST /Users

        <body>
        """
      Then the response is the SCIM error 400 perhaps invalidSyntax

      Examples:
        | body                    |
        | {                       |
        | {"userName": "ada",}    |
        | userName=ada            |
        | []                      |
        | "ada"                   |

  @RFC7644-3.3-15 @SHOULD
  Rule: A create that lacks what is required is refused

    Scenario Outline: <without>
      When the client sends:
        """
        POST /Users

        { "...": "Ada without userName"<with> }
        """
      Then the response is the SCIM error 400 perhaps invalidValue or invalidSyntax

      Examples:
        | without                   | with               |
        | No userName               |                    |
        | A userName that is null   | , "userName": null |
        | A userName that is empty  | , "userName": ""   |

  @RFC7644-3.3-16 @SHOULD
  Rule: A create with a value of the wrong type is refused

    Scenario Outline: <attribute> is <value>
      When the client sends:
        """
        POST /Users

        { "...": "Ada", "<attribute>": <value> }
        """
      Then the response is the SCIM error 400 perhaps invalidValue or invalidSyntax

      Examples:
        | attribute | value       |
        | userName  | 123         |
        | userName  | {"a":"b"}   |
        | userName  | ["ada"]     |

    @needs-attribute-emails @needs-attribute-name
    Scenario Outline: <attribute> is <value>
      When the client sends:
        """
        POST /Users

        { "...": "Ada", "<attribute>": <value> }
        """
      Then the response is the SCIM error 400 perhaps invalidValue or invalidSyntax

      Examples:
        | attribute | value               |
        | emails    | "ada@example.com"   |
        | emails    | 7                   |
        | name      | "Ada"               |
        | name      | ["Ada"]             |

  @RFC7644-3.3-A03 @AMBIGUOUS
  Rule: What becomes of a create that does not name its schemas is noted

    Scenario Outline: schemas is <what>
      When the client sends:
        """
        POST /Users

        { "...": "Ada without schemas"<schemas> }
        """
      Then the outcome is one of RFC7644-3.3-A03:
        | 400 invalidSyntax or invalidValue                | 400 perhaps invalidSyntax or invalidValue |                     |
        | 201 with 'schemas' completed in the response     | 201                                       | schemas[0] ~ ^urn:  |

      Examples:
        | what     | schemas         |
        | not said |                 |
        | empty    | , "schemas": [] |

    @needs-enterprise @needs-attribute-department
    Scenario: An extension that is not named
      When the client sends:
        """
        POST /Users

        { "...": "Ada", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { "department": "Engines" } }
        """
      Then the outcome is one of RFC7644-3.3-A03:
        | 400 invalidSyntax or invalidValue                  | 400 perhaps invalidSyntax or invalidValue |                                                                                               |
        | 201 with 'schemas' completed in the response       | 201 | Ada: urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department "Engines"  |
        | 201 with the undeclared extension data ignored     | 201 | Ada: urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department unassigned |

  @RFC7643-3-A02 @AMBIGUOUS
  Rule: What becomes of a schema that nobody knows is noted

    Scenario: A create that names one
      When the client sends:
        """
        POST /Users

        { "...": "Ada", "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", "urn:example:unknown:{mark}"] }
        """
      Then the outcome is one of RFC7643-3-A02:
        | 400 invalidValue or invalidSyntax | 400 perhaps invalidValue or invalidSyntax |                       |
        | 201 with the URN dropped          | 201                                       | schemas[1] unassigned |
        | another extension is named        | 201                                       | schemas != ["urn:ietf:params:scim:schemas:core:2.0:User", "urn:example:unknown:{mark}"] |

  @RFC7644-3.3-A01 @AMBIGUOUS
  Rule: What becomes of an attribute that no schema has is noted

    Scenario: The answer and a read agree
      When the client sends:
        """
        POST /Users

        { "...": "Ada", "scimulateUnknown": "{mark}" }
        """
      Then the outcome is one of RFC7644-3.3-A01:
        | 201 and attribute dropped         | 201                                       | Ada: scimulateUnknown unassigned |
        | 400 invalidSyntax or invalidValue | 400 perhaps invalidSyntax or invalidValue |                                  |
        | 201 and attribute stored          | 201                                       | Ada: scimulateUnknown "{mark}"   |
      And one of these is so:
        | it is refused               | 400 |                                  |
        | the answer shows it not     | 201 | scimulateUnknown unassigned      |
        | and a read shows it as well | 201 | Ada: scimulateUnknown "{mark}"   |
