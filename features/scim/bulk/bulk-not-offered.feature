@scim @needs-no-bulk @needs-published-config
Feature: A service without bulk

  @RFC7644-3.12-19 @SHOULD
  Rule: What is not offered is answered with 501

    Scenario: A bulk request
      When the client sends:
        """
        POST /Bulk

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
          "Operations": [{ "method": "DELETE", "path": "/Users/{unused id}" }]
        }
        """
      Then the response is 501 or 404 or 403 or 405
