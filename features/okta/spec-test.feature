@okta
Feature: Okta's SPEC test
  The suite of requests that a submission to Okta's catalog has to pass before Okta sends anything itself;
  its steps go by their numbers. Its first steps look at whoever the list begins with: here at somebody of
  this run, for what others have on a server is not for a check to judge.

  @OKTA-4-01 @MUST
  Rule: The first user of the list has what Okta's test reads of it

    Scenario: SPEC test 1: a page of one
      Given a user with Ada's userName
      When the client sends:
        """
        GET /Users?count=1&startIndex=1
        User-Agent: OKTA SCIM Integration
        """
      Then the response is a list
      And the response has at most 1 resource
      And the response has:
        | schemas[0]            | ~ :ListResponse$ |
        | Resources[0].id       | assigned         |
        | Resources[0].userName | assigned         |

    @needs-filter
    Scenario: SPEC test 1: what each user of a list has
      Given a user with Ada's userName
      When the client looks for the userName of Ada
      Then the response is a list
      And the response has:
        | Resources[0].id              | "{Ada.id}" |
        | Resources[0].userName        | "{Ada}"    |
        | Resources[0].name.givenName  | "Ada"      |
        | Resources[0].name.familyName | assigned   |
        | Resources[0].emails[0].value | "{Ada}"    |
        | Resources[0].active          | true       |

  @OKTA-3-04 @MUST
  Rule: userName, both names, the e-mail address and active are kept

    Scenario: SPEC tests 2 and 7: a user is read by its id
      Given a user with Ada's userName
      When the client reads Ada
      Then the response is 200
      And the response has:
        | id              | "{Ada.id}" |
        | userName        | "{Ada}"    |
        | name.givenName  | "Ada"      |
        | name.familyName | assigned   |
        | emails[0].value | "{Ada}"    |
        | active          | true       |

  @OKTA-1.1-02 @MUST @needs-filter
  Rule: A list without matches is an empty list and not an empty body

    Scenario: SPEC tests 3 and 5: nobody has this userName
      Given the name of a person Ada
      When the client looks for the userName of Ada
      Then one of these is so:
        | an empty list | 200 | lists nothing    |
        | not found     | 404 | schemas ~ :Error |

  @OKTA-1.2-A01 @AMBIGUOUS @needs-filter
  Rule: How a look-up that finds nobody is answered is noted

    Scenario: SPEC tests 3 and 5: nobody has this userName
      Given the name of a person Ada
      When the client looks for the userName of Ada
      Then the outcome is one of OKTA-1.2-A01:
        | 200 with totalResults 0 | 200 | lists nothing    |
        | 404 with a SCIM error   | 404 | schemas ~ :Error |

  @OKTA-3-07 @MUST
  Rule: A user that does not exist is a 404 with a SCIM error

    @read-only
    Scenario: SPEC tests 4 and 12: an id that nobody has
      When the client sends GET "/Users/{unused id}"
      Then the response is the SCIM error 404

  @OKTA-4-A01 @AMBIGUOUS @read-only
  Rule: Whether the status inside an error is a string or a number is noted

    Scenario: SPEC test 12: an id that nobody has
      When the client sends GET "/Users/{unused id}"
      Then the outcome is one of OKTA-4-A01:
        | a string | 404 | status "404" |
        | a number | 404 | status 404   |

  @OKTA-4-02 @MUST
  Rule: A create with the plain JSON media type is taken

    Scenario: SPEC test 6: the only request that Okta sends so
      When the client sends:
        """
        POST /Users
        Content-Type: application/json
        Accept: application/scim+json; charset=utf-8
        User-Agent: OKTA SCIM Integration

        { "...": "Ada" }
        """
      Then the outcome is one of OKTA-4-A03:
        | 201 | 201 |
        | 415 | 415 |

  @OKTA-1.2-12 @MUST
  Rule: A create is answered with the whole user

    Scenario: SPEC test 6: what Okta reads of the answer
      When the client creates a user with Ada's userName
      Then the response is 201
      And the response has:
        | schemas         | ~ :core:2.0:User |
        | id              | assigned         |
        | userName        | "{Ada}"          |
        | name.givenName  | "Ada"            |
        | name.familyName | assigned         |
        | emails[0].value | "{Ada}"          |
        | active          | true             |

  @OKTA-3-08 @MUST
  Rule: A create with a taken userName is refused with 409 and a SCIM error

    Scenario: SPEC test 8: the same create again
      Given a user with Ada's userName
      When the client creates a user with Ada's userName
      Then the response is the SCIM error 409

  @OKTA-4-03 @MUST @needs-filter
  Rule: A look-up in upper case is answered with 200

    Scenario: SPEC test 9: whether it finds Ada is not asked
      Given a user with Ada's userName
      When the client looks for the userName of Ada in upper case
      Then the response is 200

  @OKTA-1.1-11 @MUST @needs-groups @read-only
  Rule: Where groups are imported, saving the actions is answered with a list of groups

    Scenario: SPEC test 10: the groups as an import asks for them
      When the client sends GET "/Groups?startIndex=1&count=100"
      Then the response is a list
      And the response has at most 100 resources

  @OKTA-3-02 @MUST @read-only
  Rule: A request without credentials is refused

    Scenario: No Authorization header
      When the client sends:
        """
        GET /Users?startIndex=1&count=2
        Authorization:
        """
      Then the response is 401

  @OKTA-4-04 @MUST @needs-auth-required @needs-filter @read-only
  Rule: The refusal of a token is a SCIM error

    Scenario: SPEC test 11: a look-up with another token
      When the client sends:
        """
        GET /Users?filter=userName eq "{unused id}"&startIndex=1&count=100
        Authorization: non-token
        """
      Then the response is 401
      And the outcome is one of OKTA-4-A02:
        | 401 with a SCIM error    | 401 | schemas ~ :Error |
        | 401 with another answer  | 401 |                  |
