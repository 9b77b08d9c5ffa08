@scim
Feature: What every user has
  id and meta are the service's, externalId is the client's.

  @RFC7643-3.1-02 @MUST
  Rule: id and meta come from the service

    Scenario: A user that was sent without them
      When the client creates a user with Ada's userName
      Then the response is 201
      And the response has:
        | id                | assigned |
        | meta.resourceType | "User"   |
        | meta.created      | assigned |
        | meta.lastModified | assigned |
        | meta.location     | assigned |

  @RFC7643-3.1-09 @MUST @needs-filter
  Rule: The letter case of an id matters

    Scenario: The id in another letter case
      Given a user with Ada's userName
      When the client sends GET "/Users?filter=id eq "{other case of Ada.id}""
      Then one of these is so:
        | nobody has that id             | 200 | lists nothing                     |
        | ids are not filtered by        | 400 |                                   |
        | an id without letters          | 200 | Ada: id ~ ^[^A-Za-z]+$            |

  @RFC7643-3.1-10 @MUST
  Rule: An id does not change

    Scenario: A replace with another id
      Given a user with Ada's userName
      When the client replaces Ada's user with:
        | id | "another-{mark}" |
      Then the response is 200 or 204 or 400
      And Ada still has:
        | id       | "{Ada.id}" |
        | userName | "{Ada}"    |

    @needs-patch
    Scenario: A patch of the id
      Given a user with Ada's userName
      When the client patches Ada with:
        | op      | path | value            |
        | replace | id   | "another-{mark}" |
      Then Ada still has:
        | id       | "{Ada.id}" |
        | userName | "{Ada}"    |

  @RFC7643-3.1-13 @MUST-NOT
  Rule: The service makes up no externalId

    Scenario: A user that was sent without one
      When the client sends:
        """
        POST /Users

        { "...": "Ada without externalId" }
        """
      Then the response is 201
      And the response has:
        | externalId | any of ["", "unassigned"] |

  @RFC7643-3.1-15 @MUST @needs-filter @needs-case-exact-externalId
  Rule: The letter case of an externalId is kept and matters

    Scenario: In another case it is another
      Given a user with Ada's userName and:
        | externalId | "AbC-{mark}" |
      Then Ada has:
        | externalId | "AbC-{mark}" |
      And the filters find, where they are offered:
        | filter                      | finds  |
        | externalId eq "AbC-{mark}"  | Ada    |
        | externalId eq "aBc-{mark}"  | nobody |

  @RFC7643-3.1-16 @MUST
  Rule: An externalId can be changed

    Scenario: A replace
      Given a user with Ada's userName and:
        | externalId | "one-{mark}" |
      When the client replaces Ada's user with:
        | externalId | "two-{mark}" |
      Then the response is 200 or 204
      And Ada has:
        | externalId | "two-{mark}" |

    @needs-patch
    Scenario: A patch
      Given a user with Ada's userName and:
        | externalId | "one-{mark}" |
      When the client patches Ada with:
        | op      | path       | value        |
        | replace | externalId | "two-{mark}" |
      Then the response is 200 or 204
      And Ada has:
        | externalId | "two-{mark}" |

    @needs-writable-groups
    Scenario: A replace of a group that has one
      When the client sends:
        """
        POST /Groups

        { "...": "group Finance", "externalId": "one-{mark}" }
        """
      Then the response is 201
      And the response has the optional externalId
      When the client sends:
        """
        PUT /Groups/{Finance.id}

        { "...": "group Finance", "externalId": "two-{mark}" }
        """
      Then the response is 200 or 204
      And Finance has:
        | externalId | "two-{mark}" |

  @RFC7643-3.1-17 @MUST
  Rule: Two users may have one externalId

    Scenario: A second one
      Given a user with Ada's userName and:
        | externalId | "ext-{mark}" |
      When the client sends:
        """
        POST /Users

        { "...": "Grace", "externalId": "ext-{mark}" }
        """
      Then the outcome is one of RFC7643-3.1-A01:
        | 201 for both   | 201            | |
        | 409 uniqueness | 409 uniqueness | |

  @RFC7643-3.1-18 @MUST
  Rule: Nothing of meta can be changed

    Scenario: By a replace
      Given a user with Ada's userName
      When the client replaces Ada's user with:
        | meta | {"created":"1990-01-01T00:00:00Z","location":"https://example.com/"} |
      Then the response is 200 or 204 or 400
      And Ada has:
        | meta.created  | "{Ada.meta.created}"  |
        | meta.location | "{Ada.meta.location}" |

    @needs-patch
    Scenario: By a patch
      Given a user with Ada's userName
      When the client patches Ada with:
        | op      | path         | value                  |
        | replace | meta.created | "1990-01-01T00:00:00Z" |
      Then Ada has:
        | meta.created | "{Ada.meta.created}" |

  @RFC7643-3.1-19 @MUST
  Rule: What a client says of meta is passed over

    Scenario: A user who says that they are old
      When the client sends:
        """
        POST /Users

        { "...": "Ada", "meta": { "created": "1990-01-01T00:00:00Z", "resourceType": "Dog" } }
        """
      Then the response is 201
      And the response has:
        | meta.created      | >= "2020-01-01T00:00:00Z" |
        | meta.resourceType | "User"                    |

  @RFC7643-3.1-20 @MUST
  Rule: meta comes unless it is left out

    Scenario: Reading a user
      Given a user with Ada's userName
      When the client reads Ada
      Then the response has:
        | meta.resourceType | "User"   |
        | meta.created      | assigned |
        | meta.lastModified | assigned |
        | meta.location     | assigned |

  @RFC7643-3.1-28 @MUST @needs-etag
  Rule: The letter case of a version matters

    Scenario: Tags of other letters are other tags
      Given a user with Ada's userName
      When the client sends:
        """
        PUT /Users/{Ada.id}
        If-Match: "No-Such-Version"

        { "...": "Ada" }
        """
      Then the response is 412 or 409

    Scenario: The tag in another letter case
      Given a user with Ada's userName
      And the client reads Ada
      When the client sends:
        """
        PUT /Users/{Ada.id}
        If-Match: {other case of Ada.version}

        { "...": "Ada" }
        """
      Then one of these is so:
        | the tag is another one  | 412 or 409 |                                              |
        | a tag without letters   | 200 or 204 | Ada: header.etag ~ ^(W/)?"[^A-Za-z]*"$ |

  @RFC7643-4.1.1-02 @MUST
  Rule: No two users have one userName

    Scenario: A second user
      Given a user with Ada's userName
      When the client creates a user with Ada's userName
      Then the response is 409
