@scim @needs-writable-groups
Feature: Groups in lists
  Groups are listed, sorted, paged, searched and shown in part like users.

  @RFC7644-3.4.2.3-03 @MUST @needs-sort @needs-filter
  Rule: sortBy decides the order of groups too

    @needs-optional-members
    Scenario Outline: <order>
      Given a group Legal of nobody
      And a group Finance of nobody
      And a group Treasury of nobody
      When the client sends GET "/Groups?filter=displayName eq "{group Legal}" or displayName eq "{group Finance}" or displayName eq "{group Treasury}"&sortBy=displayName&sortOrder=<order>"
      Then one of these is so:
        | not filtered so | 400 perhaps invalidFilter |                                                |
        | the first       | 200                       | Resources[0].displayName "{group <first>}"     |
      And one of these is so:
        | not filtered so | 400 perhaps invalidFilter |                                                |
        | the second      | 200                       | Resources[1].displayName "{group Legal}"       |

      Examples:
        | order      | first    |
        | ascending  | Finance  |
        | descending | Treasury |

  @RFC7644-3.4.2.4-03 @MUST @needs-index @needs-filter
  Rule: startIndex says where a page of groups begins

    @needs-optional-members
    Scenario: The second of two
      Given a group Legal of nobody
      And a group Finance of nobody
      And the client sends GET "/Groups?filter=displayName eq "{group Legal}" or displayName eq "{group Finance}"&startIndex=1&count=2"
      And one of these is so:
        | both            | 200                       | lists Finance and Legal |
        | not filtered so | 400 perhaps invalidFilter |                         |
      When the client sends GET "/Groups?filter=displayName eq "{group Legal}" or displayName eq "{group Finance}"&startIndex=2&count=2"
      Then one of these is so:
        | the second      | 200                       | Resources [{"id":"{before.Resources[1].id}"}] |
        | not filtered so | 400 perhaps invalidFilter |                                               |

  @RFC7644-3.4.2.4-06 @MUST-NOT @needs-index @needs-filter
  Rule: count says how many groups a page holds at most

    @needs-optional-members
    Scenario: One of two
      Given a group Legal of nobody
      And a group Finance of nobody
      When the client sends GET "/Groups?filter=displayName eq "{group Legal}" or displayName eq "{group Finance}"&startIndex=1&count=1"
      Then one of these is so:
        | one             | 200                       | Resources.length 1 |
        | not filtered so | 400 perhaps invalidFilter |                    |

  @RFC7644-3.2-12 @MUST @needs-search @needs-filter
  Rule: Groups are searched by POST too

    @needs-optional-members
    Scenario: By name
      Given a group Finance of nobody
      When the client sends:
        """
        POST /Groups/.search

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
          "filter": "displayName eq \"{group Finance}\""
        }
        """
      Then one of these is so:
        | found           | 200                       | lists Finance |
        | not filtered so | 400 perhaps invalidFilter |               |

  @RFC7644-3.4.3-06 @MUST @needs-search @needs-filter
  Rule: A search of groups leaves out what it excludes

    Scenario: All of one group but its members
      Given a user with Ada's userName
      And a group Finance of Ada
      When the client sends:
        """
        POST /Groups/.search

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
          "filter": "displayName eq \"{group Finance}\"",
          "excludedAttributes": ["members"]
        }
        """
      Then one of these is so:
        | in part         | 200                       | Resources[0].members unassigned |
        | not filtered so | 400 perhaps invalidFilter |                                 |
        | not searched    | 404 or 405 or 501         |                                 |
