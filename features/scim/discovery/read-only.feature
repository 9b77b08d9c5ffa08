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
        | it is refused     | 400 or 401 or 403 or 404 or 405 | |
        | it is not offered | 501                             | |

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
        | it is refused     | 400 or 401 or 403 or 404 or 405 | |
        | it is not offered | 501                             | |

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
        | it is refused     | 400 or 401 or 403 or 404 or 405 | |
        | it is not offered | 501                             | |

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
        | 200 | 200 | |
        | 401 | 401 | |

  @RFC7643-5-24 @MUST
  Rule: What is advertised works

    @needs-patch @needs-attribute-displayName
    Scenario: PATCH
      Given a user with Ada's userName
      When the client patches Ada with:
        | op      | path        | value    |
        | replace | displayName | "Ada L." |
      Then the response is 200 or 204
      And Ada has:
        | displayName | "Ada L." |

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
        | Operations[0].status | any of ["201", 201, {"code":"201"}] |
