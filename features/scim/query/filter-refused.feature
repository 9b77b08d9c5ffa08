@scim @needs-filter @read-only
Feature: Filters that are refused

  @RFC7644-3.4.2.2-46 @MUST
  Rule: An operation that is not known makes the request fail

    Scenario: regex
      When the client sends GET "/Users?filter=userName regex "a"&count=1"
      Then the response is a client error

  @RFC7644-3.4.2.2-47 @MUST
  Rule: An operation that is not known is answered with 400 invalidFilter

    Scenario: regex
      When the client sends GET "/Users?filter=userName regex "a"&count=1"
      Then the response is the SCIM error 400 invalidFilter
      And the response has:
        | detail | ~ . |

  @RFC7644-3.4.2.2-07 @MUST
  Rule: An expression is a name, an operator and, but for pr, a value

    Scenario Outline: <filter>
      When the client sends GET "/Users?count=1&filter=<filter>"
      Then the response is the SCIM error 400 perhaps invalidFilter or invalidValue or invalidSyntax or invalidPath

      Examples:
        | filter                          |
        | userName                        |
        | userName eq                     |
        | "a" eq userName                 |
        | eq "a"                          |
        | userName pr and                 |
        | and userName pr                 |
        | userName pr userName pr         |
        | not                             |
        | userName eq "a" or              |

  @RFC7644-3.4.2.2-33 @MUST
  Rule: What the grammar does not have is refused

    Scenario Outline: <filter>
      When the client sends GET "/Users?count=1&filter=<filter>"
      Then the response is the SCIM error 400 perhaps invalidFilter or invalidValue or invalidSyntax or invalidPath

      Examples:
        | filter                        |
        | userName = "a"                |
        | userName == "a"               |
        | userName eq "a                |
        | (userName pr                  |
        | userName pr)                  |
        | ()                            |
        | userName eq "a" %26%26 title pr |
        | userName eq "a"; title pr     |
        | userName eq {"a":1}           |
        | userName eq ["a"]             |
        | bogus(                        |

    Scenario Outline: A lenient reading of <filter> finds what the strict one would
      When the client sends GET "/Users?count=1&filter=<filter>"
      Then the outcome is one of RFC7644-3.4.2.2-A17:
        | 400 invalidFilter                                            | 400 perhaps invalidFilter |               |
        | 200 with exactly the result of the double-quoted form        | 200                       | lists nothing |

      Examples:
        | filter                       |
        | userName eq '{unused id}'    |
        | userName eq {unused id}      |

  @RFC7644-3.12-20 @SHOULD
  Rule: A filter that cannot be read is invalidFilter

    Scenario Outline: <filter>
      When the client sends GET "/Users?count=1&filter=<filter>"
      Then the response is the SCIM error 400 invalidFilter

      Examples:
        | filter          |
        | bogus(          |
        | userName eq "a  |

  @RFC7644-3.4.2.2-23 @MUST @needs-attribute-active
  Rule: A Boolean has no order

    Scenario Outline: active <operator> true
      When the client sends GET "/Users?count=1&filter=active <operator> true"
      Then the response is the SCIM error 400 invalidFilter

      Examples:
        | operator |
        | gt       |
        | ge       |
        | lt       |
        | le       |

  @RFC7644-3.4.2.2-24 @MUST @needs-binary-attr @needs-attribute-x509Certificates
  Rule: A binary value has no order

    Scenario Outline: x509Certificates.value <operator>
      When the client sends GET "/Users?count=1&filter=x509Certificates.value <operator> "AA==""
      Then the response is the SCIM error 400 invalidFilter

      Examples:
        | operator |
        | gt       |
        | ge       |
        | lt       |
        | le       |

  @RFC7644-3.4.2.2-31 @MUST @needs-complex-filter @needs-attribute-emails
  Rule: Square brackets hold a filter of their own

    Scenario Outline: <filter>
      When the client sends GET "/Users?count=1&filter=<filter>"
      Then the response is the SCIM error 400 perhaps invalidFilter or invalidPath

      Examples:
        | filter                        |
        | emails[bogus]                 |
        | emails[]                      |
        | emails[type eq "work"         |
        | emails[type eq "work"]]       |
        | emails[type eq]               |
        | emails[emails[type eq "a"]]   |
