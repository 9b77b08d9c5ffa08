@scim @read-only
Feature: What a service says of itself

  @RFC7644-3.2-08 @MUST
  Rule: /ServiceProviderConfig answers with the configuration

    Scenario: One object, not a list
      When the client sends GET "/ServiceProviderConfig"
      Then the response is 200
      And the response has:
        | patch.supported  | any of [true, false] |
        | filter.supported | any of [true, false] |
        | totalResults     | unassigned           |

  @RFC7644-4-02 @SHOULD @needs-published-config
  Rule: The configuration names its schema

    Scenario: In schemas
      When the client sends GET "/ServiceProviderConfig"
      Then the response has:
        | schemas[0] | "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig" |

  @RFC7644-3.2-09 @MUST
  Rule: /ResourceTypes answers with a list

    Scenario: A read
      When the client sends GET "/ResourceTypes"
      Then the response is a list

  @RFC7644-4-06 @MUST @needs-published-types
  Rule: /ResourceTypes lists the types with endpoint and schema

    Scenario: Each item is a resource type
      When the client sends GET "/ResourceTypes"
      Then the response is a list
      And the response has:
        | totalResults           | >= 1                                                        |
        | Resources[0].name      | assigned                                                    |
        | Resources[0].endpoint  | ~ ^(/\|https?:)                                             |
        | Resources[0].schema    | ~ ^urn:                                                     |
        | Resources[0].schemas   | ~ (^\|,)urn:ietf:params:scim:schemas:core:2.0:ResourceType(,\|$) |

  @RFC7644-3.2-10 @MUST
  Rule: /Schemas answers with a list

    Scenario: A read
      When the client sends GET "/Schemas"
      Then the response is a list

  @RFC7644-4-03 @MUST @needs-published-schemas
  Rule: /Schemas lists the schemas

    Scenario: Each item is a schema
      When the client sends GET "/Schemas"
      Then the response is a list
      And the response has:
        | totalResults            | >= 1                                             |
        | Resources[0].id         | ~ ^urn:                                          |
        | Resources[0].attributes | assigned                                         |

  @RFC7644-4-08 @MUST @needs-published-types @needs-published-schemas
  Rule: The lists of discovery are whole

    Scenario Outline: <endpoint>
      When the client sends GET "<endpoint>"
      Then the response is a list
      And the response has:
        | totalResults | = Resources.length |

      Examples:
        | endpoint       |
        | /ResourceTypes |
        | /Schemas       |

  @RFC7644-3.1-04 @MUST-NOT @needs-published-schemas
  Rule: Messages of the protocol are no schemas that are published

    Scenario Outline: <message>
      When the client sends GET "/Schemas/urn:ietf:params:scim:api:messages:2.0:<message>"
      Then the response is 404 or 403 or 401 or 501

      Examples:
        | message      |
        | ListResponse |
        | PatchOp      |
        | Error        |

    Scenario: Nor are they in the list
      When the client sends GET "/Schemas"
      Then the response has:
        | Resources[id=urn:ietf:params:scim:api:messages:2.0:ListResponse] | unassigned |
        | Resources[id=urn:ietf:params:scim:api:messages:2.0:PatchOp]      | unassigned |
        | Resources[id=urn:ietf:params:scim:api:messages:2.0:Error]        | unassigned |

  @RFC7644-3.4.1-03 @RFC7644-4-04 @MUST @needs-published-schemas @needs-published-types
  Rule: A single schema or type is fetched like a single user

    Scenario: The schema of users
      When the client sends GET "/Schemas/urn:ietf:params:scim:schemas:core:2.0:User"
      Then the response is 200
      And the response has:
        | id                        | "urn:ietf:params:scim:schemas:core:2.0:User" |
        | attributes[name=userName] | assigned   |
        | Resources                 | unassigned |
        | totalResults              | unassigned |

    Scenario: The type of users
      When the client sends GET "/ResourceTypes/User"
      Then the response is 200
      And the response has:
        | name         | "User"     |
        | endpoint     | ~ /Users$  |
        | Resources    | unassigned |
        | totalResults | unassigned |

    Scenario: Every schema that is listed
      When the client sends GET "/Schemas"
      Then the response is 200
      And each "Resources[].id" of the response is found at "/Schemas/{each}"

    Scenario: Alone as in the list
      Given the client sends GET "/Schemas"
      When the client sends GET "/Schemas/{answer.Resources[0].id}"
      Then the response is 200
      And the response has:
        | id                | "{before.Resources[0].id}" |
        | attributes.length | ~ ^{before.Resources[0].attributes.length}$ |

  @RFC7644-4-05 @SHOULD @needs-published-schemas
  Rule: A schema that does not exist is answered with 404

    Scenario: A URN that nobody defines
      When the client sends GET "/Schemas/urn:example:no:such:{unused id}"
      Then the response is the SCIM error 404

  @RFC7644-4-07 @SHOULD @needs-published-types
  Rule: A type that does not exist is answered with 404

    Scenario: A name that nobody has
      When the client sends GET "/ResourceTypes/No{unused id}"
      Then the response is the SCIM error 404

  @RFC7644-4-09 @MUST @needs-published-schemas @needs-published-types
  Rule: Sorting and paging mean nothing to discovery

    Scenario Outline: <endpoint>
      Given the client sends GET "<endpoint>"
      When the client sends GET "<endpoint>?sortBy=id&sortOrder=descending&startIndex=2&count=1"
      Then the response is 200
      And the response has:
        | totalResults        | ~ ^{before.totalResults or null}$       |
        | Resources.length    | ~ ^{before.Resources.length}$           |
        | Resources[0].<name> | any of ["{before.Resources[0].<name>}"] |

      Examples:
        | endpoint       | name |
        | /Schemas       | id   |
        | /ResourceTypes | name |

  @RFC7644-4-10 @SHOULD @needs-published-config @needs-published-schemas @needs-published-types
  Rule: A filter means nothing to discovery and is answered with 403

    Scenario Outline: <path>
      When the client sends GET "<path>?filter=id eq "{unused id}""
      Then the outcome is one of RFC7644-4-A01:
        | 403                             | 403 |                    |
        | 200 filtered                    | 200 | lists nothing      |
        | 200 unfiltered (filter ignored) | 200 |                    |

      Examples:
        | path                   |
        | /Schemas               |
        | /ResourceTypes         |
        | /ServiceProviderConfig |

  @RFC7644-4-11 @MUST @needs-published-types @needs-published-schemas
  Rule: Every schema that a type names is there

    Scenario: The schemas and the extensions
      When the client sends GET "/ResourceTypes"
      Then each "Resources[].schema" of the response is found at "/Schemas/{each}"
      And each "Resources[].schemaExtensions[].schema" of the response is found at "/Schemas/{each}"

  @RFC7644-4-12 @MUST @needs-published-types @needs-first-page
  Rule: Every endpoint that a type names is there

    Scenario: One by one
      When the client sends GET "/ResourceTypes"
      Then each "Resources[].endpoint" of the response is found at "{each}?startIndex=1&count=1"

  @RFC7644-3.2-01 @SHOULD @needs-custom-resource
  Rule: An endpoint is the plural of its type's name

    Scenario: Types, one by one
      When the client sends GET "/ResourceTypes"
      Then each "Resources[]" of the response is told as "name" with an s in "endpoint"

  @RFC7644-3.7.4-01 @MUST @needs-bulk @needs-published-config
  Rule: A service with bulk sets itself limits

    Scenario: Operations and bytes
      When the client sends GET "/ServiceProviderConfig"
      Then the response has:
        | bulk.maxOperations  | >= 1 |
        | bulk.maxPayloadSize | >= 1 |

  @RFC9865-4-03 @REQUIRED @needs-pagination-config
  Rule: pagination says whether there are cursors

    Scenario: True or false
      When the client sends GET "/ServiceProviderConfig"
      Then the response has:
        | pagination.cursor | any of [true, false] |

  @RFC9865-4-04 @REQUIRED @needs-pagination-config
  Rule: pagination says whether there are indexes

    Scenario: True or false
      When the client sends GET "/ServiceProviderConfig"
      Then the response has:
        | pagination.index | any of [true, false] |

  @RFC7644-4-A04 @AMBIGUOUS
  Rule: Whether the old plural answers too is noted

    Scenario: /ServiceProviderConfigs
      When the client sends GET "/ServiceProviderConfigs"
      Then the outcome is one of RFC7644-4-A04:
        | 404        | 404        |
        | 200 or 308 | 200 or 308 |
