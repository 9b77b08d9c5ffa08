@scim @read-only @needs-bearer @needs-auth-required
Feature: Credentials

  @RFC7644-2-13 @MUST @needs-first-page
  Rule: The name of an authentication scheme is read in any letter case

    Scenario Outline: <scheme>
      When the client sends:
        """
        GET /Users?startIndex=1&count=1
        Authorization: <scheme> {token}
        """
      Then the response is 200

      Examples:
        | scheme |
        | bearer |
        | BEARER |

  @RFC7644-2-14 @SHOULD-NOT @needs-loopback
  Rule: A credential in the URL opens nothing
    Tried on servers of the same machine only: elsewhere a token would stand in somebody's logs.

    Scenario Outline: <name>
      When the client sends:
        """
        GET /Users?startIndex=1&count=1&<name>={token}
        Authorization:
        """
      Then the response is 401 or 400 or 403

      Examples:
        | name         |
        | access_token |
        | token        |

  @RFC7643-5-25 @SHOULD @needs-published-config
  Rule: The scheme by which a client is let in is among those that the configuration lists

    Scenario: A token is taken, so something other than a password is listed
      When the client sends GET "/ServiceProviderConfig"
      Then the response is 200
      And the response has:
        | text | ~ "type"\s*:\s*"(?!http(basic\|digest)") |
