@scim
Feature: Media types and encoding

  @RFC7644-3.8-07 @MUST @read-only @needs-first-page
  Rule: application/scim+json can be asked for

    Scenario Outline: Accept: <accept>
      When the client sends:
        """
        GET /Users?startIndex=1&count=1
        Accept: <accept>
        """
      Then the response is 200
      And the response has:
        | header.content-type | ~ ^application/scim\+json |

      Examples:
        | accept                                                     |
        | application/scim+json                                      |
        | application/scim+json; charset=utf-8                       |
        | text/html;q=0.5, application/scim+json                     |

  @RFC7644-3.8-08 @SHOULD @read-only @needs-first-page
  Rule: application/json can be asked for

    Scenario: Accept: application/json
      When the client sends:
        """
        GET /Users?startIndex=1&count=1
        Accept: application/json
        """
      Then the response is 200
      And the response has:
        | header.content-type | ~ ^application/(scim\+)?json |
        | totalResults        | >= 0                         |

  @RFC7644-3.8-09 @MUST @read-only @needs-first-page
  Rule: Who asks for nothing gets application/scim+json

    Scenario Outline: Accept: <accept>
      When the client sends:
        """
        GET /Users?startIndex=1&count=1
        Accept: <accept>
        """
      Then the response is 200
      And the response has:
        | header.content-type | ~ ^application/scim\+json |

      Examples:
        | accept |
        |        |
        | */*    |

  @RFC7644-3.8-10 @MUST
  Rule: Bodies of application/scim+json are taken

    Scenario Outline: Content-Type: <type>
      When the client sends:
        """
        POST /Users
        Content-Type: <type>

        { "...": "Ada" }
        """
      Then the response is 201

      Examples:
        | type                                 |
        | application/scim+json                |
        | application/scim+json; charset=utf-8 |
        | application/scim+json;charset=UTF-8  |

  @RFC7644-3.8-A01 @AMBIGUOUS
  Rule: Whether bodies of application/json are taken is noted

    Scenario: A create
      When the client sends:
        """
        POST /Users
        Content-Type: application/json

        { "...": "Ada" }
        """
      Then the outcome is one of RFC7644-3.8-A01:
        | 201 | 201 |
        | 415 | 415 |

  @RFC7644-3.8-A02 @AMBIGUOUS
  Rule: What becomes of a body of another media type is noted

    Scenario Outline: Content-Type: <type>
      When the client sends:
        """
        POST /Users
        Content-Type: <type>

        { "...": "Ada" }
        """
      Then the outcome is one of RFC7644-3.8-A02:
        | 415               | 415 |
        | 400               | 400 |
        | processed as JSON | 201 |

      Examples:
        | type            |
        | text/plain      |
        | application/xml |
        |                 |

  @RFC7644-3.8-A03 @AMBIGUOUS @read-only @needs-first-page
  Rule: What becomes of an Accept that cannot be met is noted

    Scenario: Accept: text/csv
      When the client sends:
        """
        GET /Users?startIndex=1&count=1
        Accept: text/csv
        """
      Then the outcome is one of RFC7644-3.8-A03:
        | 406                                         | 406 |
        | 200 application/scim+json (Accept ignored)  | 200 |

  @RFC7644-3.8-01 @MUST @needs-attribute-name
  Rule: UTF-8 is understood

    Scenario: Letters of many scripts come back as they were
      Given a user with Ada's userName and:
        | name | {"givenName":"Ada","familyName":"Ądä Łøvelace 日本語 Ελλάδα 𝔘𝔫𝔦 🎩 ́"} |
      And the client reads Ada
      And the response has the optional name.familyName
      Then Ada has the user:
        | name.familyName | "Ądä Łøvelace 日本語 Ελλάδα 𝔘𝔫𝔦 🎩 ́" |

  @RFC7644-3.8-02 @MUST @needs-attribute-name
  Rule: Answers are UTF-8

    Scenario: The bytes of a name, and the charset if one is told
      Given a user with Ada's userName and:
        | name | {"givenName":"Ada","familyName":"Łøvelace 日本"} |
      When the client reads Ada
      Then the response has the optional name.familyName
      And the response has:
        | name.familyName     | "Łøvelace 日本"                                |
        | header.content-type | ~ ^[^;]*($\|;(?!.*charset=)\|.*[Uu][Tt][Ff]-8) |

  @RFC7644-3.8-03 @MUST @needs-attribute-name
  Rule: A body without a charset is UTF-8

    Scenario: A name beyond ASCII
      When the client sends:
        """
        POST /Users
        Content-Type: application/scim+json

        { "...": "Ada", "name": { "givenName": "Ada", "familyName": "Łøvelace 日本" } }
        """
      Then the response is 201
      When the client reads Ada
      Then the response has the optional name.familyName
      And Ada has the user:
        | name.familyName | "Łøvelace 日本" |

  @RFC7644-3.8-11 @MUST @needs-attribute-displayName @needs-attribute-emails @needs-attribute-name
  Rule: Single values are members, lists are arrays, complex values are objects

    Scenario: A user with all three
      Given a user with Ada's userName and:
        | displayName | "Ada"                                        |
        | name        | {"givenName":"Ada","familyName":"Lovelace"}  |
      Then Ada has the user:
        | displayName     | "Ada"      |
        | name.familyName | "Lovelace" |
        | emails          | [{}]       |
        | emails[0].value | "{Ada}"    |
        | schemas[0]      | ~ ^urn:    |
