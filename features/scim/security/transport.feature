@scim @needs-tls @read-only
Feature: Encryption on the way

  @RFC7644-7.2-01 @MUST
  Rule: The service is not there without TLS

    Scenario: The same address over plain HTTP
      Then the service gives nothing without TLS

  @RFC7644-7.2-02 @MUST
  Rule: TLS is of version 1.2 or later

    Scenario: What is agreed upon
      Then the target agrees to TLS 1.2 or later

  @RFC7644-7.4-02 @MUST
  Rule: A cookie, if there is one, is for encrypted ways only

    Scenario: A read
      When the client sends GET "/Users?startIndex=1&count=1"
      Then the response is 200
      And the response has:
        | header.set-cookie | ~ ^null$\|[Ss]ecure |
