@product @needs-product @needs-members @needs-changePassword @needs-attribute-password
Feature: Passwords that SCIM sets
  A password is never shown, so only somebody who signs in can tell whether it was taken. An identity provider
  that syncs passwords sends each new one to the product.

  @RFC7644-3.5.1-05 @MUST
  Rule: The password that was set last signs in, and the one before it no longer

    Scenario: With a create
      Given a user with Ada's userName and:
        | password | "Tulip-9-quartz" |
      Then Ada signs in with "Tulip-9-quartz"
      And Ada does not sign in with "tulip-9-quartz"

    Scenario: With a replace
      Given a user with Ada's userName and:
        | password | "Tulip-9-quartz" |
      When the client replaces Ada's user with:
        | password | "Basalt-4-heron" |
      Then Ada signs in with "Basalt-4-heron"
      And Ada does not sign in with "Tulip-9-quartz"

    @needs-patch
    Scenario Outline: With a patch <form>
      Given a user with Ada's userName and:
        | password | "Tulip-9-quartz" |
      When the client patches Ada with:
        | op      | path   | value   |
        | replace | <path> | <value> |
      Then Ada signs in with "Basalt-4-heron"
      And Ada does not sign in with "Tulip-9-quartz"

      Examples:
        | form                     | path     | value                          |
        | at a path                | password | "Basalt-4-heron"               |
        | without one, as Okta has |          | {"password": "Basalt-4-heron"} |

  @RFC7644-3.5.1-A03 @AMBIGUOUS
  Rule: A replace that does not speak of the password leaves it

    Scenario: Only the title changes
      Given a user with Ada's userName and:
        | password | "Tulip-9-quartz" |
      When the client replaces Ada's user with:
        | title | "Analyst" |
      Then Ada signs in with "Tulip-9-quartz"

  @RFC7644-5-02 @MUST
  Rule: Two ways to write the same password are the same password

    Scenario: An accent of its own, and another kind of space
      Given a user with Ada's userName and:
        | password | "Cafe\u0301\u00a0au lait 7" |
      When the project sends:
        """
        POST /v1/b2b/passwords/authenticate

        {"organization_id": "{organization}", "email_address": "{Ada}", "password": "Caf\u00e9 au lait 7"}
        """
      Then the response is 200

  @STYTCH-4.2-03 @MUST
  Rule: Whoever was deprovisioned does not sign in

    Scenario: Ada is deactivated
      Given a user with Ada's userName and:
        | password | "Tulip-9-quartz" |
      And Ada signs in with "Tulip-9-quartz"
      When the client replaces Ada's user with:
        | active | false |
      Then Ada does not sign in with "Tulip-9-quartz"
