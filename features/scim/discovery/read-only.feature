@scim
Feature: Discovery is for reading

  @RFC7643-5-02 @MUST @needs-published-config
  Rule: Nobody writes the configuration

    Scenario Outline: <method>
      When the client sends:
        """
        <method> /ServiceProviderConfig

        { "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"], "patch": { "supported": true } }
        """
      Then one of these is so:
        | it is refused     | 400 or 401 or 403 or 404 or 405 |  |
        | it is not offered | 501                             |  |
        | it is ignored     | 200 or 204                      |  |
      When the client sends GET "/ServiceProviderConfig"
      Then the response has:
        | filter.supported | assigned |
        | sort.supported   | assigned |

      Examples:
        | method |
        | POST   |
        | PUT    |

  @RFC7643-6-02 @MUST @needs-published-types
  Rule: Nobody writes types of resources

    Scenario Outline: <method>
      When the client sends:
        """
        <method> /ResourceTypes

        { "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"], "name": "{mark}", "endpoint": "/{mark}", "schema": "urn:example:{mark}" }
        """
      Then one of these is so:
        | it is refused     | 400 or 401 or 403 or 404 or 405 |  |
        | it is not offered | 501                             |  |
        | it is ignored     | 200 or 204                      |  |
      When the client sends GET "/ResourceTypes"
      Then the response has:
        | Resources[name={mark}] | unassigned |

      Examples:
        | method |
        | POST   |
        | PUT    |

  @RFC7643-7-02 @MUST @needs-published-schemas
  Rule: Nobody writes schemas

    Scenario Outline: <method>
      When the client sends:
        """
        <method> /Schemas

        { "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Schema"], "id": "urn:example:{mark}", "name": "{mark}", "attributes": [] }
        """
      Then one of these is so:
        | it is refused     | 400 or 401 or 403 or 404 or 405 |  |
        | it is not offered | 501                             |  |
        | it is ignored     | 200 or 204                      |  |
      When the client sends GET "/Schemas"
      Then the response has:
        | Resources[id=urn:example:{mark}] | unassigned |

      Examples:
        | method |
        | POST   |
        | PUT    |

  @RFC7643-5-19 @SHOULD @needs-published-config @read-only
  Rule: How to authenticate can be read without authentication

    Scenario: No credential
      When the client sends:
        """
        GET /ServiceProviderConfig
        Authorization:
        """
      Then the outcome is one of RFC7644-4-A03:
        | 200 | 200 |  |
        | 401 | 401 |  |

  @RFC7643-5-24 @MUST
  Rule: What is advertised works

    @needs-patch @needs-attribute-active
    Scenario: PATCH
      Given a user with Ada's userName
      When the client patches Ada with:
        | op      | path   | value |
        | replace | active | false |
      Then the response is 200 or 204
      And Ada has:
        | active | ~ ^false$ |

    @needs-filter
    Scenario: Filters
      Given a user with Ada's userName
      And a user with Grace's userName
      Then the filters find:
        | filter              | finds |
        | userName eq "{Ada}" | Ada   |

    @needs-etag
    Scenario: Versions
      Given a user with Ada's userName
      When the client reads Ada
      Then the response has:
        | header.etag | assigned |

    @needs-bulk
    Scenario: Bulk
      When the client sends:
        """
        POST /Bulk

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
          "Operations": [{ "method": "POST", "path": "/Users", "bulkId": "one", "data": { "...": "Ada" } }]
        }
        """
      Then the response is 200
      And the response has:
        | Operations[0].status | says 201 |
