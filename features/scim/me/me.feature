@scim @read-only
Feature: /Me
  An alias of whoever asks.

  @RFC7644-3.2-07 @MUST @needs-me
  Rule: /Me answers for the one who asks

    Scenario: A read
      When the client sends GET "/Me"
      Then one of these is so:
        | processed directly | 200 | id assigned                     |
        | redirected         | 308 | header.location ~ /[^/]+/[^/]+$ |

  @RFC7644-3.11-06 @MUST @needs-me
  Rule: The Location header is where the resource is for good

    Scenario: A read
      When the client sends GET "/Me"
      Then one of these is so:
        | processed directly | 200 | header.location = meta.location    |
        | redirected         | 308 | header.location ~ /(?!Me$)[^/]+$   |

  @RFC7644-3.11-07 @MUST @needs-me
  Rule: meta.location is where the resource is for good

    Scenario: A read
      When the client sends GET "/Me"
      Then one of these is so:
        | processed directly | 200 | meta.location ~ /Users/[^/]+$ |
        | redirected         | 308 |                               |

  @RFC7644-2-08 @MUST @needs-me @needs-two-principals
  Rule: Two clients are two subjects

    Scenario: Both ask for themselves
      Given the client sends GET "/Me"
      When another tenant sends:
        """
        GET /Me
        """
      Then one of these is so:
        | somebody else          | 200                      | id != "{before.id or null}"                                 |
        | somebody else          | 308                      | header.location ~ ^(?!.*{before.id or null}$)      |
        | none of this address   | 401 or 403 or 404 or 501 |                                                    |

  @RFC7644-3.11-02 @SHOULD @needs-no-me
  Rule: A service without /Me says that it has none

    Scenario: A read
      When the client sends GET "/Me"
      Then the outcome is one of RFC7644-3.11-A01:
        | 501          | 501 |
        | 404 (common) | 404 |
        | 403          | 403 |
        | 401          | 401 |

  @RFC7644-3.4.2.5-01 @MUST @needs-me
  Rule: attributes is understood at /Me

    Scenario: The userName
      When the client sends GET "/Me?attributes=userName"
      Then one of these is so:
        | processed directly | 200 | emails unassigned |
        | redirected         | 308 |                   |
