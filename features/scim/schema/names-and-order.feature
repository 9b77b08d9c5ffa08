@scim
Feature: Names, and the order of things
  Names of attributes are read in any letter case, and no order means anything.

  @RFC7643-2.1-01 @MUST @needs-attribute-displayName
  Rule: The letter case of an attribute's name does not matter in a body

    Scenario: A create
      When the client sends:
        """
        POST /Users

        { "...": "Ada without userName", "USERNAME": "{Ada}", "DisplayName": "Ada" }
        """
      Then the response is 201
      And the response has:
        | userName    | "{Ada}" |
        | displayName | "Ada"   |

    Scenario: A replace
      Given a user with Ada's userName
      When the client sends:
        """
        PUT /Users/{Ada.id}

        { "...": "Ada without userName", "username": "{Ada}", "DISPLAYNAME": "Ada L." }
        """
      Then the response is 200 or 204
      And Ada has the user:
        | userName    | "{Ada}"  |
        | displayName | "Ada L." |

    @needs-attribute-name
    Scenario: The parts of an attribute
      When the client sends:
        """
        POST /Users

        { "...": "Ada", "name": { "GIVENNAME": "Ada", "FamilyName": "Byron" } }
        """
      Then the response is 201
      And Ada has:
        | name.familyName | "Byron" |
        | name.givenName  | "Ada"   |

  @RFC7643-2.3.8-01 @MUST-NOT @needs-attribute-name @needs-no-required-extension
  Rule: The order of attributes does not matter

    Scenario: schemas come last
      When the client sends:
        """
        POST /Users

        { "name": { "familyName": "Last", "givenName": "Ada" }, "...": "Ada without name, schemas", "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"] }
        """
      Then the response is 201
      And the response has the optional name.familyName
      And the response has:
        | name.familyName | "Last" |

  @RFC7643-3-06 @MUST-NOT @needs-enterprise @needs-no-required-extension @needs-attribute-department
  Rule: The order of schemas does not matter

    Scenario: The extension comes first
      When the client sends:
        """
        POST /Users

        {
          "...": "Ada without schemas",
          "schemas": [
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
            "urn:ietf:params:scim:schemas:core:2.0:User"
          ],
          "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { "department": "Engines" }
        }
        """
      Then the response is 201
      And the response has:
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department | "Engines" |

  @RFC7643-3-08 @MUST @needs-attribute-displayName
  Rule: The attributes of the core schema stand at the top

    Scenario: A user is read
      Given a user with Ada's userName and:
        | displayName | "Ada" |
      When the client reads Ada
      Then the response has:
        | userName                                               | "{Ada}"    |
        | displayName                                            | "Ada"      |
        | urn:ietf:params:scim:schemas:core:2.0:User:userName    | unassigned |
        | urn:ietf:params:scim:schemas:core:2.0:User:displayName | unassigned |
