@scim
Feature: The attributes of a user

  @RFC7643-4.1.1-10 @MUST @needs-attribute-profileUrl
  Rule: profileUrl is an address

    Scenario: A good one is kept
      Given a user with Ada's userName and:
        | profileUrl | "https://people.example.com/ada" |
      Then Ada has:
        | profileUrl | "https://people.example.com/ada" |

  @RFC7643-4.1.1-12 @MUST @needs-attribute-preferredLanguage
  Rule: preferredLanguage is written as in Accept-Language

    Scenario Outline: <language>
      Given a user with Ada's userName and:
        | preferredLanguage | "<language>" |
      Then Ada has:
        | preferredLanguage | "<language>" |

      Examples:
        | language       |
        | en-US,en;q=0.8 |
        | da             |

  @RFC7643-4.1.1-13 @MUST @needs-attribute-locale
  Rule: locale is a language tag

    Scenario: A good one is kept
      When the client sends:
        """
        POST /Users

        { "...": "Ada", "locale": "en-US" }
        """
      Then the response is 201
      And Ada has:
        | locale | "en-US" |

  @RFC7643-4.1.1-15 @MUST @needs-attribute-timezone
  Rule: timezone is a name of the tz database

    Scenario: A good one is kept
      Given a user with Ada's userName and:
        | timezone | "America/Los_Angeles" |
      Then Ada has:
        | timezone | "America/Los_Angeles" |

  @RFC7643-4.1.1-16 @MUST @needs-attribute-active
  Rule: active says whether the user may use the service

    Scenario: Off and on again
      Given a user with Ada's userName
      When the client replaces Ada's user with:
        | active | false |
      Then Ada has:
        | active | false |
      When the client replaces Ada's user with:
        | active | true |
      Then Ada has:
        | active | true |

  @RFC7643-4.1.1-26 @MUST @needs-changePassword @needs-attribute-password
  Rule: A service that says that passwords can be changed changes them

    Scenario: A new password
      Given a user with Ada's userName
      When the client replaces Ada's user with:
        | password | "Correct-horse-7-battery" |
      Then the response is 200 or 204

  @RFC7643-4.1.1-17 @MUST-NOT
  Rule: A password is told to nobody, not even to whom it comes from

    Scenario: A create that is refused
      Given a user with Ada's userName
      When the client sends:
        """
        POST /Users

        { "...": "Ada", "password": "{mark}-Aa1-secret" }
        """
      Then the response has:
        | text | ~ ^(?![\s\S]*{mark}-Aa1-secret) |

    @needs-bulk
    Scenario: A create in bulk
      When the client sends:
        """
        POST /Bulk

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
          "Operations": [
            {
              "method": "POST",
              "path": "/Users",
              "bulkId": "ada",
              "data": { "...": "Ada", "password": "{mark}-Aa1-secret" }
            }
          ]
        }
        """
      Then the response has:
        | text                            | ~ ^(?![\s\S]*{mark}-Aa1-secret) |
        | Operations[0].response.password | unassigned                      |

  @RFC7643-4.1.2-02 @SHOULD @needs-attribute-emails @needs-attribute-emails.type
  Rule: The domain of an e-mail address comes in lower case

    Scenario: Sent in upper case
      Given a user with Ada's userName and:
        | emails | [{"value":"{mark}@EXAMPLE.COM","type":"work"}] |
      Then Ada has:
        | emails[0].value | "{mark}@example.com" |

  @RFC7643-4.1.2-17 @MUST @needs-attribute-addresses @needs-attribute-addresses.country @needs-attribute-addresses.type
  Rule: A country is written with its two letters

    Scenario: The United States
      Given a user with Ada's userName and:
        | addresses | [{"type":"work","locality":"Hollywood","country":"US"}] |
      And the client reads Ada
      And the response has the optional addresses
      Then Ada has:
        | addresses[0].country | "US" |

  @RFC7643-4.1.2-26 @MUST @needs-attribute-x509Certificates
  Rule: A certificate is kept as it is

    Scenario: One that issued itself
      Given a user with Ada's userName and:
        | x509Certificates | [{"value":"MIIBcDCCARWgAwIBAgIUOco8ZrsRXhDNVW3bxl2g2elU06swCgYIKoZIzj0EAwIwDDEKMAgGA1UEAwwBYTAgFw0yNjExMjYyMDUyMzZaGA8yMTI2MTEwMjIwNTIzNlowDDEKMAgGA1UEAwwBYTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABJe4MXaa0fFYblm7qSUlPqNmzm1FKQS5KXOCIL8NIUz6BHMWPT2cSabe/9QVbOAuCG+QYU5EgIBuuLr+VFB7aJqjUzBRMB0GA1UdDgQWBBQuUaRF4fvp0hAwsgdK/TimwEJtYzAfBgNVHSMEGDAWgBQuUaRF4fvp0hAwsgdK/TimwEJtYzAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0kAMEYCIQCkUbBeiHgzSQZq2mUAcDV4k1iPe0EZTy4U+fHz8AMrhgIhALZBp1NQUvpmtRPeOXwpmMToFUkMt+9tHwBp6y+pYKLW"}] |
      And the client reads Ada
      And the response has the optional x509Certificates
      Then Ada has:
        | x509Certificates[0].value | "MIIBcDCCARWgAwIBAgIUOco8ZrsRXhDNVW3bxl2g2elU06swCgYIKoZIzj0EAwIwDDEKMAgGA1UEAwwBYTAgFw0yNjExMjYyMDUyMzZaGA8yMTI2MTEwMjIwNTIzNlowDDEKMAgGA1UEAwwBYTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABJe4MXaa0fFYblm7qSUlPqNmzm1FKQS5KXOCIL8NIUz6BHMWPT2cSabe/9QVbOAuCG+QYU5EgIBuuLr+VFB7aJqjUzBRMB0GA1UdDgQWBBQuUaRF4fvp0hAwsgdK/TimwEJtYzAfBgNVHSMEGDAWgBQuUaRF4fvp0hAwsgdK/TimwEJtYzAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0kAMEYCIQCkUbBeiHgzSQZq2mUAcDV4k1iPe0EZTy4U+fHz8AMrhgIhALZBp1NQUvpmtRPeOXwpmMToFUkMt+9tHwBp6y+pYKLW" |

  @RFC7643-4.1.2-27 @MUST-NOT @needs-attribute-x509Certificates
  Rule: A value holds no more than one certificate

    Scenario: Two certificates are two values
      Given a user with Ada's userName and:
        | x509Certificates | [{"value":"MIIBcDCCARWgAwIBAgIUOco8ZrsRXhDNVW3bxl2g2elU06swCgYIKoZIzj0EAwIwDDEKMAgGA1UEAwwBYTAgFw0yNjExMjYyMDUyMzZaGA8yMTI2MTEwMjIwNTIzNlowDDEKMAgGA1UEAwwBYTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABJe4MXaa0fFYblm7qSUlPqNmzm1FKQS5KXOCIL8NIUz6BHMWPT2cSabe/9QVbOAuCG+QYU5EgIBuuLr+VFB7aJqjUzBRMB0GA1UdDgQWBBQuUaRF4fvp0hAwsgdK/TimwEJtYzAfBgNVHSMEGDAWgBQuUaRF4fvp0hAwsgdK/TimwEJtYzAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0kAMEYCIQCkUbBeiHgzSQZq2mUAcDV4k1iPe0EZTy4U+fHz8AMrhgIhALZBp1NQUvpmtRPeOXwpmMToFUkMt+9tHwBp6y+pYKLW"},{"value":"MIIBbzCCARWgAwIBAgIUTN1ZOpgiDD28dD9XgdB2fPoK82owCgYIKoZIzj0EAwIwDDEKMAgGA1UEAwwBYjAgFw0yNjExMjYyMDUyMzZaGA8yMTI2MTEwMjIwNTIzNlowDDEKMAgGA1UEAwwBYjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABJe4MXaa0fFYblm7qSUlPqNmzm1FKQS5KXOCIL8NIUz6BHMWPT2cSabe/9QVbOAuCG+QYU5EgIBuuLr+VFB7aJqjUzBRMB0GA1UdDgQWBBQuUaRF4fvp0hAwsgdK/TimwEJtYzAfBgNVHSMEGDAWgBQuUaRF4fvp0hAwsgdK/TimwEJtYzAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIQDb6TNu8pNsDQRMSFqaa6p7QtgLi65ZylozfKGos0a8cwIgVeTFz9OL0IIBjWaMgCSVXc3fsc0Lyr5lm/VzgxGq+B8="}] |
      And the client reads Ada
      And the response has the optional x509Certificates
      Then Ada has:
        | x509Certificates | [{"value":"MIIBcDCCARWgAwIBAgIUOco8ZrsRXhDNVW3bxl2g2elU06swCgYIKoZIzj0EAwIwDDEKMAgGA1UEAwwBYTAgFw0yNjExMjYyMDUyMzZaGA8yMTI2MTEwMjIwNTIzNlowDDEKMAgGA1UEAwwBYTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABJe4MXaa0fFYblm7qSUlPqNmzm1FKQS5KXOCIL8NIUz6BHMWPT2cSabe/9QVbOAuCG+QYU5EgIBuuLr+VFB7aJqjUzBRMB0GA1UdDgQWBBQuUaRF4fvp0hAwsgdK/TimwEJtYzAfBgNVHSMEGDAWgBQuUaRF4fvp0hAwsgdK/TimwEJtYzAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0kAMEYCIQCkUbBeiHgzSQZq2mUAcDV4k1iPe0EZTy4U+fHz8AMrhgIhALZBp1NQUvpmtRPeOXwpmMToFUkMt+9tHwBp6y+pYKLW"},{"value":"MIIBbzCCARWgAwIBAgIUTN1ZOpgiDD28dD9XgdB2fPoK82owCgYIKoZIzj0EAwIwDDEKMAgGA1UEAwwBYjAgFw0yNjExMjYyMDUyMzZaGA8yMTI2MTEwMjIwNTIzNlowDDEKMAgGA1UEAwwBYjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABJe4MXaa0fFYblm7qSUlPqNmzm1FKQS5KXOCIL8NIUz6BHMWPT2cSabe/9QVbOAuCG+QYU5EgIBuuLr+VFB7aJqjUzBRMB0GA1UdDgQWBBQuUaRF4fvp0hAwsgdK/TimwEJtYzAfBgNVHSMEGDAWgBQuUaRF4fvp0hAwsgdK/TimwEJtYzAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIQDb6TNu8pNsDQRMSFqaa6p7QtgLi65ZylozfKGos0a8cwIgVeTFz9OL0IIBjWaMgCSVXc3fsc0Lyr5lm/VzgxGq+B8="}] |
