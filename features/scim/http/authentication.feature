@scim @read-only
Feature: Authentication
  A SCIM service knows who asks.

  @RFC7644-2-12 @MUST @needs-auth-announced
  Rule: A token that is not valid is refused

    Scenario: Another token
      When the client sends:
        """
        GET /Users?startIndex=1&count=2
        Authorization: Bearer not-the-token
        """
      Then the response is 401

    Scenario: The token without its scheme
      When the client sends:
        """
        GET /Users?startIndex=1&count=2
        Authorization: {token}
        """
      Then the response is 401

  @RFC7644-2-11 @MUST @needs-auth-required
  Rule: A request without a credential is refused

    Scenario: No Authorization header
      When the client sends:
        """
        GET /Users?startIndex=1&count=2
        Authorization:
        """
      Then the response is 401

  @RFC7644-2-06 @MUST @needs-auth-required
  Rule: The refusal names the schemes that would do

    Scenario: No Authorization header
      When the client sends:
        """
        GET /Users?startIndex=1&count=2
        Authorization:
        """
      Then the response has the header "WWW-Authenticate"
