@scim
Feature: Pages by index
  All these pages are of users that nobody else makes, found by a title of their own.

  @RFC7644-3.4.2-06 @MUST @needs-filter @needs-attribute-title
  Rule: totalResults counts all that match, whatever the page holds

    Scenario: Three users on pages of one
      Given the users:
        |       | title    |
        | Ada   | "{mark}" |
        | Grace | "{mark}" |
        | Joan  | "{mark}" |
      And a filter on their title finds them
      When the client sends GET "/Users?filter=title eq "{mark}"&startIndex=1&count=1"
      Then the response has at most 1 resource
      And the response has:
        | totalResults | 3 |

  @RFC7644-3.4.2-08 @REQUIRED @needs-index @needs-filter @needs-attribute-title
  Rule: A page that is a part says where it starts

    Scenario: The first of two
      Given the users:
        |       | title    |
        | Ada   | "{mark}" |
        | Grace | "{mark}" |
      And a filter on their title finds them
      When the client sends GET "/Users?filter=title eq "{mark}"&count=1"
      Then the response has:
        | startIndex | 1 |

  @RFC7644-3.4.2-09 @REQUIRED @needs-index @needs-filter @needs-attribute-title
  Rule: A page that is a part says how much it holds

    Scenario: The first of two
      Given the users:
        |       | title    |
        | Ada   | "{mark}" |
        | Grace | "{mark}" |
      And a filter on their title finds them
      When the client sends GET "/Users?filter=title eq "{mark}"&count=1"
      Then the response has:
        | itemsPerPage | 1 |

  @RFC7644-3.4.2.4-03 @MUST @needs-index @needs-filter @needs-attribute-title
  Rule: startIndex counts from one

    Scenario: The second of a list that is read twice
      Given the users:
        |       | title    |
        | Ada   | "{mark}" |
        | Grace | "{mark}" |
        | Joan  | "{mark}" |
      And a filter on their title finds them
      And the client sends GET "/Users?filter=title eq "{mark}"&startIndex=1&count=3"
      When the client sends GET "/Users?filter=title eq "{mark}"&startIndex=2&count=1"
      Then the response has:
        | Resources       | [{"id":"{before.Resources[1].id}"}] |
        | totalResults    | 3 |

    @needs-sort
    Scenario: The second of a sorted list
      Given the users:
        |       | title    |
        | Joan  | "{mark}" |
        | Ada   | "{mark}" |
        | Grace | "{mark}" |
      And a filter on their title finds them
      When the client sends GET "/Users?filter=title eq "{mark}"&sortBy=userName&startIndex=2&count=1"
      Then the response lists Grace
      And the response has:
        | startIndex | 2 |

  @RFC7644-3.4.2.4-04 @MUST @needs-index @needs-filter @needs-attribute-title
  Rule: Who names no startIndex begins with the first

    Scenario: The same page
      Given the users:
        |       | title    |
        | Ada   | "{mark}" |
        | Grace | "{mark}" |
      And a filter on their title finds them
      And the client sends GET "/Users?filter=title eq "{mark}"&startIndex=1&count=1"
      When the client sends GET "/Users?filter=title eq "{mark}"&count=1"
      Then the response has:
        | Resources | [{"id":"{before.Resources[0].id}"}] |

  @RFC7644-3.4.2.4-05 @MUST @needs-index @needs-filter @needs-attribute-title
  Rule: A startIndex below one counts as one

    Scenario Outline: <start>
      Given the users:
        |       | title    |
        | Ada   | "{mark}" |
        | Grace | "{mark}" |
      And a filter on their title finds them
      And the client sends GET "/Users?filter=title eq "{mark}"&startIndex=1&count=1"
      When the client sends GET "/Users?filter=title eq "{mark}"&startIndex=<start>&count=1"
      Then the response is 200
      And the response has:
        | Resources    | [{"id":"{before.Resources[0].id}"}] |
        | totalResults | 2 |

      Examples:
        | start |
        | 0     |
        | -5    |

  @RFC7644-3.4.2.4-09 @MUST @needs-index
  Rule: A count of none asks for the total alone

    Scenario: 0
      Given a user with Ada's userName
      When the client sends GET "/Users?count=0"
      Then the response is 200
      And the response has:
        | totalResults | >= 1       |
        | Resources    | unassigned |

  @RFC7644-3.4.2.4-08 @MUST @needs-index
  Rule: A count of less than none is one of none

    Scenario Outline: <count>
      Given a user with Ada's userName
      When the client sends GET "/Users?count=<count>"
      Then the response is 200
      And the response has:
        | totalResults | >= 1       |
        | Resources    | unassigned |

      Examples:
        | count |
        | -1    |
        | -100  |

  @RFC7644-3.4.2.4-10 @MUST @needs-index
  Rule: Who names no count gets a page of the server's choice

    Scenario: All there is, or a first page of it
      Given a user with Ada's userName
      When the client sends GET "/Users"
      Then the response is a list
      And the response has:
        | Resources[0].id | assigned |

  @RFC7644-3.4.2.4-11 @MUST @needs-index @needs-filter @needs-attribute-title
  Rule: itemsPerPage is how many there are on this page

    Scenario: The last page is a short one
      Given the users:
        |       | title    |
        | Ada   | "{mark}" |
        | Grace | "{mark}" |
        | Joan  | "{mark}" |
      And a filter on their title finds them
      When the client sends GET "/Users?filter=title eq "{mark}"&startIndex=3&count=2"
      Then the response is 200
      And the outcome is one of RFC7644-3.4.2.4-A01:
        | 3 (items returned)       | 200 | itemsPerPage any of [1, "unassigned"] |
        | 10 (requested page size) | 200 | itemsPerPage 2                        |

  @RFC7644-3.4.2.4-12 @MUST @read-only
  Rule: totalResults is a whole number, not less than nothing

    Scenario Outline: <path>
      When the client sends GET "<path>"
      Then the response is 200
      And the response has:
        | totalResults | ~ ^\d+$ |
        | totalResults | >= 0    |

      Examples:
        | path                          |
        | /Users?startIndex=1&count=1   |
        | /Users?startIndex=1000000     |

  @RFC7644-3.4.2.4-13 @MUST @needs-index @needs-filter @needs-attribute-title
  Rule: startIndex in the answer is the index of the page's first

    Scenario Outline: Asked for <asked>
      Given the users:
        |       | title    |
        | Ada   | "{mark}" |
        | Grace | "{mark}" |
        | Joan  | "{mark}" |
      And a filter on their title finds them
      When the client sends GET "/Users?filter=title eq "{mark}"&startIndex=<asked>&count=1"
      Then the response has:
        | startIndex | <told> |

      Examples:
        | asked | told |
        | 1     | 1    |
        | 2     | 2    |
        | 3     | 3    |
        | 0     | 1    |

  @RFC7644-3.4.2.4-14 @MUST @needs-index @needs-filter @needs-attribute-title
  Rule: Page after page, everything comes once

    Scenario Outline: Five users by <count>
      Given the users:
        |       | title    |
        | Ada   | "{mark}" |
        | Grace | "{mark}" |
        | Joan  | "{mark}" |
        | Mary  | "{mark}" |
        | Radia | "{mark}" |
      And a filter on their title finds them
      When the client pages through "/Users?filter=title eq "{mark}"" by <count>
      Then the response lists Ada, Grace, Joan, Mary and Radia
      And the response has:
        | totalResults | 5 |

      Examples:
        | count |
        | 1     |
        | 2     |
        | 3     |
        | 4     |

  @RFC7644-3.4.2.4-A02 @AMBIGUOUS @needs-index @needs-filter
  Rule: What is behind the last page is noted

    Scenario: A startIndex beyond the total
      Given a user with Ada's userName
      When the client sends GET "/Users?filter=userName eq "{Ada}"&startIndex=9&count=5"
      Then the outcome is one of RFC7644-3.4.2.4-A02:
        | 200 with totalResults unchanged and no Resources | 200                      | Resources unassigned |
        | 400 invalidValue                                 | 400 perhaps invalidValue |                      |
      And one of these is so:
        | the total stays  | 200 | totalResults 1 |
        | it is refused    | 400 |                |

  @RFC7644-3.4.2.4-A03 @AMBIGUOUS @needs-index @read-only
  Rule: What becomes of a page that is no number is noted

    Scenario Outline: <query>
      When the client sends GET "/Users?<query>"
      Then the outcome is one of RFC7644-3.4.2.4-A03:
        | 400 invalidValue                 | 400 invalidValue          |
        | 400 invalidSyntax or no scimType | 400 perhaps invalidSyntax |
        | 200 with the default             | 200                       |

      Examples:
        | query                   |
        | startIndex=abc&count=1  |
        | startIndex=1&count=abc  |

  @RFC7644-3.4.2.4-A04 @AMBIGUOUS @needs-index @read-only
  Rule: What becomes of a count beyond reason is noted

    Scenario: A billion
      When the client sends GET "/Users?startIndex=1&count=1000000000"
      Then the outcome is one of RFC7644-3.4.2.4-A04:
        | 200 with at most maxResults items     | 200                  |
        | 400 invalidCount (RFC 9865 providers) | 400 invalidCount     |
        | 400 tooMany                           | 400 perhaps tooMany  |
