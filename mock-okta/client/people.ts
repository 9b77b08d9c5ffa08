const FIRST = ['Ada', 'Grace', 'Edsger', 'Barbara', 'Alan', 'Radia', 'Donald', 'Margaret']
const LAST = ['Lovelace', 'Hopper', 'Dijkstra', 'Liskov', 'Turing', 'Perlman', 'Knuth', 'Hamilton']

/** The profile of the nth person of a test: the same for the same n, with a login of its own. */
export function personNumber(n: number) {
  const firstName = FIRST[n % FIRST.length] ?? 'Ada'
  const lastName = LAST[(n + Math.floor(n / FIRST.length)) % LAST.length] ?? 'Lovelace'
  const login = `${firstName}.${lastName}.${n + 1}@example.com`.toLowerCase()
  return { firstName, lastName, login, email: login }
}
