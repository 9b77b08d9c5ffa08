@okta
Feature: What Okta looks for
  A person is looked for before anybody is created, and lists are read a hundred at a time.

  @OKTA-1.2-10 @MUST @needs-filter
  Rule: A user is found by its userName, with startIndex and count beside the filter

    Scenario: Ada, and Grace beside her
      Given a user with Ada's userName
      And a user with Grace's userName
      When the client looks for the userName of Ada
      Then the response lists 1 resource
      And the resource listed is Ada

  @OKTA-1.2-11 @MUST @needs-filter
  Rule: The numbers of a list are JSON integers

    Scenario: The answer to a look-up
      Given a user with Ada's userName
      When the client looks for the userName of Ada
      Then the response is 200
      And the response has:
        | totalResults | 1                             |
        | itemsPerPage | any of [1, 100, "unassigned"] |
      And the outcome is one of OKTA-1.2-A02:
        | startIndex is told     | 200 | startIndex 1          |
        | startIndex is left out | 200 | startIndex unassigned |

  @OKTA-1.2-14 @MUST @needs-filter
  Rule: A userName with a plus sign is found by its look-up

    Scenario: Encoded as Okta does it
      Given the name of a person Ada
      And a user with Ada's userName and:
        | userName | "plus+{Ada}" |
      When the client sends GET "/Users?filter=userName eq "plus%2B{Ada}"&startIndex=1&count=100"
      Then the response lists 1 resource
      And the resource listed is Ada

  @OKTA-1.8-01 @MUST @needs-index @needs-filter @needs-attribute-title
  Rule: The pages of an import hold every user once

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

      Examples:
        | count |
        | 2     |
        | 100   |

  @OKTA-1.8-02 @SHOULD @needs-filter
  Rule: itemsPerPage is the number of resources in the page

    Scenario: One user on a page of a hundred
      Given a user with Ada's userName
      When the client looks for the userName of Ada
      Then the response is 200
      And the response has:
        | itemsPerPage | any of [1, "unassigned"] |

  @OKTA-2.1-02 @MUST @read-only @needs-first-page
  Rule: A request that accepts application/scim+json is not refused

    Scenario: With the headers of Okta's client
      When the client sends:
        """
        GET /Users?startIndex=1&count=2
        Accept: application/scim+json
        Accept-Charset: utf-8
        User-Agent: Okta SCIM Client 1.0.0
        """
      Then the response is 200
