@okta @read-only @throughout
Feature: What Okta asks of every answer
  Judged on every exchange of the run when it is over, and reported once.

  @OKTA-2.3-02 @MUST
  Rule: Every request is answered within a minute

    Scenario: Throughout the run
      Then nothing in the run shows otherwise

  @OKTA-2.5-06 @SHOULD
  Rule: Every error says in its detail what is wrong

    Scenario: Throughout the run
      Then nothing in the run shows otherwise
