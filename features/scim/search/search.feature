@scim @needs-search @needs-filter
Feature: Searching by POST
  A POST to /.search is a query whose parameters stand in the body.

  @RFC7644-3.2-12 @RFC7644-3.4.3-12 @MUST @needs-attribute-title
  Rule: A search finds what the same query by GET finds

    Scenario Outline: At <endpoint>
      Given the users:
        |       | title    |
        | Ada   | "{mark}" |
        | Grace | "{mark}" |
        | Joan  | "other"  |
      And a filter on their title finds them
      When the client sends:
        """
        POST <endpoint>/.search

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
          "filter": "title eq \"{mark}\""
        }
        """
      Then one of these is so:
        | found     | 200               | lists Ada and Grace |
        | <refusal> | <refused with>    |                     |

      Examples:
        | endpoint | refusal                    | refused with                    |
        | /Users   | nothing else will do       | 599                             |
        |          | the root is not searched   | 400 or 403 or 404 or 405 or 501 |

    Scenario: By POST and by GET
      Given the users:
        |       | title    |
        | Ada   | "{mark}" |
        | Grace | "other"  |
      And a filter on their title finds them
      And the client sends:
        """
        POST /Users/.search

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
          "filter": "title eq \"{mark}\"",
          "startIndex": 1,
          "count": 5
        }
        """
      When the client sends GET "/Users?filter=title eq "{mark}"&startIndex=1&count=5"
      Then the response lists Ada
      And the response has:
        | totalResults    | ~ ^{before.totalResults}$           |
        | Resources       | [{"id":"{before.Resources[0].id}"}] |

    Scenario: Nothing in particular
      Given a user with Ada's userName
      When the client sends:
        """
        POST /Users/.search

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
          "startIndex": 1,
          "count": 1
        }
        """
      Then one of these is so:
        | somebody is found  | 200               | totalResults >= 1 |
        | that is too much   | 400 or 403 or 413 |                   |

  @RFC7644-3.4.3-02 @MUST
  Rule: A search creates nothing

    Scenario: A user's attributes beside the search
      When the client sends:
        """
        POST /Users/.search

        {
          "...": "Ada",
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
          "filter": "userName eq \"{Ada}\""
        }
        """
      Then the response is 200 or 400
      And there is no user with Ada's userName

  @RFC7644-3.4.3-04 @MUST
  Rule: A search names its message schema

    Scenario: Without schemas
      When the client sends:
        """
        POST /Users/.search

        { "filter": "userName eq \"{unused id}\"" }
        """
      Then the outcome is one of RFC7644-3.4.3-A03:
        | 400 invalidSyntax or invalidValue | 400 perhaps invalidSyntax or invalidValue |               |
        | 200 ListResponse                  | 200                                       | lists nothing |

  @RFC7644-3.4.3-05 @MUST
  Rule: attributes in a search is a list of names

    Scenario: userName
      Given a user with Ada's userName and:
        | externalId | "{mark}" |
      When the client sends:
        """
        POST /Users/.search

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
          "filter": "userName eq \"{Ada}\"",
          "attributes": ["userName"]
        }
        """
      Then the response lists Ada
      And the response has:
        | Resources[0].userName   | "{Ada}"    |
        | Resources[0].externalId | unassigned |

  @RFC7644-3.4.3-06 @MUST
  Rule: excludedAttributes in a search is a list of names, and spares what is always returned

    Scenario: id and externalId
      Given a user with Ada's userName and:
        | externalId | "{mark}" |
      When the client sends:
        """
        POST /Users/.search

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
          "filter": "userName eq \"{Ada}\"",
          "excludedAttributes": ["id", "externalId"]
        }
        """
      Then the response lists Ada
      And the response has:
        | Resources[0].userName   | "{Ada}"    |
        | Resources[0].externalId | unassigned |

  @RFC7644-3.4.3-07 @MUST
  Rule: filter in a search is a filter

    Scenario: One that cannot be read
      When the client sends:
        """
        POST /Users/.search

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
          "filter": "bogus("
        }
        """
      Then the response is the SCIM error 400 perhaps invalidFilter

    Scenario: One that finds Ada
      Given a user with Ada's userName
      And a user with Grace's userName
      When the client sends:
        """
        POST /Users/.search

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
          "filter": "userName eq \"{Ada}\" and not (userName eq \"{Grace}\")"
        }
        """
      Then the response lists Ada
      And the response has:
        | totalResults | 1 |

  @RFC7644-3.4.3-08 @RFC7644-3.4.3-09 @MUST @needs-sort @needs-attribute-title @needs-attribute-name
  Rule: sortBy and sortOrder in a search sort it

    Scenario Outline: <order>
      Given the users:
        |       | title    | name                   |
        | Ada   | "{mark}" | {"familyName":"mango"} |
        | Grace | "{mark}" | {"familyName":"apple"} |
        | Joan  | "{mark}" | {"familyName":"peach"} |
      And a filter on their title finds them
      When the client sends:
        """
        POST /Users/.search

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
          "filter": "title eq \"{mark}\"",
          "sortBy": "name.familyName",
          "sortOrder": "<order>"
        }
        """
      Then the response lists <names> in this order

      Examples:
        | order      | names                |
        | ascending  | Grace, Ada and Joan  |
        | descending | Joan, Ada and Grace  |

  @RFC7644-3.4.3-10 @RFC7644-3.4.3-11 @MUST @needs-index @needs-attribute-title
  Rule: startIndex and count in a search choose its page

    Scenario: The second of three
      Given the users:
        |       | title    |
        | Ada   | "{mark}" |
        | Grace | "{mark}" |
        | Joan  | "{mark}" |
      And a filter on their title finds them
      And the client sends GET "/Users?filter=title eq "{mark}"&startIndex=1&count=3"
      When the client sends:
        """
        POST /Users/.search

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
          "filter": "title eq \"{mark}\"",
          "startIndex": 2,
          "count": 1
        }
        """
      Then the response has:
        | totalResults | 3                                   |
        | startIndex   | 2                                   |
        | Resources    | [{"id":"{before.Resources[1].id}"}] |

    Scenario: None, and the total
      Given the users:
        |       | title    |
        | Ada   | "{mark}" |
        | Grace | "{mark}" |
      And a filter on their title finds them
      When the client sends:
        """
        POST /Users/.search

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
          "filter": "title eq \"{mark}\"",
          "count": 0
        }
        """
      Then the response has:
        | totalResults | 2          |
        | Resources    | unassigned |

  @RFC7644-3.4.3-13 @SHOULD
  Rule: A search that cannot be read is refused

    Scenario Outline: <body>
      When the client sends:
        """
        POST /Users/.search

        <body>
        """
      Then the response is the SCIM error 400 perhaps invalidSyntax or invalidValue

      Examples:
        | body |
        | [    |
        | []   |

  @RFC9865-3-01 @MUST @needs-cursor @needs-attribute-title
  Rule: cursor and count stand in the body of a search

    Scenario: Two pages
      Given the users:
        |       | title    |
        | Ada   | "{mark}" |
        | Grace | "{mark}" |
        | Joan  | "{mark}" |
      And a filter on their title finds them
      When the client sends:
        """
        POST /Users/.search

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
          "filter": "title eq \"{mark}\"",
          "cursor": "",
          "count": 2
        }
        """
      Then the response is 200
      And the response has:
        | Resources.length | 2        |
        | nextCursor       | assigned |
      When the client sends:
        """
        POST /Users/.search

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
          "filter": "title eq \"{mark}\"",
          "cursor": "{answer.nextCursor}",
          "count": 2
        }
        """
      Then the response is 200
      And the response has:
        | Resources.length | 1                               |
        | nextCursor       | unassigned                      |
        | Resources[0].id  | != "{before.Resources[0].id}"   |
        | Resources[0].id  | != "{before.Resources[1].id}"   |
