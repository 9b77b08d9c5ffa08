@scim
Feature: What the characteristics of an attribute mean

  @RFC7643-7-20 @MUST @needs-filter @needs-case-exact-externalId
  Rule: A filter honours letter case where it matters, and only there

    Scenario: externalId is case-exact, userName is not
      Given a user with Ada's userName and:
        | externalId | "ext-{mark}" |
      Then the filters find, where they are offered:
        | filter                                                | finds  |
        | externalId eq "ext-{mark}"                            | Ada    |
        | externalId eq "EXT-{mark}"                            | nobody |
        | userName eq "{upper case of Ada}"                     | Ada    |

  @RFC7643-7-24 @MUST
  Rule: What is readOnly cannot be changed

    Scenario: By a create
      Given a user with Ada's userName and:
        | meta | {"resourceType":"Dog","location":"https://example.com/"} |
      Then Ada has:
        | meta.resourceType | "User"                    |
        | meta.location     | != "https://example.com/" |

    Scenario: By a replace
      Given a user with Ada's userName
      When the client replaces Ada's user with:
        | meta | {"resourceType":"Dog","created":"1990-01-01T00:00:00Z"} |
      Then the response is 200 or 204 or 400
      And Ada has:
        | meta.resourceType | "User"                    |
        | meta.created      | != "1990-01-01T00:00:00Z" |

    @needs-patch
    Scenario: By a patch
      Given a user with Ada's userName
      When the client patches Ada with:
        | op      | path              | value |
        | replace | meta.resourceType | "Dog" |
      Then the outcome is one of RFC7644-3.5.2-A06:
        | 400 mutability                                                                  | 400 mutability | |
        | 400                                                                             | 400 or 501     | |
        | 200/204 with the value unchanged                                                | 200 or 204     | Ada: meta.resourceType "User" |

  @RFC7643-7-27 @MUST @needs-patch @needs-immutable-member-value @needs-writable-groups
  Rule: What is immutable cannot be changed

    Scenario: The id of a member
      Given a user with Ada's userName
      And a user with Grace's userName
      And a group Finance of Ada
      When the client sends:
        """
        PATCH /Groups/{Finance.id}

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
          "Operations": [
            { "op": "replace", "path": "members[value eq \"{Ada.id}\"].value", "value": "{Grace.id}" }
          ]
        }
        """
      Then the response is a client error or 501
      And the group Finance has Ada

  @RFC7643-7-31 @RFC7643-3.1-11 @MUST
  Rule: What is always returned comes whatever is asked for

    Scenario: Something else is asked for
      Given a user with Ada's userName
      When the client sends GET "/Users/{Ada.id}?attributes=userName"
      Then the response has:
        | id | "{Ada.id}" |

    Scenario: It is to be left out
      Given a user with Ada's userName
      When the client sends GET "/Users/{Ada.id}?excludedAttributes=id"
      Then the response has:
        | id       | "{Ada.id}" |
        | userName | "{Ada}"    |

  @RFC7643-7-35 @MUST @needs-returned-request-attr
  Rule: What is returned on request comes when it is asked for, and after a write that named it

    Scenario: The first such attribute that an extension has
      When the client sends:
        """
        POST /Users?attributes={path of the requested attribute}

        {
          "...": "Ada",
          "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", "{schema of the requested attribute}"],
          "{schema of the requested attribute}": { "{name of the requested attribute}": "{mark}" }
        }
        """
      Then the response is 201
      And the response has:
        | {path of the requested attribute} | "{mark}" |
      When the client sends GET "/Users/{Ada.id}"
      Then the response has:
        | {path of the requested attribute} | unassigned |
      When the client sends GET "/Users/{Ada.id}?attributes={path of the requested attribute}"
      Then the response has:
        | {path of the requested attribute} | "{mark}" |

  @RFC7643-7-39 @SHOULD
  Rule: No two resources share a value that is unique on the server

    Scenario: The userName of two users
      Given a user with Ada's userName
      When the client creates a user with Ada's userName
      Then the response is a client error
