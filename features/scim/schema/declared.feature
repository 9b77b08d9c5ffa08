@scim @needs-published-types @needs-published-schemas
Feature: Whatever the schemas declare
  Discovery says which types there are and what they are made of, extensions and types of the service's own
  among them; nothing more is needed to try them.

  @RFC7643-7-34 @MUST
  Rule: What a client may write and read is there after a create

    Scenario: Every single value of every type
      Then what the schemas declare is kept by a create

  @RFC7644-3.5.1-04 @MUST
  Rule: What a client may write takes the place of what was there

    Scenario: Every single value of every type
      Then what the schemas declare is kept by a replace

  @RFC7644-3.5.2.3-02 @MUST @needs-patch
  Rule: Each attribute can be replaced by its path

    Scenario: Every single value of every type
      Then what the schemas declare is set by a patch

  @RFC7644-3.5.2.2-02 @MUST @needs-patch
  Rule: Each attribute can be removed by its path

    Scenario: Every single value of every type
      Then what the schemas declare is removed by a patch

  @RFC7643-7-27 @MUST
  Rule: What is immutable and has a value keeps it

    Scenario: A replace with another of every immutable value of every type
      Then what the schemas declare immutable stays in a replace

    @needs-patch
    Scenario: A patch of every immutable value of every type
      Then what the schemas declare immutable stays in a patch

  @RFC7644-3.4.2.2-10 @MUST @needs-filter
  Rule: Each text can be looked for

    Scenario: Every text of every type
      Then what the schemas declare is found by a filter
