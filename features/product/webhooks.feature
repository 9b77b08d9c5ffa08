@product @needs-product @needs-members @needs-webhooks
Feature: Webhooks
  What happens in an organization is told to whoever asked: signed, at least once, in order, and again
  until it is taken. Time here is the server's clock, which the scenario moves.

  @STYTCH-4.1-02 @STYTCH-4.1-04 @STYTCH-4.1-07 @STYTCH-4.1-09 @MUST
  Rule: An event of a provisioned person tells what happened and carries the whole member

    Scenario: Ada is provisioned
      When the client creates a user with Ada's userName
      Then the webhooks are:
        | scim.member.create |
      And the last webhook has:
        | action                                      | "CREATE"          |
        | source                                      | "SCIM"            |
        | object_type                                 | "member"          |
        | vertical                                    | "B2B"             |
        | details.organization_id                     | "{organization}"  |
        | member.email_address                        | "{Ada}"           |
        | member.status                               | "active"          |
        | member.scim_registration.connection_id      | "{connection}"    |
        | member.organization_id                      | "{organization}"  |
      And the last webhook tells of Ada's member
      And the last webhook matches:
        | event_id   | webhook-event-test-[0-9a-f-]{36}              |
        | project_id | project-test-.+                               |
        | timestamp  | \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z        |

  @STYTCH-4.1-05 @MUST
  Rule: A delete carries the id and no object

    Scenario: Ada is deleted
      Given a user with Ada's userName
      And all webhooks so far are looked at
      When the client deletes Ada
      Then the webhooks are:
        | scim.member.delete |
      And the last webhook has no member
      And the last webhook tells of Ada's member

  @STYTCH-4.1-03 @STYTCH-4.1-08 @MUST
  Rule: What the API caused is told as DIRECT, and what was done in the dashboard as DASHBOARD

    Scenario Outline: A member is created by way of <source>
      When the project sends:
        """
        POST /v1/b2b/organizations/{organization}/members
        scimulate-source: <source>

        {"email_address": "somebody@example.com"}
        """
      Then the webhooks are:
        | <source>.member.create |

      Examples:
        | source    |
        | direct    |
        | dashboard |

  @STYTCH-4.1-10 @MAY
  Rule: An event names the organization in its details, a delete too

    Scenario: Ada is deleted
      Given a user with Ada's userName
      And all webhooks so far are looked at
      When the client deletes Ada
      Then the webhooks are:
        | scim.member.delete |
      And the last webhook has:
        | details.organization_id   | "{organization}" |
        | details.scim_registration | "removed"        |

  @STYTCH-4.4-04 @MUST
  Rule: A changed byte or another secret makes the signature void

    Scenario: Ada is provisioned
      When the client creates a user with Ada's userName
      Then the webhooks are:
        | scim.member.create |
      And a changed byte or another secret makes its signature void

  @STYTCH-4.3-01 @STYTCH-4.4-01 @STYTCH-4.4-03 @STYTCH-4.1-01 @MUST
  Rule: A webhook is a POST of JSON, with both families of headers, that both libraries verify

    Scenario: Ada is provisioned
      When the client creates a user with Ada's userName
      Then the webhooks are:
        | scim.member.create |
      And the last webhook's headers match:
        | content-type      | application/json     |
        | svix-id           | msg_[0-9a-f]{32}     |
        | svix-timestamp    | \d{10}               |
        | svix-signature    | v1,[A-Za-z0-9+/=]{44} |
        | webhook-id        | msg_[0-9a-f]{32}     |
        | webhook-timestamp | \d{10}               |
        | webhook-signature | v1,[A-Za-z0-9+/=]{44} |
      And both families of its headers say the same

  @STYTCH-4.3-03 @MUST
  Rule: Any 2xx is a success

    Scenario Outline: <status>
      Given the receiver answers <status>
      When the client creates a user with Ada's userName
      Then the attempts are:
        | wait | outcome  |
        | 0    | <status> |
      And the delivery is succeeded

      Examples:
        | status |
        | 200    |
        | 202    |
        | 204    |

  @STYTCH-4.3-03 @STYTCH-4.3-05 @MUST
  Rule: Whatever is no 2xx in time is a failure, and is tried again after five seconds

    Scenario Outline: The receiver <fault>
      Given the receiver <fault>
      And a user with Ada's userName
      When "PT5S" passes
      Then the attempts are:
        | wait | outcome   |
        | 0    | <outcome> |
        | 5    | <outcome> |
      And the delivery is pending
      And the endpoint is active

      Examples:
        | fault             | outcome      |
        | is down           | ECONNREFUSED |
        | closes the socket | closed       |
        | answers 500       | 500          |
        | answers 404       | 404          |
        | answers 429       | 429          |
        | answers 301       | 301          |

    Scenario: It comes back, and takes the same webhook under the same id
      Given the receiver is down
      And a user with Ada's userName
      And "PT5S" passes
      And the receiver answers 204
      When "PT5M" passes
      Then the attempts are:
        | wait | outcome      |
        | 0    | ECONNREFUSED |
        | 5    | ECONNREFUSED |
        | 300  | 204          |
      And the delivery is succeeded
      And the webhooks are:
        | scim.member.create |

    Scenario: No attempt comes before its time
      Given the receiver answers 500
      And a user with Ada's userName
      When "PT4S" passes
      Then the attempts are:
        | wait | outcome |
        | 0    | 500     |

  @STYTCH-4.3-03 @MUST
  Rule: A redirect is not followed

    Scenario: The receiver points to another place of its own
      Given the receiver answers 301 with location /elsewhere
      When the client creates a user with Ada's userName
      Then the attempts are:
        | wait | outcome |
        | 0    | 301     |
      And nothing came to "/elsewhere"

  @STYTCH-4.3-04 @MUST
  Rule: There are eight attempts by the schedule, then the delivery has failed

    Scenario: The receiver never recovers
      Given the receiver answers 500
      And a user with Ada's userName
      And "PT5S" passes
      And "PT5M" passes
      And "PT30M" passes
      And "PT2H" passes
      And "PT5H" passes
      And "PT10H" passes
      When "PT10H" passes
      Then the attempts are:
        | wait  | outcome |
        | 0     | 500     |
        | 5     | 500     |
        | 300   | 500     |
        | 1800  | 500     |
        | 7200  | 500     |
        | 18000 | 500     |
        | 36000 | 500     |
        | 36000 | 500     |
      And the delivery is failed

  @STYTCH-4.1-06 @STYTCH-4.3-02 @MUST
  Rule: A retry has the id of the first attempt, and a signature of its own

    @STYTCH-4.3-03 @STYTCH-4.3-05
    Scenario: The first attempt is not answered in time
      Given the receiver is slow
      And a user with Ada's userName
      When "PT5S" passes
      Then the attempts are:
        | wait | outcome           |
        | 0    | no answer in time |
        | 5    | no answer in time |
      And the delivery is pending
      And the endpoint is active
      And all that was received has one id
      And each has a time and a signature of its own

    Scenario: Two events are no attempts at one
      Given a user with Ada's userName
      When the client deletes Ada
      Then the webhooks are:
        | scim.member.create |
        | scim.member.delete |
      And no two webhooks share an id

  @STYTCH-4.5-01 @MUST
  Rule: An endpoint that answers 410 gets no more webhooks

    Scenario: It is gone
      Given the receiver answers 410
      When the client creates a user with Ada's userName
      Then the attempts are:
        | wait | outcome |
        | 0    | 410     |
      And the delivery is failed
      And the endpoint is disabled

  @STYTCH-4.5-02 @SHOULD
  Rule: An endpoint that answers 429 is left alone for the time that it asks for

    Scenario: It asks for a minute
      Given the receiver answers 429 with retry-after 60
      And a user with Ada's userName
      When "PT5S" passes
      Then the attempts are:
        | wait | outcome |
        | 0    | 429     |

    Scenario: The minute is over
      Given the receiver answers 429 with retry-after 60
      And a user with Ada's userName
      When "PT1M" passes
      Then the attempts are:
        | wait | outcome |
        | 0    | 429     |
        | 60   | 429     |

  @STYTCH-4.3-06 @MUST
  Rule: A delivery can be sent again by hand

    Scenario: It was taken, and is wanted once more
      Given a user with Ada's userName
      And the delivery is succeeded
      When the project sends:
        """
        POST /v1/scimulate/webhook_deliveries/{Delivery.id}/resend
        """
      Then the attempts are:
        | wait | outcome |
        | 0    | 204     |
        | 0    | 204     |
      And all that was received has one id

  @STYTCH-4.4-02 @MUST
  Rule: An endpoint's secret is whsec_ and standard base64

    Scenario: Another endpoint is made
      When the project sends:
        """
        POST /v1/scimulate/webhook_endpoints

        {"url": "http://127.0.0.1:9/", "organization_id": "{organization}", "event_types": ["direct.organization.delete"]}
        """
      Then the response matches:
        | webhook_endpoint.secret | whsec_[A-Za-z0-9+/]{32} |
        | webhook_endpoint.status | active                  |

    Scenario: Two endpoints have two secrets
      Given the project sent:
        """
        POST /v1/scimulate/webhook_endpoints

        {"url": "http://127.0.0.1:9/", "organization_id": "{organization}", "event_types": ["direct.organization.delete"]}
        """
      And the response is called First
      When the project sends:
        """
        POST /v1/scimulate/webhook_endpoints

        {"url": "http://127.0.0.1:9/", "organization_id": "{organization}", "event_types": ["direct.organization.delete"]}
        """
      Then the response has another webhook_endpoint.secret than First
