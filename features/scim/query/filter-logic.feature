@scim @needs-filter @needs-attribute-title
Feature: Logic of a filter
  and, or, not and brackets, on users for whom every other reading finds somebody else.

  @RFC7644-3.4.2.2-25 @MUST
  Rule: and wants both sides

    Scenario: One side, the other side, both
      Given the users:
        |       | title        |
        | Ada   | "{mark}"     |
        | Grace | "{mark} too" |
      Then the filters find, where they are offered:
        | filter                                       | finds  |
        | userName eq "{Ada}" and title eq "{mark}"    | Ada    |
        | userName eq "{Grace}" and title eq "{mark}"  | nobody |
        | userName eq "{Ada}" AND title sw "{mark}"    | Ada    |
        | title pr and title sw "{mark}" and userName eq "{Ada}" | Ada |

  @RFC7644-3.4.2.2-26 @MUST
  Rule: or wants one side

    Scenario: Two userNames of three
      Given the users:
        |       |
        | Ada   |
        | Grace |
        | Joan  |
      Then the filters find, where they are offered:
        | filter                                         | finds         |
        | userName eq "{Ada}" or userName eq "{Grace}"   | Ada and Grace |
        | userName eq "{Ada}" or userName eq "{Ada}"     | Ada           |
        | userName eq "{Ada}" or userName eq "{Grace}" or userName eq "{Joan}" | Ada, Grace and Joan |

  @RFC7644-3.4.2.2-27 @MUST
  Rule: not turns its bracket around

    Scenario: All but one
      Given the users:
        |       | title    |
        | Ada   | "{mark}" |
        | Grace | "{mark}" |
      Then the filters find, where they are offered:
        | filter                                               | finds  |
        | title eq "{mark}" and not (userName eq "{Ada}")      | Grace  |
        | title eq "{mark}" and not (title pr)                 | nobody |
        | not (userName eq "{Ada}") and title eq "{mark}"      | Grace  |

  @RFC7644-3.4.2.2-41 @MUST
  Rule: not binds closest, then and, then or

    Scenario: Without a bracket that would say so
      Given the users:
        |       | title        |
        | Ada   | "{mark}"     |
        | Grace | "{mark}"     |
        | Joan  | "{mark} too" |
      Then the filters find, where they are offered:
        | filter                                                                     | finds         |
        | userName eq "{Ada}" or userName eq "{Grace}" and title eq "{mark} too"     | Ada           |
        | title eq "{mark} too" and userName eq "{Grace}" or userName eq "{Ada}"     | Ada           |
        | userName eq "{Ada}" or title sw "{mark}" and not (title eq "{mark}")       | Ada and Joan  |
        | userName eq "{Joan}" or userName eq "{Ada}" and title eq "{mark}"          | Ada and Joan  |

  @RFC7644-3.4.2.2-28 @MUST
  Rule: A bracket comes before everything

    Scenario: The or of a bracket before an and
      Given the users:
        |       | title        |
        | Ada   | "{mark}"     |
        | Grace | "{mark}"     |
        | Joan  | "{mark} too" |
      Then the filters find, where they are offered:
        | filter                                                                       | finds  |
        | (userName eq "{Ada}" or userName eq "{Joan}") and title eq "{mark} too"      | Joan   |
        | title eq "{mark} too" and (userName eq "{Grace}" or userName eq "{Ada}")     | nobody |
        | title sw "{mark}" and not (userName eq "{Ada}" or title eq "{mark} too")     | Grace  |
        | ((userName eq "{Ada}"))                                                      | Ada    |
        | (title eq "{mark} too" and (userName eq "{Joan}" or userName eq "{Ada}"))    | Joan   |

  @RFC7644-3.4.2.2-30 @MUST @needs-complex-filter @needs-attribute-emails @needs-attribute-emails.type
  Rule: What square brackets ask for must hold for one and the same value

    Scenario: A type of one address and the text of another
      Given the users:
        |       | emails |
        | Ada   | [{"value":"work-{Ada}","type":"work"},{"value":"home-{Ada}","type":"home","primary":true}] |
      Then the filters find, where they are offered:
        | filter                                                    | finds  |
        | emails[type eq "work" and value eq "work-{Ada}"]          | Ada    |
        | emails[type eq "home" and value eq "work-{Ada}"]          | nobody |
        | emails[type eq "work" and value co "home-{Ada}"]          | nobody |
        | emails[type eq "home" and value sw "home-{Ada}"]          | Ada    |
        | emails[value eq "home-{Ada}" and primary eq true]         | Ada    |
        | emails[value eq "work-{Ada}" and primary eq true]         | nobody |

  @RFC7644-3.4.2.2-40 @MUST @needs-complex-filter @needs-attribute-emails @needs-attribute-emails.type
  Rule: not may stand inside square brackets

    Scenario: An address that is not for work
      Given the users:
        |       | title    | emails |
        | Ada   | "{mark}" | [{"value":"work-{Ada}","type":"work"},{"value":"home-{Ada}","type":"home"}] |
        | Grace | "{mark}" | [{"value":"work-{Grace}","type":"work"}] |
      Then the filters find, where they are offered:
        | filter                                                         | finds         |
        | title eq "{mark}" and emails[not (type eq "work")]             | Ada           |
        | title eq "{mark}" and emails[not (type eq "home")]             | Ada and Grace |
        | title eq "{mark}" and emails[type eq "home" and not (value sw "home")] | nobody |

  @RFC7644-3.4.2.2-39 @MUST @needs-complex-filter @needs-attribute-emails @needs-attribute-emails.type
  Rule: Square brackets stand with other expressions

    Scenario: With and, with or
      Given the users:
        |       | title        | emails |
        | Ada   | "{mark}"     | [{"value":"work-{Ada}","type":"work"}]   |
        | Grace | "{mark}"     | [{"value":"home-{Grace}","type":"home"}] |
        | Joan  | "{mark} too" | [{"value":"work-{Joan}","type":"work"}]  |
      Then the filters find, where they are offered:
        | filter                                                                        | finds        |
        | title eq "{mark}" and emails[type eq "work" and value co "@"]                 | Ada          |
        | emails[type eq "work" and value eq "work-{Ada}"] or title eq "{mark} too"     | Ada and Joan |
        | title sw "{mark}" and emails[type eq "work"] and emails[value co "{Joan}"]    | Joan         |
