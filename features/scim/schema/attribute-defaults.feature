@scim
Feature: What an attribute is when its schema says nothing
  displayName is the example: the standard gives it no characteristic of its own.

  @RFC7643-2.2-01 @MUST
  Rule: It is not required

    Scenario: A user without one
      When the client creates a user with Ada's userName
      Then the response is 201

  @RFC7643-2.2-02 @MUST @needs-filter @needs-attribute-displayName
  Rule: Its letter case does not matter

    Scenario: Looking for it in another case
      Given a user with Ada's userName and:
        | displayName | "Lovelace {mark}" |
      Then the filters find, where they are offered:
        | filter                               | finds |
        | displayName eq "LOVELACE {mark}"     | Ada   |
        | displayName eq "lovelace {mark}"     | Ada   |

  @RFC7643-2.2-03 @MUST @needs-attribute-displayName
  Rule: It can be read and written

    Scenario: Replaced
      Given a user with Ada's userName and:
        | displayName | "Ada" |
      When the client replaces Ada's user with:
        | displayName | "Ada L." |
      Then the response is 200 or 204
      And Ada has:
        | displayName | "Ada L." |

  @RFC7643-2.2-04 @RFC7643-7-34 @MUST @needs-attribute-displayName
  Rule: It is returned unless the client leaves it out

    Scenario: Read as a whole
      Given a user with Ada's userName and:
        | displayName | "Ada" |
      When the client reads Ada
      Then the response has:
        | displayName | "Ada" |

    Scenario: Left out
      Given a user with Ada's userName and:
        | displayName | "Ada" |
      When the client sends GET "/Users/{Ada.id}?attributes=userName"
      Then the response has:
        | displayName | unassigned |
        | userName    | "{Ada}"    |

  @RFC7643-2.2-05 @MUST @needs-attribute-displayName
  Rule: Two users may share its value

    Scenario: Two of one name
      Given a user with Ada's userName and:
        | displayName | "Countess {mark}" |
      When the client sends:
        """
        POST /Users

        { "...": "Grace", "displayName": "Countess {mark}" }
        """
      Then the response is 201
      And Ada still has:
        | displayName | "Countess {mark}" |

  @RFC7643-2.2-06 @MUST @needs-attribute-displayName
  Rule: It is a string

    Scenario: A text of digits stays a text
      Given a user with Ada's userName and:
        | displayName | "0042" |
      Then Ada has:
        | displayName | "0042" |
