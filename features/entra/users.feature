@entra
Feature: How Entra ID provisions users

  @ENTRA-2-01 @MUST @needs-enterprise @needs-attribute-addresses @needs-attribute-phoneNumbers @needs-attribute-addresses.country @needs-attribute-addresses.type @needs-attribute-department @needs-attribute-employeeNumber @needs-attribute-phoneNumbers.type
  Rule: A create with all that Entra ID maps makes the user

    Scenario: Enterprise attributes, roles, typed lists
      When the client sends:
        """
        POST /Users

        {
          "...": "Ada",
          "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
          "externalId": "{mark}",
          "meta": { "resourceType": "User" },
          "roles": [],
          "phoneNumbers": [{ "type": "work", "value": "+44 20 7946 0100" }, { "type": "mobile", "value": "+44 20 7946 0101" }],
          "addresses": [{ "type": "work", "streetAddress": "1 The Mews", "locality": "London", "country": "GB" }],
          "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { "employeeNumber": "701984", "department": "Engines" }
        }
        """
      Then the response is 201
      And Ada has the user:
        | externalId                   | "{mark}"           |
        | phoneNumbers[type=mobile].value | ~ 20\D*7946\D*0101$ |
        | addresses[type=work]         | {"streetAddress":"1 The Mews","country":"GB"} |
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department | "Engines" |

  @ENTRA-2-02 @SHOULD @needs-attribute-roles
  Rule: A primary that is a text is what it says

    Scenario: The only role
      When the client sends:
        """
        POST /Users

        { "...": "Ada", "roles": [{ "primary": "True", "type": "WindowsAzureActiveDirectoryRole", "value": "Admin" }] }
        """
      Then the response is 201
      And Ada has the user:
        | roles | [{"value":"Admin"}] |

  @ENTRA-2-03 @SHOULD @needs-patch @needs-attribute-nickName @needs-attribute-displayName
  Rule: Operations may begin with a capital

    Scenario: Add, Replace, Remove
      Given a user with Ada's userName and:
        | title       | "Analyst" |
        | displayName | "Ada"     |
      When the client patches Ada with:
        | op      | path        | value      |
        | Add     | nickName    | "Countess" |
        | Replace | displayName | "Ada L."   |
        | Remove  | title       |            |
      Then the response is 200 or 204
      And Ada has the user:
        | nickName    | "Countess" |
        | displayName | "Ada L."   |
        | title       | unassigned |

  @ENTRA-2-04 @SHOULD @needs-patch @needs-attribute-active
  Rule: A Boolean that is a text is what it says

    Scenario: False
      Given a user with Ada's userName
      When the client patches Ada with:
        | op      | path   | value   |
        | Replace | active | "False" |
      Then the response is 200 or 204
      And Ada has the user:
        | active | false |

    Scenario: True again
      Given a user with Ada's userName and:
        | active | false |
      When the client patches Ada with:
        | op      | path   | value  |
        | Replace | active | "True" |
      Then the response is 200 or 204
      And Ada has the user:
        | active | true |

  @ENTRA-2-05 @SHOULD @needs-patch @needs-attribute-emails @needs-attribute-emails.type
  Rule: An Add to a value of a type that is not there makes it

    Scenario: The first address for home
      Given a user with Ada's userName
      When the client patches Ada with:
        | op  | path                         | value     |
        | Add | emails[type eq "home"].value | "h-{Ada}" |
      Then the response is 200 or 204
      And Ada has the user:
        | emails[type=home].value | "h-{Ada}" |
        | emails[type=work].value | "{Ada}"   |

  @ENTRA-2-06 @MUST @needs-patch @needs-attribute-phoneNumbers @needs-attribute-addresses @needs-attribute-displayName @needs-attribute-addresses.type @needs-attribute-phoneNumbers.type
  Rule: One patch changes many attributes

    Scenario: A name, a telephone number, two parts of an address
      Given a user with Ada's userName and:
        | phoneNumbers | [{"type":"work","value":"+44 20 7946 0100"}]                       |
        | addresses    | [{"type":"work","streetAddress":"1 The Mews","locality":"London"}] |
      When the client patches Ada with:
        | op      | path                                     | value              |
        | replace | displayName                              | "Ada L."           |
        | replace | phoneNumbers[type eq "work"].value       | "+44 20 7946 0102" |
        | replace | addresses[type eq "work"].streetAddress  | "2 The Mews"       |
        | replace | addresses[type eq "work"].locality       | "Ockham"           |
      Then the response is 200 or 204
      And Ada has the user:
        | displayName                   | "Ada L."                                          |
        | phoneNumbers[type=work].value | ~ 20\D*7946\D*0102$                                |
        | addresses[type=work]          | {"streetAddress":"2 The Mews","locality":"Ockham"} |

  @ENTRA-2-07 @SHOULD @needs-patch @needs-enterprise @needs-attribute-name @needs-attribute-displayName @needs-attribute-employeeNumber
  Rule: A value without a path may have names in full and with dots

    Scenario: With the flag aadOptscim062020
      Given a user with Ada's userName
      When the client patches Ada with:
        | op      | value |
        | replace | {"displayName":"Ada L.","name.familyName":"Byron","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber":"12"} |
      Then the response is 200 or 204
      And Ada has the user:
        | displayName     | "Ada L." |
        | name.familyName | "Byron"  |
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber | "12" |

  @ENTRA-2-08 @MUST @needs-patch @needs-enterprise @needs-attribute-manager
  Rule: The manager comes, changes and goes

    Scenario: Given, then taken
      Given a user with Ada's userName
      And a user with Grace's userName
      And the client patches Ada with:
        | op  | path                                                                      | value        |
        | Add | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value | "{Grace.id}" |
      And Ada has the user:
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value | "{Grace.id}" |
      When the client patches Ada with:
        | op     | path                                                               |
        | Remove | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager |
      Then the response is 200 or 204
      And Ada has the user:
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager | unassigned |

    Scenario: Replaced
      Given the users:
        |       |
        | Grace |
        | Joan  |
      And the users:
        |     | schemas | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User |
        | Ada | ["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"] | {"manager":{"value":"{Grace.id}"}} |
      When the client patches Ada with:
        | op      | path                                                               | value                   |
        | Replace | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager | {"value":"{Joan.id}"}   |
      Then the response is 200 or 204
      And Ada has the user:
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value | "{Joan.id}" |

  @ENTRA-2-09 @MUST @needs-patch @needs-filter
  Rule: The userName changes

    Scenario: Another sign-in name
      Given a user with Ada's userName
      When the client patches Ada with:
        | op      | path     | value     |
        | Replace | userName | "n-{Ada}" |
      Then the response is 200 or 204
      And the filters find:
        | filter                  | finds  |
        | userName eq "n-{Ada}"   | Ada    |
        | userName eq "{Ada}"     | nobody |

  @ENTRA-2-10 @MUST @needs-patch @needs-attribute-active
  Rule: A disabled user is there, and can be enabled

    Scenario: Out of scope and back
      Given a user with Ada's userName
      And the client patches Ada with:
        | op      | path   | value |
        | Replace | active | false |
      And Ada has the user:
        | active | false |
      When the client patches Ada with:
        | op      | path   | value |
        | Replace | active | true  |
      Then the response is 200 or 204
      And Ada has the user:
        | active   | true    |
        | userName | "{Ada}" |

  @ENTRA-2-11 @MUST @needs-patch @needs-attribute-active
  Rule: A delete ends a disabled user

    Scenario: Thirty days later
      Given a user with Ada's userName
      And the client patches Ada with:
        | op      | path   | value |
        | Replace | active | false |
      When the client deletes Ada
      Then the response is 204
      When the client reads Ada
      Then the response is 404
