@scim
Feature: Patching a user
  A PATCH changes some attributes of a user and leaves the rest alone.

  @RFC7644-3.5.2.3-01 @MUST @needs-patch @needs-attribute-displayName @needs-attribute-active
  Rule: A replace without a path sets the attributes of its value

    Scenario: The user is deactivated, as the Okta catalog app does it
      Given a user with Ada's userName and:
        | displayName | "Ada" |
      When the client patches Ada with:
        | op      | value            |
        | replace | {"active":false} |
      Then the response is 200 or 204
      And Ada has the user:
        | active      | false   |
        | displayName | "Ada"   |
        | userName    | "{Ada}" |

    @needs-enterprise
    Scenario: One attribute of an extension
      Given a user with Ada's userName and:
        | schemas | ["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"] |
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User | {"department":"Engines","costCenter":"12"} |
      When the client patches Ada with:
        | op      | value                                                                                   |
        | replace | {"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"Looms"}}   |
      Then the response is 200 or 204
      And Ada has the user:
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User | {"department":"Looms","costCenter":"12"} |

    Scenario: Names in any letter case
      Given a user with Ada's userName
      When the client patches Ada with:
        | op      | value            |
        | replace | {"ACTIVE":false} |
      Then the response is 200 or 204
      And Ada has the user:
        | active | false |

  @RFC7644-3.5.2.3-02 @MUST @needs-patch @needs-attribute-displayName @needs-attribute-active
  Rule: A replace with a path sets that attribute to the value

    Scenario: The user is deactivated
      Given a user with Ada's userName and:
        | displayName | "Ada" |
      When the client patches Ada with:
        | op      | path   | value |
        | replace | active | false |
      Then the response is 200 or 204
      And Ada has the user:
        | active      | false |
        | displayName | "Ada" |

    Scenario: The display name
      Given a user with Ada's userName
      When the client patches Ada with:
        | op      | path        | value    |
        | replace | displayName | "Ada L." |
      Then the response is 200 or 204
      And Ada has the user:
        | displayName | "Ada L." |
        | active      | true     |

    @needs-enterprise
    Scenario: The department, beside another attribute of the extension
      Given a user with Ada's userName and:
        | schemas | ["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"] |
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User | {"department":"Engines","costCenter":"12"} |
      When the client patches Ada with:
        | op      | path                                                                  | value   |
        | replace | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department | "Looms" |
      Then the response is 200 or 204
      And Ada has the user:
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User | {"department":"Looms","costCenter":"12"} |

  @RFC7644-3.5.2-29 @MUST @needs-patch @needs-attribute-displayName
  Rule: A patch of which one operation fails changes nothing

    Scenario: A good operation before a bad one
      Given a user with Ada's userName and:
        | displayName | "Ada" |
      When the client patches Ada with:
        | op      | path         | value    |
        | replace | displayName  | "Ada L." |
        | frobnicate | displayName | "x"    |
      Then the response is a client error or 501
      And Ada still has the user:
        | displayName | "Ada" |
