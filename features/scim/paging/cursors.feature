@scim @needs-cursor
Feature: Pages by cursor
  A cursor leads from page to page; what it says is the server's own affair.

  @RFC9865-2-01 @MUST @needs-filter @needs-attribute-title
  Rule: A query with an empty cursor begins

    Scenario Outline: <cursor>
      Given the users:
        |       | title    |
        | Ada   | "{mark}" |
        | Grace | "{mark}" |
        | Joan  | "{mark}" |
      And a filter on their title finds them
      When the client sends GET "/Users?filter=title eq "{mark}"&<cursor>&count=2"
      Then the response is a list
      And the response has:
        | Resources.length | 2        |
        | nextCursor       | assigned |

      Examples:
        | cursor  |
        | cursor  |
        | cursor= |

  @RFC9865-2-03 @RFC9865-2-04 @MUST
  Rule: A count of none, or less, asks for the total alone

    Scenario Outline: <count>
      Given a user with Ada's userName
      When the client sends GET "/Users?cursor&count=<count>"
      Then the response is 200
      And the response has:
        | Resources | unassigned |

      Examples:
        | count |
        | 0     |
        | -1    |

  @RFC9865-2-05 @MUST-NOT @needs-filter @needs-attribute-title
  Rule: No page holds more than was asked for

    Scenario: Five users by two
      Given the users:
        |       | title    |
        | Ada   | "{mark}" |
        | Grace | "{mark}" |
        | Joan  | "{mark}" |
        | Mary  | "{mark}" |
        | Radia | "{mark}" |
      And a filter on their title finds them
      When the client pages through "/Users?filter=title eq "{mark}"" by 2 with cursors
      Then the response lists Ada, Grace, Joan, Mary and Radia

  @RFC9865-2-07 @MUST
  Rule: Who names no count gets a page of the server's choice

    Scenario: As large as it says at most
      Given a user with Ada's userName
      And the client sends GET "/ServiceProviderConfig"
      And the response has the optional pagination.maxPageSize
      When the client sends GET "/Users?cursor"
      Then the response is a list
      And the response has:
        | Resources        | assigned                                  |
        | Resources.length | <= "{before.pagination.maxPageSize}"      |

  @RFC9865-2-08 @RFC9865-2-09 @MUST @needs-filter @needs-attribute-title
  Rule: nextCursor is on every page but the last

    Scenario Outline: Four users by <count>
      Given the users:
        |       | title    |
        | Ada   | "{mark}" |
        | Grace | "{mark}" |
        | Joan  | "{mark}" |
        | Mary  | "{mark}" |
      And a filter on their title finds them
      When the client pages through "/Users?filter=title eq "{mark}"" by <count> with cursors
      Then the response lists Ada, Grace, Joan and Mary

      Examples:
        | count |
        | 1     |
        | 2     |
        | 3     |

    Scenario: All on one page
      Given the users:
        |       | title    |
        | Ada   | "{mark}" |
        | Grace | "{mark}" |
      And a filter on their title finds them
      When the client sends GET "/Users?filter=title eq "{mark}"&cursor&count=10"
      Then the response lists Ada and Grace
      And the response has no nextCursor

  @RFC9865-2-12 @MUST-NOT @needs-cursor-prev @needs-filter @needs-attribute-title
  Rule: previousCursor is not on the first page

    Scenario: The first of two
      Given the users:
        |       | title    |
        | Ada   | "{mark}" |
        | Grace | "{mark}" |
      And a filter on their title finds them
      When the client sends GET "/Users?filter=title eq "{mark}"&cursor&count=1"
      Then the response is 200
      And the response has no previousCursor

  @RFC9865-2-13 @MUST @needs-cursor-prev @needs-filter @needs-attribute-title
  Rule: previousCursor leads back

    Scenario: To the first page
      Given the users:
        |       | title    |
        | Ada   | "{mark}" |
        | Grace | "{mark}" |
        | Joan  | "{mark}" |
      And a filter on their title finds them
      And the client sends GET "/Users?filter=title eq "{mark}"&cursor&count=1"
      And the client sends GET "/Users?filter=title eq "{mark}"&cursor={answer.nextCursor}&count=1"
      And the response has the optional previousCursor
      And the client sends GET "/Users?filter=title eq "{mark}"&cursor={answer.previousCursor}&count=1"
      When the client sends GET "/Users?filter=title eq "{mark}"&cursor&count=1"
      Then the response has:
        | Resources[0].id | "{before.Resources[0].id}" |

  @RFC9865-2-18 @SHOULD @needs-filter @needs-attribute-title
  Rule: totalResults, where it is told, counts all pages

    Scenario: The first of three
      Given the users:
        |       | title    |
        | Ada   | "{mark}" |
        | Grace | "{mark}" |
        | Joan  | "{mark}" |
      And a filter on their title finds them
      When the client sends GET "/Users?filter=title eq "{mark}"&cursor&count=1"
      Then the response has:
        | totalResults | any of [3, "unassigned"] |

  @RFC9865-2-19 @MUST @needs-filter @needs-attribute-title
  Rule: From cursor to cursor, everything comes once

    Scenario Outline: Five users by <count>
      Given the users:
        |       | title    |
        | Ada   | "{mark}" |
        | Grace | "{mark}" |
        | Joan  | "{mark}" |
        | Mary  | "{mark}" |
        | Radia | "{mark}" |
      And a filter on their title finds them
      When the client pages through "/Users?filter=title eq "{mark}"" by <count> with cursors
      Then the response lists Ada, Grace, Joan, Mary and Radia

      Examples:
        | count |
        | 1     |
        | 2     |
        | 4     |

  @RFC9865-2.1-01 @SHOULD @read-only
  Rule: A cursor that is none is answered with an error

    Scenario: Something made up
      When the client sends GET "/Users?cursor={unused id}&count=1"
      Then the response is the SCIM error 400

  @RFC9865-2.1-02 @MUST @read-only
  Rule: A cursor that is none is invalidCursor

    Scenario Outline: <cursor>
      When the client sends GET "/Users?cursor=<cursor>&count=1"
      Then the response is the SCIM error 400 invalidCursor

      Examples:
        | cursor              |
        | {unused id}         |
        | 1                   |
        | %00                 |

  @RFC9865-2.1-04 @MUST @needs-filter @needs-attribute-title
  Rule: A count that will not do is invalidCount

    Scenario: Above all bounds
      When the client sends GET "/Users?cursor&count=1000000000"
      Then the outcome is one of RFC9865-2.1-A01:
        | 200 capped       | 200              |
        | 400 invalidCount | 400 invalidCount |

    Scenario: No number
      When the client sends GET "/Users?cursor&count=abc"
      Then one of these is so:
        | refused      | 400 perhaps invalidCount |
        | the default  | 200                      |

    Scenario: Another one than before
      Given the users:
        |       | title    |
        | Ada   | "{mark}" |
        | Grace | "{mark}" |
        | Joan  | "{mark}" |
      And a filter on their title finds them
      And the client sends GET "/Users?filter=title eq "{mark}"&cursor&count=1"
      When the client sends GET "/Users?filter=title eq "{mark}"&cursor={answer.nextCursor}&count=2"
      Then one of these is so:
        | refused   | 400 invalidCount |                                                |
        | accepted  | 200              | Resources[0].id != "{before.Resources[0].id}"  |

  @RFC9865-2.2-01 @SHOULD @needs-sort @needs-filter @needs-attribute-title
  Rule: Pages by cursor are sorted too

    Scenario Outline: <order>
      Given the users:
        |       | title    |
        | Joan  | "{mark}" |
        | Ada   | "{mark}" |
        | Grace | "{mark}" |
      And a filter on their title finds them
      When the client pages through "/Users?filter=title eq "{mark}"&sortBy=userName&sortOrder=<order>" by 1 with cursors
      Then the response lists <names> in this order

      Examples:
        | order      | names               |
        | ascending  | Ada, Grace and Joan |
        | descending | Joan, Grace and Ada |

  @RFC9865-2.4-01 @MUST @needs-index @needs-filter @needs-attribute-title
  Rule: Who names no method gets always the same one

    Scenario: Two queries
      Given the users:
        |       | title    |
        | Ada   | "{mark}" |
        | Grace | "{mark}" |
      And a filter on their title finds them
      And the client sends GET "/Users?filter=title eq "{mark}"&count=1"
      When the client sends GET "/Users?filter=title eq "{mark}"&count=1"
      Then both pages are by the method that the service says it takes

  @RFC9865-2.4-02 @SHOULD @needs-index-default @needs-filter @needs-attribute-title
  Rule: Where there were indexes first, they stay the default

    Scenario: A page of users
      Given the users:
        |       | title    |
        | Ada   | "{mark}" |
        | Grace | "{mark}" |
      And a filter on their title finds them
      When the client sends GET "/Users?filter=title eq "{mark}"&count=1"
      Then the response has:
        | startIndex | 1          |
        | nextCursor | unassigned |

  @RFC9865-5.2-05 @SHOULD @needs-filter @needs-attribute-title
  Rule: A cursor that was tampered with is refused

    Scenario Outline: <cursor>
      Given the users:
        |       | title    |
        | Ada   | "{mark}" |
        | Grace | "{mark}" |
      And a filter on their title finds them
      And the client sends GET "/Users?filter=title eq "{mark}"&cursor&count=1"
      When the client sends GET "/Users?filter=title eq "{mark}"&cursor=<cursor>&count=1"
      Then the response is the SCIM error 400 invalidCursor

      Examples:
        | cursor                         |
        | x{answer.nextCursor}           |
        | {answer.nextCursor}AAAA        |

  @RFC9865-5.2-01 @MUST @needs-two-principals @needs-filter @needs-attribute-title
  Rule: Somebody else's cursor opens nothing

    Scenario: Of another tenant
      Given the users:
        |       | title    |
        | Ada   | "{mark}" |
        | Grace | "{mark}" |
      And a filter on their title finds them
      And the client sends GET "/Users?filter=title eq "{mark}"&cursor&count=1"
      When another tenant sends:
        """
        GET /Users?filter=title eq "{mark}"&cursor={answer.nextCursor}&count=1
        """
      Then one of these is so:
        | refused             | 400 or 401 or 403 or 404 |               |
        | nothing to be seen  | 200                      | lists nobody  |

  @RFC9865-5.2-04 @MUST @needs-two-principals @needs-filter @needs-attribute-title
  Rule: Somebody else's cursor and one that is made up look alike

    Scenario: Both in the hands of another tenant
      Given the users:
        |       | title    |
        | Ada   | "{mark}" |
        | Grace | "{mark}" |
      And a filter on their title finds them
      And the client sends GET "/Users?filter=title eq "{mark}"&cursor&count=1"
      And another tenant sends:
        """
        GET /Users?filter=title eq "{mark}"&cursor={answer.nextCursor}&count=1
        """
      When another tenant sends:
        """
        GET /Users?filter=title eq "{mark}"&cursor={unused id}&count=1
        """
      Then one of these is so:
        | both are refused     | 400 or 401 or 403 or 404 | status ~ ^{before.status or null}$ |
        | both show nothing    | 200                      | totalResults ~ ^{before.totalResults or null}$ |
