/** A documented fact, by its id in the catalogue of requirements. */
export interface Fact {
  readonly id: string
  readonly text: string
}

const fact = (id: string, text: string): Fact => ({ id, text })

const TEST = fact('OKTA-1.1-03', 'The connector test is one GET of two users.')
const LOOKUP = fact('OKTA-1.2-02', 'A create is preceded by a look-up of the userName.')
const READ = fact(
  'OKTA-1.3-02',
  'A profile change is a GET and a PUT of the whole fetched resource.',
)

type Pair = readonly [saml: Fact, catalog: Fact]
const both = (one: Fact): Pair => [one, one]

/** The fact that each operation follows: of a SAML app, and of an app of the catalog. */
export const FACTS: Readonly<Record<string, Pair>> = {
  test: both(TEST),
  'app groups': both(
    fact(
      'OKTA-1.1-05',
      'Saving the To App page asks for users again, and for groups when they are imported.',
    ),
  ),
  import: both(
    fact('OKTA-1.8-03', 'An import reads users in pages of a hundred from the first on.'),
  ),
  'verify user': both(LOOKUP),
  'verify group': both(
    fact(
      'OKTA-1.9-16',
      'Where groups are not imported, a SAML app looks a group up by name before it creates it.',
    ),
  ),
  'create user': both(
    fact(
      'OKTA-1.2-06',
      'The create body names the person, with active as a boolean, an empty groups list and a password.',
    ),
  ),
  'read user': both(READ),
  'update user': both(READ),
  'deactivate user': [
    fact(
      'OKTA-1.4-08',
      'A SAML app deactivates by sending the fetched user back with active false.',
    ),
    fact('OKTA-1.4-09', 'The catalog app deactivates with one replace whose value is an object.'),
  ],
  'reactivate user': [
    fact(
      'OKTA-1.5-03',
      'A SAML app reactivates by look-up, GET and PUT, and pushes the profile after that.',
    ),
    fact('OKTA-1.5-04', 'The catalog app reactivates first and pushes the profile then.'),
  ],
  'push password': [
    fact('OKTA-1.7-02', 'A SAML app syncs a password inside a PUT.'),
    fact('OKTA-1.7-01', 'The catalog app syncs a password with a PATCH.'),
  ],
  'create group': both(
    fact('OKTA-1.9-18', 'A new group is sent as its name and its members, with value and display.'),
  ),
  'push group': both(
    fact('OKTA-1.9-20', 'A SAML app writes a group with its complete list of members.'),
  ),
  'push group members': both(
    fact('OKTA-1.9-21', 'The catalog app sends changed members in one PATCH, removals first.'),
  ),
  'rename group': both(
    fact('OKTA-1.9-22', 'The catalog app renames a group with a replace that has no path.'),
  ),
  'delete group': both(fact('OKTA-1.9-28', 'Unlinking with delete sends one DELETE of the group.')),
}

export function factOf(operation: string, saml: boolean): Fact | undefined {
  return FACTS[operation]?.[saml ? 0 : 1]
}
