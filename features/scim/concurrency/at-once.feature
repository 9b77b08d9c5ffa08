@scim
Feature: At the same time
  Requests that arrive together are as good as requests one after the other.

  @RFC7644-3.3-11 @MUST
  Rule: Of several creates of one userName one is made

    Scenario: Five at once
      When the client sends at once:
        """
        POST /Users

        { "...": "Ada" }
        ###
        POST /Users

        { "...": "Ada" }
        ###
        POST /Users

        { "...": "Ada" }
        ###
        POST /Users

        { "...": "Ada" }
        ###
        POST /Users

        { "...": "Ada" }
        """
      Then one of the responses is 201, the others are 409 or 429

    @needs-filter
    Scenario: There is one afterwards
      When the client sends at once:
        """
        POST /Users

        { "...": "Ada" }
        ###
        POST /Users

        { "...": "Ada" }
        ###
        POST /Users

        { "...": "Ada" }
        """
      Then there is one user with Ada's userName

  @RFC7644-3.3-13 @MUST
  Rule: Of several creates of one userName in several letter cases one is made

    Scenario: Two at once
      Given the name of a person Ada
      When the client sends at once:
        """
        POST /Users

        { "...": "Ada" }
        ###
        POST /Users

        { "...": "Ada", "userName": "{upper case of Ada}" }
        """
      Then one of the responses is 201, the others are 409 or 429

  @RFC7644-3.12-22 @SHOULD @needs-patch @needs-changeable-userName
  Rule: Of two users who take one userName one gets it

    Scenario: Two renames at once
      Given a user with Ada's userName
      And a user with Grace's userName
      And the name of a person Joan
      When the client sends at once:
        """
        PATCH /Users/{Ada.id}

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
          "Operations": [{ "op": "replace", "path": "userName", "value": "{Joan}" }]
        }
        ###
        PATCH /Users/{Grace.id}

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
          "Operations": [{ "op": "replace", "path": "userName", "value": "{Joan}" }]
        }
        """
      Then one of the responses is 200 or 204, the others are 409 or 400 or 429

  @RFC7644-3.5.2.1-06 @MUST @needs-patch @needs-writable-groups
  Rule: No member is lost when several are added at once

    Scenario: Four members
      Given the users:
        |       |
        | Ada   |
        | Grace |
        | Joan  |
        | Mary  |
      And a group Finance of Ada
      When the client sends at once, and again what is put off:
        """
        PATCH /Groups/{Finance.id}

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
          "Operations": [{ "op": "add", "path": "members", "value": [{ "value": "{Grace.id}" }] }]
        }
        ###
        PATCH /Groups/{Finance.id}

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
          "Operations": [{ "op": "add", "path": "members", "value": [{ "value": "{Joan.id}" }] }]
        }
        ###
        PATCH /Groups/{Finance.id}

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
          "Operations": [{ "op": "add", "path": "members", "value": [{ "value": "{Mary.id}" }] }]
        }
        """
      Then the group Finance has Ada, Grace, Joan and Mary

  @RFC7644-3.5.2-38 @MUST @needs-patch @needs-attribute-displayName @needs-attribute-nickName @needs-attribute-title
  Rule: Changes of several attributes at once are all done

    Scenario: Three attributes
      Given a user with Ada's userName
      When the client sends at once, and again what is put off:
        """
        PATCH /Users/{Ada.id}

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
          "Operations": [{ "op": "replace", "path": "displayName", "value": "d" }]
        }
        ###
        PATCH /Users/{Ada.id}

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
          "Operations": [{ "op": "replace", "path": "nickName", "value": "n" }]
        }
        ###
        PATCH /Users/{Ada.id}

        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
          "Operations": [{ "op": "replace", "path": "title", "value": "t" }]
        }
        """
      Then Ada has the user:
        | displayName | "d" |
        | nickName    | "n" |
        | title       | "t" |

  @RFC7644-3.6-01 @MUST
  Rule: Of several deletes of one user at least one deletes it

    Scenario: Three at once
      Given a user with Ada's userName
      When the client sends at once:
        """
        DELETE /Users/{Ada.id}
        ###
        DELETE /Users/{Ada.id}
        ###
        DELETE /Users/{Ada.id}
        """
      Then some of the responses are 204, the others are 404 or 409 or 412 or 429
      When the client reads Ada
      Then the response is 404

  @RFC7644-3.14-12 @MUST @needs-etag @needs-attribute-displayName
  Rule: Of several changes of one version one goes ahead

    Scenario: Three replaces with one tag
      Given a user with Ada's userName
      And the client reads Ada
      When the client sends at once:
        """
        PUT /Users/{Ada.id}
        If-Match: {Ada.version}

        { "...": "Ada", "displayName": "one" }
        ###
        PUT /Users/{Ada.id}
        If-Match: {Ada.version}

        { "...": "Ada", "displayName": "two" }
        ###
        PUT /Users/{Ada.id}
        If-Match: {Ada.version}

        { "...": "Ada", "displayName": "three" }
        """
      Then one of the responses is 200 or 204, the others are 412 or 409 or 429
