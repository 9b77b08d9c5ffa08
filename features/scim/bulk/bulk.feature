@scim @needs-bulk
Feature: Bulk requests
  Many operations in one request, each with an outcome of its own.

  @RFC7644-3.2-11 @RFC7644-3.7-03 @RFC7644-3.7-21 @MUST
  Rule: A bulk request is answered with 200 and a bulk response

    Scenario: One create
      When the client sends:
        """
        POST /Bulk

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
          "Operations": [
            { "method": "POST", "path": "/Users", "bulkId": "ada", "data": { "...": "Ada" } }
          ]
        }
        """
      Then the response is 200
      And the response has:
        | schemas                       | ["urn:ietf:params:scim:api:messages:2.0:BulkResponse"] |
        | Operations[bulkId=ada].status | says 201                                               |
      And Ada has the user:
        | userName | "{Ada}" |

    Scenario: Although an operation fails
      When the client sends:
        """
        POST /Bulk

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
          "Operations": [{ "method": "DELETE", "path": "/Users/{unused id}" }]
        }
        """
      Then the response is 200
      And the response has:
        | schemas | ["urn:ietf:params:scim:api:messages:2.0:BulkResponse"] |

  @RFC7644-3.7-A01 @AMBIGUOUS
  Rule: How the status of an operation is written is noted

    Scenario: One delete
      When the client sends:
        """
        POST /Bulk

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
          "Operations": [{ "method": "DELETE", "path": "/Users/{unused id}" }]
        }
        """
      Then the outcome is one of RFC7644-3.7-A01:
        | JSON string of the code | 200 | Operations[0].status "404"         |
        | JSON number             | 200 | Operations[0].status 404           |
        | object with code        | 200 | Operations[0].status.code assigned |

  @RFC7644-3.7-02 @MUST
  Rule: A bulk request names its message schema

    Scenario: Without schemas
      When the client sends:
        """
        POST /Bulk

        { "Operations": [{ "method": "DELETE", "path": "/Users/{unused id}" }] }
        """
      Then the outcome is one of RFC7644-3.7-A05:
        | 400 for the request or the operation | 400 perhaps invalidSyntax or invalidValue |                               |
        | processed all the same               | 200                                       | Operations[0].status assigned |

  @RFC7644-3.7-05 @MUST-NOT
  Rule: failOnErrors is no part of an answer

    Scenario: It was part of the request
      When the client sends:
        """
        POST /Bulk

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
          "failOnErrors": 1,
          "Operations": [{ "method": "DELETE", "path": "/Users/{unused id}" }]
        }
        """
      Then the response has no failOnErrors

  @RFC7644-3.7-06 @REQUIRED
  Rule: Request and answer have a list of operations

    Scenario Outline: A request with <operations>
      When the client sends:
        """
        POST /Bulk

        { "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"]<operations> }
        """
      Then the response is the SCIM error 400 perhaps invalidSyntax or invalidValue

      Examples:
        | operations            |
        |                       |
        | , "Operations": null  |
        | , "Operations": "all" |

    Scenario: The answer
      When the client sends:
        """
        POST /Bulk

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
          "Operations": [{ "method": "DELETE", "path": "/Users/{unused id}" }]
        }
        """
      Then the response has:
        | Operations.length | 1 |

  @RFC7644-3.7-07 @RFC7644-3.7-12 @RFC7644-3.7-15 @REQUIRED
  Rule: An operation has a method, a path and its data

    Scenario Outline: <operation>
      When the client sends:
        """
        POST /Bulk

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
          "Operations": [<operation>]
        }
        """
      Then one of these is so:
        | the request is refused   | 400 |                               |
        | the operation is refused | 200 | Operations[0].status says 400 |

      Examples:
        | operation                                                     |
        | { "method": "GET", "path": "/Users" }                         |
        | { "path": "/Users", "bulkId": "a", "data": { "...": "Ada" } } |
        | { "method": "POST", "bulkId": "a", "data": { "...": "Ada" } } |
        | { "method": "PUT", "data": { "...": "Ada" } }                 |
        | { "method": "POST", "path": "/Users", "bulkId": "a" }         |
        | { "method": "PUT", "path": "/Users/{unused id}" }             |

  @RFC7644-3.7-08 @MUST
  Rule: The answer repeats the method of each operation

    Scenario: A create and a delete
      When the client sends:
        """
        POST /Bulk

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
          "Operations": [
            { "method": "POST", "path": "/Users", "bulkId": "ada", "data": { "...": "Ada" } },
            { "method": "DELETE", "path": "/Users/{unused id}" }
          ]
        }
        """
      Then the response has:
        | Operations[method=POST].bulkId   | "ada"    |
        | Operations[method=DELETE].status | assigned |

  @RFC7644-3.7-09 @REQUIRED
  Rule: A create in bulk has a bulkId

    Scenario: Without one
      When the client sends:
        """
        POST /Bulk

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
          "Operations": [{ "method": "POST", "path": "/Users", "data": { "...": "Ada" } }]
        }
        """
      Then the outcome is one of RFC7644-3.7-A05:
        | 400 for the request or the operation | 400 |                               |
        | 400 for the request or the operation | 200 | Operations[0].status says 400 |
        | processed all the same               | 200 | Operations[0].status says 201 |

  @RFC7644-3.7-10 @MUST
  Rule: A bulkId stands for one operation

    Scenario: Two creates with one bulkId
      When the client sends:
        """
        POST /Bulk

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
          "Operations": [
            { "method": "POST", "path": "/Users", "bulkId": "one", "data": { "...": "Ada" } },
            { "method": "POST", "path": "/Users", "bulkId": "one", "data": { "...": "Grace" } }
          ]
        }
        """
      Then the outcome is one of RFC7644-3.7-A05:
        | 400 for the request or the operation | 400 perhaps invalidValue or invalidSyntax |                                      |
        | 400 for the request or the operation | 409                                       |                                      |
        | 400 for the request or the operation | 200                                       | Operations[1].status says 400 or 409 |
        | processed all the same               | 200                                       | Operations[1].status says 201        |

  @RFC7644-3.7-13 @MUST
  Rule: A create names an endpoint, not a resource

    Scenario: The path of a user
      When the client sends:
        """
        POST /Bulk

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
          "Operations": [
            { "method": "POST", "path": "/Users/{unused id}", "bulkId": "ada", "data": { "...": "Ada" } }
          ]
        }
        """
      Then one of these is so:
        | the operation is refused | 200                      | Operations[0].status ~ ^(\{"code":)?"?4\d\d |
        | the request is refused   | 400 or 404 or 405 or 501 |                                             |

  @RFC7644-3.7-14 @MUST
  Rule: A replace names a resource, not an endpoint

    Scenario: The path of all users
      When the client sends:
        """
        POST /Bulk

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
          "Operations": [{ "method": "PUT", "path": "/Users", "data": { "...": "Ada" } }]
        }
        """
      Then one of these is so:
        | the operation is refused | 200                      | Operations[0].status ~ ^(\{"code":)?"?4\d\d |
        | the request is refused   | 400 or 404 or 405 or 501 |                                             |

  @RFC7644-3.7-16 @REQUIRED
  Rule: Every operation but a create that failed has a location

    Scenario: A create, and changes that fail
      Given a user with Grace's userName
      When the client sends:
        """
        POST /Bulk

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
          "Operations": [
            { "method": "POST", "path": "/Users", "bulkId": "ada", "data": { "...": "Ada" } },
            { "method": "PUT", "path": "{path of Grace}", "data": { "...": "Grace without userName" } },
            { "method": "DELETE", "path": "/Users/{unused id}" }
          ]
        }
        """
      Then the response is 200
      And the response has:
        | Operations[method=POST].location   | ~ /Users/[^/]+$       |
        | Operations[method=PUT].location    | ~ {path of Grace}$    |
        | Operations[method=DELETE].location | ~ /Users/{unused id}$ |

  @RFC7644-3.7.3-02 @MUST
  Rule: A location is told for all but creates that failed

    Scenario: A create, and a delete of nobody
      When the client sends:
        """
        POST /Bulk

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
          "Operations": [
            { "method": "POST", "path": "/Users", "bulkId": "ada", "data": { "...": "Ada" } },
            { "method": "DELETE", "path": "/Users/{unused id}" }
          ]
        }
        """
      Then the response has:
        | Operations[method=POST].location   | ~ {path of Ada}$      |
        | Operations[method=DELETE].location | ~ /Users/{unused id}$ |

  @RFC7644-3.7-17 @RFC7644-3.7-20 @RFC7644-3.7.3-04 @MUST
  Rule: An operation that fails says why

    Scenario: A userName that is taken
      Given a user with Ada's userName
      When the client sends:
        """
        POST /Bulk

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
          "Operations": [
            { "method": "POST", "path": "/Users", "bulkId": "again", "data": { "...": "Ada" } }
          ]
        }
        """
      Then the response is 200
      And the response has:
        | Operations[0].status           | says 409                                        |
        | Operations[0].response.schemas | ["urn:ietf:params:scim:api:messages:2.0:Error"] |
        | Operations[0].response.status  | any of ["409", 409]                             |
        | Operations[0].response.detail  | ~ .                                             |

  @RFC7644-3.7-19 @RFC7644-3.7.3-01 @RFC7644-3.7-29 @MUST
  Rule: Every operation is done like a request of its own, and its status told

    Scenario: A create, a replace, a patch and a delete
      Given a user with Grace's userName
      And a user with Joan's userName
      When the client sends:
        """
        POST /Bulk

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
          "Operations": [
            { "method": "POST", "path": "/Users", "bulkId": "ada", "data": { "...": "Ada" } },
            { "method": "PUT", "path": "{path of Grace}", "data": { "...": "Grace", "externalId": "{mark}" } },
            { "method": "DELETE", "path": "{path of Joan}" }
          ]
        }
        """
      Then the response is 200
      And the response has:
        | Operations.length                | 3               |
        | Operations[method=POST].status   | says 201        |
        | Operations[method=PUT].status    | says 200 or 204 |
        | Operations[method=DELETE].status | says 204        |
      And Ada has the user:
        | userName | "{Ada}" |
      And Grace has the user:
        | externalId | "{mark}" |
      When the client reads Joan
      Then the response is 404

    @needs-patch
    Scenario: A patch
      Given a user with Grace's userName
      When the client sends:
        """
        POST /Bulk

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
          "Operations": [
            {
              "method": "PATCH",
              "path": "{path of Grace}",
              "data": {
                "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                "Operations": [{ "op": "add", "path": "externalId", "value": "{mark}" }]
              }
            }
          ]
        }
        """
      Then the response has:
        | Operations[0].status | says 200 or 204 |
      And Grace has the user:
        | externalId | "{mark}" |

    @needs-writable-groups @needs-attribute-groups
    Scenario: Who becomes a member in bulk shows it like other members
      Given a user with Ada's userName
      And a group Legal of Ada
      When the client sends:
        """
        POST /Bulk

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
          "Operations": [
            {
              "method": "POST",
              "path": "/Groups",
              "bulkId": "finance",
              "data": { "...": "group Finance", "members": [{ "value": "{Ada.id}" }] }
            }
          ]
        }
        """
      Then one of these is so:
        | no groups are shown | 200 | Ada: groups unassigned                                              |
        | both are            | 200 | Ada: groups [{"value":"{Finance.id}"},{"value":"{Legal.id}"}] |

  @RFC7644-3.7.3-03 @MUST
  Rule: An operation has the status that a request of its own would have

    Scenario: Nobody there, and a name that is taken
      Given a user with Ada's userName
      When the client sends:
        """
        POST /Bulk

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
          "Operations": [
            { "method": "DELETE", "path": "/Users/{unused id}" },
            { "method": "POST", "path": "/Users", "bulkId": "again", "data": { "...": "Ada" } }
          ]
        }
        """
      Then the response has:
        | Operations[method=DELETE].status | says 404 |
        | Operations[method=POST].status   | says 409 |

    @needs-etag
    Scenario: A version that is old
      Given a user with Ada's userName
      And the client reads Ada
      And the client replaces Ada's user with:
        | externalId | "{mark}" |
      When the client sends:
        """
        POST /Bulk

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
          "Operations": [
            { "method": "DELETE", "path": "{path of Ada}", "version": "{Ada.version}" }
          ]
        }
        """
      Then the response has:
        | Operations[0].status | says 412 or 409 |
      And Ada still has the user:
        | externalId | "{mark}" |

  @RFC7644-3.7-22 @MUST
  Rule: A job that cannot be read is refused as a whole

    Scenario Outline: <body>
      When the client sends:
        """
        POST /Bulk

        <body>
        """
      Then the response is the SCIM error 400 perhaps invalidSyntax

      Examples:
        | body |
        | {    |
        | []   |

  @RFC7644-3.7-23 @MUST
  Rule: Without failOnErrors a failure stops nothing

    Scenario: A bad operation between two good ones
      When the client sends:
        """
        POST /Bulk

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
          "Operations": [
            { "method": "POST", "path": "/Users", "bulkId": "ada", "data": { "...": "Ada" } },
            { "method": "POST", "path": "/Users", "bulkId": "bad", "data": { "...": "Joan without userName" } },
            { "method": "POST", "path": "/Users", "bulkId": "grace", "data": { "...": "Grace" } }
          ]
        }
        """
      Then the response has:
        | Operations[bulkId=ada].status   | says 201 |
        | Operations[bulkId=bad].status   | says 400 |
        | Operations[bulkId=grace].status | says 201 |
      And Ada has the user:
        | userName | "{Ada}" |
      And Grace has the user:
        | userName | "{Grace}" |

    @needs-filter
    Scenario: With failOnErrors it does
      When the client sends:
        """
        POST /Bulk

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
          "failOnErrors": 1,
          "Operations": [
            { "method": "DELETE", "path": "/Users/{unused id}" },
            { "method": "POST", "path": "/Users", "bulkId": "ada", "data": { "...": "Ada" } }
          ]
        }
        """
      Then the outcome is one of RFC7644-3.7-A02:
        | response ends with the failing operation         | 200 or 400 or 404 or 409 or 412 | Operations.length any of [1, "unassigned"]  |
        | remaining operations listed with an error status | 200 or 400 or 404 or 409 or 412 | Operations[1].status ~ ^(\{"code":)?"?4\d\d |
      And there is no user with Ada's userName

  @RFC7644-3.7-26 @MUST
  Rule: The bulkId of a create comes back with what was made

    Scenario: Two creates
      When the client sends:
        """
        POST /Bulk

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
          "Operations": [
            { "method": "POST", "path": "/Users", "bulkId": "ada", "data": { "...": "Ada" } },
            { "method": "POST", "path": "/Users", "bulkId": "grace", "data": { "...": "Grace" } }
          ]
        }
        """
      Then the response has:
        | Operations[bulkId=ada].location   | ~ {path of Ada}$   |
        | Operations[bulkId=grace].location | ~ {path of Grace}$ |
      And Grace has the user:
        | userName | "{Grace}" |
      And Ada has the user:
        | userName | "{Ada}" |

  @RFC7644-3.7-28 @RFC7644-3.7.2-02 @MUST @needs-writable-groups
  Rule: A bulkId stands for the id of what its operation makes, whatever the order

    Scenario: The user before the group
      When the client sends:
        """
        POST /Bulk

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
          "Operations": [
            { "method": "POST", "path": "/Users", "bulkId": "ada", "data": { "...": "Ada" } },
            {
              "method": "POST",
              "path": "/Groups",
              "bulkId": "finance",
              "data": { "...": "group Finance", "members": [{ "type": "User", "value": "bulkId:ada" }] }
            }
          ]
        }
        """
      Then the response is 200
      And the group Finance has Ada

    Scenario: The group before the user
      When the client sends:
        """
        POST /Bulk

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
          "Operations": [
            {
              "method": "POST",
              "path": "/Groups",
              "bulkId": "finance",
              "data": { "...": "group Finance", "members": [{ "type": "User", "value": "bulkId:ada" }] }
            },
            { "method": "POST", "path": "/Users", "bulkId": "ada", "data": { "...": "Ada" } }
          ]
        }
        """
      Then the response is 200
      And the group Finance has Ada

    Scenario: A replace before a patch of the same user
      Given a user with Ada's userName
      When the client sends:
        """
        POST /Bulk

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
          "Operations": [
            { "method": "PUT", "path": "{path of Ada}", "data": { "...": "Ada", "externalId": "one-{mark}" } },
            {
              "method": "PATCH",
              "path": "{path of Ada}",
              "data": {
                "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                "Operations": [{ "op": "replace", "path": "externalId", "value": "two-{mark}" }]
              }
            }
          ]
        }
        """
      Then the response is 200
      And the response has:
        | Operations[method=PUT].status | says 200 or 204 |
      And one of these is so:
        | patches are not offered | 200 | Operations[method=PATCH].status says 501                   |
        | done in that order      | 200 | Ada: externalId "two-{mark}"                               |

    @needs-patch @needs-optional-members
    Scenario: In the value of a patch
      Given a group Finance of nobody
      When the client sends:
        """
        POST /Bulk

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
          "Operations": [
            { "method": "POST", "path": "/Users", "bulkId": "ada", "data": { "...": "Ada" } },
            {
              "method": "PATCH",
              "path": "{path of Finance}",
              "data": {
                "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                "Operations": [{ "op": "add", "path": "members", "value": [{ "value": "bulkId:ada" }] }]
              }
            }
          ]
        }
        """
      Then the response is 200
      And the group Finance has Ada

  @RFC7644-3.7.1-01 @MUST @needs-writable-groups
  Rule: References in a circle are resolved, or refused with 409

    Scenario: Two groups that hold each other
      When the client sends:
        """
        POST /Bulk

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
          "Operations": [
            {
              "method": "POST",
              "path": "/Groups",
              "bulkId": "a",
              "data": { "...": "group Finance", "members": [{ "type": "Group", "value": "bulkId:b" }] }
            },
            {
              "method": "POST",
              "path": "/Groups",
              "bulkId": "b",
              "data": { "...": "group Legal", "members": [{ "type": "Group", "value": "bulkId:a" }] }
            }
          ]
        }
        """
      Then one of these is so:
        | both are made      | 200 | Finance: members[0].value "{Legal.id or null}" |
        | they are refused   | 200 | Operations[0].status says 409                  |
        | the job is refused | 409 |                                                |

  @RFC7644-3.7.2-03 @MUST @needs-enterprise @needs-attribute-manager
  Rule: References in extensions are resolved too

    Scenario: A manager who is made in the same request
      When the client sends:
        """
        POST /Bulk

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
          "Operations": [
            { "method": "POST", "path": "/Users", "bulkId": "boss", "data": { "...": "Grace" } },
            {
              "method": "POST",
              "path": "/Users",
              "bulkId": "ada",
              "data": {
                "...": "Ada",
                "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { "manager": { "value": "bulkId:boss" } }
              }
            }
          ]
        }
        """
      Then the response is 200
      And Ada has the user:
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value | "{Grace.id}" |

  @RFC7644-3.7.2-04 @MUST @needs-writable-groups
  Rule: A reference to nothing is an error of its operation

    Scenario: A bulkId that no operation has
      When the client sends:
        """
        POST /Bulk

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
          "Operations": [
            {
              "method": "POST",
              "path": "/Groups",
              "bulkId": "finance",
              "data": { "...": "group Finance", "members": [{ "value": "bulkId:nobody" }] }
            }
          ]
        }
        """
      Then one of these is so:
        | the operation is refused | 200        | Operations[0].status says 400 or 409 |
        | the request is refused   | 400 or 409 |                                      |

  @RFC7644-3.7.4-03 @MUST @needs-bulk-limits
  Rule: More operations than the service takes are refused with 413

    Scenario: One too many
      When the client sends a bulk request of one operation too many
      Then the response is 413

  @RFC7644-3.7.4-04 @MUST @needs-bulk-limits
  Rule: More bytes than the service takes are refused with 413

    Scenario: One too many
      When the client sends a bulk request of one byte too many
      Then the response is 413

  @RFC7644-3.7.4-05 @MUST @needs-bulk-limits
  Rule: The refusal names the limit

    Scenario Outline: <what>
      Given the client sends GET "/ServiceProviderConfig"
      When the client sends a bulk request of one <what> too many
      Then the response has:
        | text | ~ <named> |

      Examples:
        | what      | named                                                            |
        | operation | [oO]perations\|\b{before.bulk.maxOperations}\b                   |
        | byte      | maxPayloadSize\|[sS]ize\|bytes\|\b{before.bulk.maxPayloadSize}\b |

  @RFC7644-3.12-17 @SHOULD @needs-bulk-limits
  Rule: What is too large is answered with 413

    Scenario: Operations
      When the client sends a bulk request of one operation too many
      Then the response is the SCIM error 413
