@scim @needs-versioned-url
Feature: A version in the URL

  @RFC7644-3.13-02 @RFC7644-3.13-03 @MUST
  Rule: The version is v and its number, right before the endpoint

    Scenario: Where a user is
      When the client creates a user with Ada's userName
      Then the response is 201
      And the response has:
        | meta.location | ~ /v\d+(\.\d+)*/Users/[^/]+$ |

  @RFC7644-3.13-04 @MUST @read-only
  Rule: Another version answers as itself or not at all

    Scenario: One that there is not
      When the client sends:
        """
        GET /Users?startIndex=1&count=1
        Base-URL: {base URL of v9}
        """
      Then the response is 400 or 404 or 501 or 401
