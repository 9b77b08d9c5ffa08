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

    @needs-enterprise @needs-attribute-costCenter @needs-attribute-department
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

    @needs-enterprise @needs-attribute-costCenter @needs-attribute-department
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

    @needs-changeable-userName
    Scenario: The own userName in upper case
      Given a user with Ada's userName
      When the client patches Ada with:
        | op      | path     | value                 |
        | replace | userName | "{upper case of Ada}" |
      Then one of these is so:
        | no conflict with oneself | 200 or 204     |
        | names are fixed          | 400 mutability |

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

    @needs-attribute-emails @needs-enterprise @needs-attribute-emails.type @needs-attribute-department
    Scenario: A list, an extension and a part before a bad one
      Given a user with Ada's userName and:
        | schemas | ["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"] |
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User | {"department":"Engines"} |
        | emails | [{"value":"a-{Ada}","type":"work"}] |
      When the client patches Ada with:
        | op      | path | value |
        | add     | emails | [{"value":"b-{Ada}","type":"home"}] |
        | replace | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department | "Looms" |
        | replace | emails[type eq "work"].value | "c-{Ada}" |
        | frobnicate | displayName | "x" |
      Then the response is a client error or 501
      And Ada still has the user:
        | emails | [{"value":"a-{Ada}","type":"work"}] |
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department | "Engines" |

    @needs-writable-groups
    Scenario: A member before a bad one
      Given a user with Ada's userName
      And a user with Grace's userName
      And a group Finance of Ada
      When the client patches Finance with:
        | op         | path        | value                    |
        | add        | members     | [{"value":"{Grace.id}"}] |
        | frobnicate | displayName | "x"                      |
      Then the response is a client error or 501
      And the group Finance has Ada

    @needs-changeable-userName
    Scenario: One operation of which a part fails
      Given a user with Ada's userName and:
        | displayName | "Ada" |
      And a user with Grace's userName
      When the client patches Ada with:
        | op      | value                                          |
        | replace | {"displayName":"Ada L.","userName":"{Grace}"}  |
      Then one of these is so:
        | refused as a whole  | 400 or 403 or 409 or 422 | Ada: displayName "Ada" |
        | names may be shared | 200 or 204               |                        |
