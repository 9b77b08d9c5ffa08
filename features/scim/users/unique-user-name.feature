@scim
Feature: The userName is unique
  One service holds a userName once, in whatever case it is written.

  @RFC7644-3.3-11 @MUST
  Rule: A create of a userName that is taken is refused with 409

    Scenario: The same userName again
      Given a user with Ada's userName
      When the client creates a user with Ada's userName
      Then the response is 409
      And Ada still has the user:
        | userName | "{Ada}" |

    @needs-attribute-name
    Scenario: The first stays as it was
      Given a user with Ada's userName and:
        | name | {"givenName":"Ada","familyName":"Byron"} |
      And the client reads Ada
      And the response has the optional name.familyName
      When the client creates a user with Ada's userName
      Then the response is 409
      And Ada still has the user:
        | name.familyName | "Byron" |

  @RFC7644-3.3-12 @MUST
  Rule: The refusal says uniqueness

    Scenario: The same userName again
      Given a user with Ada's userName
      When the client creates a user with Ada's userName
      Then the response is the SCIM error 409 uniqueness

  @RFC7644-3.3-13 @MUST @needs-attribute-displayName
  Rule: Another letter case is the same userName

    Scenario: The userName in upper case
      Given a user with Ada's userName and:
        | displayName | "the first" |
      When the client creates a user with Ada's userName in upper case
      Then the response is 409
      And Ada still has the user:
        | userName    | "{Ada}"     |
        | displayName | "the first" |

  @RFC7644-3.5.1-18 @SHOULD @needs-changeable-userName
  Rule: A replace that takes another user's userName is refused and nothing changes

    Scenario: Grace is renamed to Ada
      Given a user with Ada's userName
      And a user with Grace's userName
      When the client replaces Grace's user with:
        | userName | "{Ada}" |
      Then the response is the SCIM error 409 or 400 uniqueness
      And Grace still has the user:
        | userName | "{Grace}" |
      And Ada still has the user:
        | userName | "{Ada}" |

  @RFC7644-3.5.2-36 @SHOULD @needs-patch @needs-changeable-userName
  Rule: A patch that takes another user's userName is refused and nothing changes

    Scenario: Grace is renamed to Ada
      Given a user with Ada's userName
      And a user with Grace's userName
      When the client patches Grace with:
        | op      | path     | value   |
        | replace | userName | "{Ada}" |
      Then the response is the SCIM error 409 or 400 uniqueness
      And Grace still has the user:
        | userName | "{Grace}" |
      And Ada still has the user:
        | userName | "{Ada}" |
