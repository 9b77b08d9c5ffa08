@scim @needs-enterprise
Feature: The enterprise extension

  @RFC7643-4.3-01 @RFC7643-3-09 @MUST @needs-attribute-department
  Rule: Its attributes stand in a container that is named by its URN

    Scenario: A department
      Given a user with Ada's userName and:
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User | {"department":"Engines"} |
      When the client reads Ada
      Then the response has:
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department | "Engines"  |
        | department                                                            | unassigned |

  @RFC7643-4.3-02 @MUST
  Rule: Five of them are simple texts

    Scenario Outline: <attribute>
      Given a user with Ada's userName and:
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User | {"<attribute>":"42-b"} |
      Then Ada has:
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:<attribute> | "42-b" |

      @needs-attribute-employeeNumber
      Examples:
        | attribute      |
        | employeeNumber |

      @needs-attribute-costCenter
      Examples:
        | attribute      |
        | costCenter     |

      @needs-attribute-organization
      Examples:
        | attribute      |
        | organization   |

      @needs-attribute-division
      Examples:
        | attribute      |
        | division       |

      @needs-attribute-department
      Examples:
        | attribute      |
        | department     |

    Scenario Outline: <attribute> of digits alone
      Given a user with Ada's userName and:
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User | {"<attribute>":"00701984"} |
      Then Ada has:
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:<attribute> | "00701984" |

      @needs-attribute-employeeNumber
      Examples:
        | attribute      |
        | employeeNumber |

      @needs-attribute-costCenter
      Examples:
        | attribute      |
        | costCenter     |

  @RFC7643-4.3-03 @MUST @needs-attribute-manager
  Rule: A manager is more than a text

    Scenario: Grace is Ada's manager
      Given a user with Grace's userName
      And a user with Ada's userName and:
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User | {"manager":{"value":"{Grace.id}"}} |
      Then Ada has:
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager | {"value":"{Grace.id}"} |

  @RFC7643-4.3-04 @SHOULD @needs-filter @needs-attribute-manager
  Rule: A manager is found by id

    Scenario: Grace is Ada's manager
      Given a user with Grace's userName
      And a user with Ada's userName and:
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User | {"manager":{"value":"{Grace.id}"}} |
      When the client sends GET "/Users?filter=userName eq "{Ada}""
      Then the response is 200
      And each "Resources[].urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value" of the response is found at "/Users/{each}"
      And Ada has:
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value | "{Grace.id}" |

  @RFC7643-4.3-05 @SHOULD @needs-attribute-manager
  Rule: A manager's address leads to the manager

    Scenario: Where one is told
      Given a user with Grace's userName
      And a user with Ada's userName and:
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User | {"manager":{"value":"{Grace.id}","$ref":"{Grace.meta.location}"}} |
      When the client reads Ada
      Then the response has the optional urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.$ref
      And the response has:
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.$ref | any of ["{Grace.meta.location}", "{base URL}/Users/{Grace.id}", "../Users/{Grace.id}", "/Users/{Grace.id}", "Users/{Grace.id}"] |

  @RFC7643-3-10 @MUST
  Rule: Whoever has its attributes names it

    @needs-patch @needs-attribute-department
    Scenario: A patch
      Given a user with Ada's userName
      And the client patches Ada with:
        | op  | path | value |
        | add | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department | "Engines" |
      When the client reads Ada
      Then the response has the optional urn:ietf:params:scim:schemas:extension:enterprise:2.0:User
      And the response has:
        | schemas | ~ urn:ietf:params:scim:schemas:extension:enterprise:2.0:User |

    @needs-filter @needs-attribute-department
    Scenario: In a list
      Given a user with Ada's userName and:
        | schemas | ["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"] |
        | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User | {"department":"Engines"} |
      When the client looks for the userName of Ada
      Then the response has the optional Resources[0].urn:ietf:params:scim:schemas:extension:enterprise:2.0:User
      And the response has:
        | Resources[0].schemas | ~ urn:ietf:params:scim:schemas:extension:enterprise:2.0:User |
