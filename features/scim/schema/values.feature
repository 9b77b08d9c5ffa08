@scim
Feature: Values as they were given
  Text, case-exact values and lists come back as they went in.

  @RFC7643-2.3.1-01 @MUST @needs-attribute-displayName
  Rule: Text is Unicode

    Scenario Outline: <script>
      Given a user with Ada's userName and:
        | displayName | "<text>" |
      Then Ada has:
        | displayName | "<text>" |

      Examples:
        | script           | text           |
        | accents          | Zoë Ångström   |
        | ideographs       | 山田太郎           |
        | right to left    | שלום           |
        | beyond 16 bits   | 𝒜da 🚀         |

    Scenario Outline: Signs of <script>
      Given a user with Ada's userName and:
        | displayName | <text> |
      Then Ada has:
        | displayName | <text> |

      Examples:
        | script       | text                      |
        | names        | "Ada O'Brien-King, Jr. & Sons (UK)" |
        | words        | "null"                    |

  @RFC7643-7-21 @MUST
  Rule: The letter case of a case-exact value is kept

    Scenario: externalId
      Given a user with Ada's userName and:
        | externalId | "AbC-{mark}" |
      And the client reads Ada
      And the response has the optional externalId
      Then Ada has:
        | externalId | "AbC-{mark}" |

  @RFC7643-2.3.6-03 @MUST @needs-attribute-x509Certificates
  Rule: Binary values are kept to the letter

    Scenario: A certificate
      Given a user with Ada's userName and:
        | x509Certificates | [{"value":"MIIBCzCBsqADAgECAgEBMAoGCCqGSM49BAMCMAwxCjAIBgNVBAMMAWEwHhcNMjYwMTAxMDAwMDAwWhcNMzYwMTAxMDAwMDAwWjAMMQowCAYDVQQDDAFhMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE+//+/wECAg=="}] |
      Then Ada has:
        | x509Certificates[0].value | "MIIBCzCBsqADAgECAgEBMAoGCCqGSM49BAMCMAwxCjAIBgNVBAMMAWEwHhcNMjYwMTAxMDAwMDAwWhcNMzYwMTAxMDAwMDAwWjAMMQowCAYDVQQDDAFhMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE+//+/wECAg==" |

  @RFC7643-2.4-05 @MUST @needs-attribute-emails @needs-attribute-emails.primary
  Rule: Two values that are both primary are not kept as such

    Scenario: A create
      When the client sends:
        """
        POST /Users

        {
          "...": "Ada",
          "emails": [
            { "value": "a-{mark}@example.com", "type": "work", "primary": true },
            { "value": "b-{mark}@example.com", "type": "home", "primary": true }
          ]
        }
        """
      Then the outcome is one of RFC7643-2.4-A01:
        | 400 invalidValue          | 400 | |
        | 201 with one primary kept | 201 | emails != [{"primary":true},{"primary":true}] |

  @RFC7643-2.4-06 @MUST @needs-complex-filter @needs-attribute-emails @needs-attribute-emails.primary @needs-attribute-emails.type
  Rule: A value that does not say primary is not primary

    Scenario: Looking for it
      Given a user with Ada's userName and:
        | emails | [{"value":"{mark}@example.com","type":"work"}] |
      Then the filters find, where they are offered:
        | filter                                                        | finds  |
        | emails[value eq "{mark}@example.com" and primary eq true]     | nobody |

  @RFC7643-2.5-01 @MUST @needs-attribute-nickName
  Rule: Null is the same as absent

    Scenario: A create with null
      Given a user with Ada's userName and:
        | nickName | null |
      Then Ada has:
        | nickName | unassigned |

    @needs-filter
    Scenario: Neither is present to a filter
      Given a user with Ada's userName and:
        | nickName | null |
      And a user with Grace's userName
      Then the filters find, where they are offered:
        | filter                                 | finds  |
        | userName eq "{Ada}" and nickName pr    | nobody |
        | userName eq "{Grace}" and nickName pr  | nobody |

  @RFC7643-2.5-02 @MUST @needs-attribute-nickName
  Rule: Null unassigns an attribute

    Scenario: A replace with null
      Given a user with Ada's userName and:
        | nickName | "Countess" |
      When the client replaces Ada's user with:
        | nickName | null |
      Then the response is 200 or 204
      And Ada has:
        | nickName | unassigned |
        | userName | "{Ada}"    |

    @needs-attribute-phoneNumbers @needs-attribute-phoneNumbers.type
    Scenario: A replace with an empty list
      Given a user with Ada's userName and:
        | phoneNumbers | [{"value":"tel:+1-201-555-0123","type":"work"}] |
      When the client replaces Ada's user with:
        | phoneNumbers | [] |
      Then the response is 200 or 204
      And Ada has:
        | phoneNumbers | unassigned |
        | userName     | "{Ada}"    |

    @needs-enterprise @needs-attribute-department @needs-attribute-costCenter
    Scenario: A replace with null in an extension
      Given a user with Ada's userName and:
        | schemas | ["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"] |
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User | {"department":"Engines","costCenter":"12"} |
      When the client replaces Ada's user with:
        | schemas | ["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"] |
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User | {"department":null,"costCenter":"12"} |
      Then the response is 200 or 204
      And Ada has:
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department | unassigned |
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:costCenter | "12"       |

    @needs-patch
    Scenario: A patch with null
      Given a user with Ada's userName and:
        | nickName | "Countess" |
      When the client patches Ada with:
        | op      | path     | value |
        | replace | nickName | null  |
      Then one of these is so:
        | unassigned                | 200 or 204 | Ada: nickName unassigned |
        | a replace must have a value | 400      | Ada: nickName "Countess" |
