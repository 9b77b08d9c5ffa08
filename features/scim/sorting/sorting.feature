@scim @needs-sort @needs-filter
Feature: Sorting

  @RFC7644-3.4.2.3-03 @MUST @needs-attribute-title
  Rule: sortBy names the attribute that decides the order

    Scenario: userName
      Given the users:
        |       | title    |
        | Joan  | "{mark}" |
        | Ada   | "{mark}" |
        | Grace | "{mark}" |
      And a filter on their title finds them
      When the client sends GET "/Users?filter=title eq "{mark}"&sortBy=userName"
      Then the response lists Ada, Grace and Joan in this order

    @needs-enterprise @needs-attribute-department
    Scenario: An attribute of an extension
      Given the users:
        |       | title    | schemas | urn:ietf:params:scim:schemas:extension:enterprise:2.0:User |
        | Joan  | "{mark}" | ["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"] | {"department":"apple"} |
        | Ada   | "{mark}" | ["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"] | {"department":"peach"} |
        | Grace | "{mark}" | ["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"] | {"department":"mango"} |
      And a filter on their title finds them
      When the client sends GET "/Users?filter=title eq "{mark}"&sortBy=urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department"
      Then the response lists Joan, Grace and Ada in this order

  @RFC7644-3.4.2.3-04 @MUST @needs-attribute-title @needs-attribute-nickName
  Rule: A single value is sorted by itself

    Scenario Outline: <attribute>
      Given the users:
        |       | <mark>   | <attribute> |
        | Ada   | "{mark}" | "mango"     |
        | Grace | "{mark}" | "apple"     |
        | Joan  | "{mark}" | "peach"     |
      And a filter on their <mark> finds them
      When the client sends GET "/Users?filter=<mark> eq "{mark}"&sortBy=<attribute>"
      Then the response lists Grace, Ada and Joan in this order

      Examples:
        | mark     | attribute   |
        | title    | nickName    |
        | nickName | title       |
        | title    | displayName |
        | title    | userType    |

  @RFC7644-3.4.2.3-05 @MUST @needs-attribute-title @needs-attribute-emails
  Rule: A list is sorted by its primary value, or else its first

    Scenario: emails.value
      Given the users:
        |       | title    | emails |
        | Ada   | "{mark}" | [{"value":"a-{Ada}","type":"home"},{"value":"z-{Ada}","type":"work","primary":true}] |
        | Grace | "{mark}" | [{"value":"m-{Grace}","type":"work"},{"value":"b-{Grace}","type":"home"}] |
        | Joan  | "{mark}" | [{"value":"y-{Joan}","type":"home"},{"value":"c-{Joan}","type":"work","primary":true}] |
      And a filter on their title finds them
      When the client sends GET "/Users?filter=title eq "{mark}"&sortBy=emails.value"
      Then the response lists Joan, Grace and Ada in this order

  @RFC7644-3.4.2.3-06 @MUST @needs-attribute-title @needs-attribute-name
  Rule: A complex attribute is sorted by a part of it

    Scenario: The family name
      Given the users:
        |       | title    | name                                        |
        | Ada   | "{mark}" | {"familyName":"mango","givenName":"a"}      |
        | Grace | "{mark}" | {"familyName":"apple","givenName":"b"}      |
        | Joan  | "{mark}" | {"familyName":"peach","givenName":"c"}      |
      And a filter on their title finds them
      When the client sends GET "/Users?filter=title eq "{mark}"&sortBy=name.familyName"
      Then the response lists Grace, Ada and Joan in this order

  @RFC7644-3.4.2.3-07 @MUST @needs-attribute-title @needs-attribute-nickName
  Rule: Ascending, what has no value comes last

    Scenario: One without a nickname
      Given the users:
        |       | title    | nickName |
        | Ada   | "{mark}" |          |
        | Grace | "{mark}" | "mango"  |
        | Joan  | "{mark}" | "apple"  |
      And a filter on their title finds them
      When the client sends GET "/Users?filter=title eq "{mark}"&sortBy=nickName&sortOrder=ascending"
      Then the response lists Joan, Grace and Ada in this order

  @RFC7644-3.4.2.3-08 @MUST @needs-attribute-title @needs-attribute-nickName
  Rule: Descending, what has no value comes first

    Scenario: One without a nickname
      Given the users:
        |       | title    | nickName |
        | Joan  | "{mark}" | "apple"  |
        | Grace | "{mark}" | "mango"  |
        | Ada   | "{mark}" |          |
      And a filter on their title finds them
      When the client sends GET "/Users?filter=title eq "{mark}"&sortBy=nickName&sortOrder=descending"
      Then the response lists Ada, Grace and Joan in this order

  @RFC7644-3.4.2.3-09 @MUST @needs-attribute-title
  Rule: sortOrder turns the order around

    Scenario Outline: <order>
      Given the users:
        |       | title    |
        | Grace | "{mark}" |
        | Joan  | "{mark}" |
        | Ada   | "{mark}" |
      And a filter on their title finds them
      When the client sends GET "/Users?filter=title eq "{mark}"&sortBy=userName&sortOrder=<order>"
      Then the response lists <names> in this order

      Examples:
        | order      | names               |
        | ascending  | Ada, Grace and Joan |
        | descending | Joan, Grace and Ada |

  @RFC7644-3.4.2.3-10 @MUST @needs-attribute-title
  Rule: Who names no order gets the ascending one

    Scenario: sortBy alone, on users made in another order
      Given the users:
        |       | title    |
        | Joan  | "{mark}" |
        | Grace | "{mark}" |
        | Ada   | "{mark}" |
      And a filter on their title finds them
      When the client sends GET "/Users?filter=title eq "{mark}"&sortBy=userName"
      Then the response lists Ada, Grace and Joan in this order

  @RFC7644-3.4.2.3-11 @MUST @needs-attribute-title
  Rule: The order goes by the attribute's type

    Scenario Outline: <attribute>, chronologically
      Given the users:
        |       | title    |
        | Joan  | "{mark}" |
        | Ada   | "{mark}" |
        | Grace | "{mark}" |
      And a filter on their title finds them
      When the client sends GET "/Users?filter=title eq "{mark}"&sortBy=<attribute>"
      Then the response lists Ada, Grace and Joan
      And the response has:
        | Resources[1].<attribute> | >= "{answer.Resources[0].<attribute>}" |
        | Resources[2].<attribute> | >= "{answer.Resources[1].<attribute>}" |

      Examples:
        | attribute         |
        | meta.created      |
        | meta.lastModified |

  @RFC7644-3.4.2.3-12 @MUST @needs-attribute-title
  Rule: Where letter case does not matter, it does not matter for the order

    Scenario: a, B, c
      Given the users:
        |       | title    | userName            |
        | Grace | "{mark}" | "Bb-{Grace}"        |
        | Joan  | "{mark}" | "cc-{Joan}"         |
        | Ada   | "{mark}" | "aa-{Ada}"          |
        | Mary  | "{mark}" | "DD-{Mary}"         |
      And a filter on their title finds them
      When the client sends GET "/Users?filter=title eq "{mark}"&sortBy=userName"
      Then the response lists Ada, Grace, Joan and Mary in this order

    @needs-attribute-name
    Scenario: A part of an attribute
      Given the users:
        |       | title    | name                                   |
        | Grace | "{mark}" | {"familyName":"Bb","givenName":"x"}    |
        | Joan  | "{mark}" | {"familyName":"cc","givenName":"x"}    |
        | Ada   | "{mark}" | {"familyName":"aa","givenName":"x"}    |
      And a filter on their title finds them
      When the client sends GET "/Users?filter=title eq "{mark}"&sortBy=name.familyName"
      Then the response lists Ada, Grace and Joan in this order

  @RFC7644-3.4.2.3-13 @MUST @needs-attribute-title @needs-case-exact-externalId
  Rule: Where letter case matters, letters of one case are in alphabetical order

    Scenario Outline: <order>
      Given the users:
        |       | title    | externalId        |
        | Grace | "{mark}" | "banana-{mark}"   |
        | Joan  | "{mark}" | "cherry-{mark}"   |
        | Ada   | "{mark}" | "apple-{mark}"    |
      And a filter on their title finds them
      When the client sends GET "/Users?filter=title eq "{mark}"&sortBy=externalId&sortOrder=<order>"
      Then the response lists <names> in this order

      Examples:
        | order      | names               |
        | ascending  | Ada, Grace and Joan |
        | descending | Joan, Grace and Ada |

  @RFC7644-3.4.2.3-14 @MUST @needs-index @needs-attribute-title
  Rule: Pages are slices of one sorted list

    Scenario Outline: Five users by <count>, <order>
      Given the users:
        |       | title    |
        | Mary  | "{mark}" |
        | Joan  | "{mark}" |
        | Radia | "{mark}" |
        | Ada   | "{mark}" |
        | Grace | "{mark}" |
      And a filter on their title finds them
      When the client pages through "/Users?filter=title eq "{mark}"&sortBy=userName&sortOrder=<order>" by <count>
      Then the response lists <names> in this order

      Examples:
        | count | order      | names                             |
        | 2     | ascending  | Ada, Grace, Joan, Mary and Radia  |
        | 3     | descending | Radia, Mary, Joan, Grace and Ada  |

  @RFC7644-3.4.2.3-A02 @AMBIGUOUS @read-only
  Rule: What becomes of a sort that means nothing is noted

    Scenario Outline: <query>
      When the client sends GET "/Users?startIndex=1&count=1&<query>"
      Then the outcome is one of RFC7644-3.4.2.3-A02:
        | 400 invalidValue                | 400 perhaps invalidValue |
        | 400 invalidPath                 | 400 invalidPath          |
        | 200 with the parameter ignored  | 200                      |

      Examples:
        | query                              |
        | sortBy=userName&sortOrder=sideways |
        | sortBy=noSuchAttribute             |
