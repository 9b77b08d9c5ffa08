const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'
const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
const BULK = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest'
const SEARCH = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest'

/** A request that is as much work as its size allows. */
export interface Heavy {
  readonly name: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH'
  /** Below the base URL. */
  readonly path: string
  readonly body?: string
}

/** Whom a heavy request is about. */
export interface Victims {
  readonly userId: string
  readonly groupId: string
  /** Ids of users that exist. */
  readonly members: readonly string[]
}

/** The most bytes that a request of this bench has, in UTF-8. */
const MOST_BYTES = 1_000_000

let made = 0

/** Every kind of request that could hold a server for long, each just under a megabyte; new names on every call. */
export function heaviest(victims: Victims): Heavy[] {
  made += 1
  const tag = `heavy${made}`
  return [...users(tag, victims), ...patches(tag, victims), ...groups(tag, victims), ...others(tag, victims)]
}

function users(tag: string, { userId }: Victims): Heavy[] {
  const base = { schemas: [USER], userName: `${tag}@example.com` }
  const emails = (type: string) => (n: number) => ({ value: `${tag}.${n}@example.com`, type })
  return [
    post('a user of a megabyte of text', '/Users', { ...base, userName: `${tag}a`, displayName: 'x'.repeat(900_000) }),
    post('a user of many e-mails', '/Users', { ...base, userName: `${tag}b`, emails: filled(emails('work')) }),
    post('a user of the same e-mail many times', '/Users', {
      ...base, userName: `${tag}c`, emails: filled(() => ({ value: 'a@example.com', type: 'work' })) }),
    post('a user of many primary e-mails', '/Users', {
      ...base, userName: `${tag}d`, emails: filled((n) => ({ value: `${n}@e.com`, primary: true })) }),
    post('a user of many attributes that nobody knows', '/Users', {
      ...base, userName: `${tag}e`, ...Object.fromEntries(filled((n) => [`unknown${n}`, n])) }),
    post('a user of many schemas', '/Users', { ...base, userName: `${tag}f`, schemas: [USER, ...filled((n) => `urn:x:${n}`)] }),
    { name: 'a user of deep nesting', method: 'POST', path: '/Users',
      body: `{"schemas":["${USER}"],"userName":"${tag}g","name":${'['.repeat(450_000)}${']'.repeat(450_000)}}` },
    { name: 'a user of deep objects', method: 'POST', path: '/Users',
      body: `{"schemas":["${USER}"],"userName":"${tag}h","name":${'{"a":'.repeat(150_000)}1${'}'.repeat(150_000)}}` },
    { name: 'a body that is no JSON', method: 'POST', path: '/Users', body: '['.repeat(MOST_BYTES - 10) },
    put('a user of many addresses, replaced', `/Users/${userId}`, {
      ...base, userName: `${tag}i`, addresses: filled((n) => ({ formatted: `${n}`, type: `t${n}` })) }),
    put('a user of many roles, replaced', `/Users/${userId}`, {
      ...base, userName: `${tag}j`, roles: filled((n) => ({ value: `${n}` })) }),
  ]
}

function patches(tag: string, { userId }: Victims): Heavy[] {
  const on = (name: string, operations: readonly unknown[]) =>
    patch(name, `/Users/${userId}`, operations)
  const add = (n: number) => ({ op: 'add', path: 'emails', value: [{ value: `${n}@e.com` }] })
  const operations = Array.from({ length: 1_000 }, (_, n) => n)
  return [
    on('a thousand operations that add one e-mail', operations.map(add)),
    on('one operation that adds many e-mails', [{ op: 'add', path: 'emails', value: filled((n) => ({ value: `${tag}${n}@e.com` })) }]),
    on('a thousand operations that filter many e-mails', [
      { op: 'replace', path: 'emails', value: filled((n) => ({ value: `${n}@e.com` }), 600_000) },
      ...operations.slice(1).map((n) => ({ op: 'replace', path: `emails[value eq "${n}@e.com" and not (type sw "${'y'.repeat(20)}")].type`, value: 'home' })),
    ]),
    on('a thousand removals from many e-mails', [
      { op: 'replace', path: 'emails', value: filled((n) => ({ value: `${n}@e.com` }), 600_000) },
      ...operations.slice(1).map((n) => ({ op: 'remove', path: `emails[value co "${n}@"]` })),
    ]),
    on('many operations, more than are allowed', filled((n) => ({ op: 'add', path: 'nickName', value: `${n}` }))),
    on('a thousand whole values', operations.map((n) => ({ op: 'replace', value: { emails: Array.from({ length: 20 }, (_, i) => ({ value: `${n}.${i}@e.com` })) } }))),
    on('a long path', [{ op: 'replace', path: 'a.'.repeat(400_000), value: 1 }]),
    on('a long value filter', [{ op: 'replace', path: `emails[${'('.repeat(400_000)}value pr]`, value: 1 }]),
    on('a value filter of many comparisons', [{ op: 'replace', path: `emails[${filled((n) => `value eq "${n}"`).join(' or ')}].type`, value: 'x' }]),
  ]
}

function groups(tag: string, { groupId, members }: Victims): Heavy[] {
  const people = members.map((value) => ({ value }))
  const many = filled((n) => people[n % people.length])
  return [
    post('a group of many members', '/Groups', { schemas: [GROUP], displayName: `${tag}a`, members: many }),
    post('a group of members who do not exist', '/Groups', { schemas: [GROUP], displayName: `${tag}b`, members: filled((n) => ({ value: `nobody-${n}` })) }),
    put('a group replaced', `/Groups/${groupId}`, { schemas: [GROUP], displayName: `${tag}c`, members: many }),
    patch('many members added', `/Groups/${groupId}`, [{ op: 'add', path: 'members', value: many }]),
    patch('members replaced by many', `/Groups/${groupId}`, [{ op: 'replace', path: 'members', value: many }]),
    patch('a thousand members removed one by one', `/Groups/${groupId}`,
      people.slice(0, 1_000).map(({ value }) => ({ op: 'remove', path: `members[value eq "${value}"]` }))),
    patch('a thousand members added one by one', `/Groups/${groupId}`,
      people.slice(0, 1_000).map((one) => ({ op: 'add', path: 'members', value: [one] }))),
  ]
}

function others(tag: string, { userId, members }: Victims): Heavy[] {
  const filter = (name: string, text: string): Heavy => ({ name, method: 'POST', path: '/Users/.search',
    body: JSON.stringify({ schemas: [SEARCH], filter: text, count: 1_000 }) })
  const fill = (text: string, most = 8_000) => text.repeat(Math.floor(most / text.length))
  return [
    filter('a filter of many comparisons', `userName pr${fill(' or title eq "x"')}`),
    filter('a filter of many substrings', `userName co "zz"${fill(' or userName co "z"')}`),
    filter('a filter of brackets', `${fill('(', 4_000)}userName pr${fill(')', 4_000)}`),
    filter('a filter of negations', `${fill('not (', 6_000)}userName pr${fill(')', 1_200)}`),
    filter('a filter of value paths', `userName pr${fill(' or emails[type eq "a" and value co "b"]')}`),
    filter('a filter that is too long', 'x'.repeat(900_000)),
    { name: 'a list of a thousand', method: 'GET', path: '/Users?count=1000' },
    { name: 'a sorted list of a thousand', method: 'GET', path: '/Users?count=1000&sortBy=emails.value&sortOrder=descending' },
    { name: 'a list far behind, sorted', method: 'GET', path: '/Users?startIndex=9000&count=1000&sortBy=name.familyName' },
    { name: 'all groups with members', method: 'GET', path: '/Groups?count=1000' },
    post('a search for many attributes', '/Users/.search', { schemas: [SEARCH], count: 1_000, attributes: filled((n) => `a${n}`) }),
    post('a search without many attributes', '/Users/.search', { schemas: [SEARCH], count: 1_000, excludedAttributes: filled((n) => `a${n}`) }),
    post('a bulk of a thousand creates', '/Bulk', bulk(Array.from({ length: 1_000 }, (_, n) => ({ method: 'POST', path: '/Users', bulkId: `b${n}`, data: { schemas: [USER], userName: `${tag}.${n}` } })))),
    post('a bulk of a thousand changes of one user', '/Bulk', bulk(Array.from({ length: 1_000 }, (_, n) => ({ method: 'PATCH', path: `/Users/${userId}`, data: { schemas: [PATCH_OP], Operations: [{ op: 'replace', path: 'nickName', value: `${n}` }] } })))),
    post('a bulk that adds members', '/Bulk', bulk([{ method: 'POST', path: '/Groups', bulkId: 'g', data: { schemas: [GROUP], displayName: `${tag}g`, members: members.map((value) => ({ value })) } }])),
    post('a bulk of references in a chain', '/Bulk', bulk(Array.from({ length: 1_000 }, (_, n) => ({ method: 'POST', path: '/Groups', bulkId: `c${n}`, data: { schemas: [GROUP], displayName: `${tag}c${n}`, members: [{ value: `bulkId:c${n + 1}` }] } })))),
    post('a bulk of too many operations', '/Bulk', bulk(filled((n) => ({ method: 'DELETE', path: `/Users/${n}` })))),
    { name: 'a long query', method: 'GET', path: `/Users?${'a=1&'.repeat(3_500)}` },
  ]
}

function bulk(Operations: readonly unknown[]) {
  return { schemas: [BULK], Operations }
}

function post(name: string, path: string, body: unknown): Heavy {
  return { name, method: 'POST', path, body: JSON.stringify(body) }
}

function put(name: string, path: string, body: unknown): Heavy {
  return { name, method: 'PUT', path, body: JSON.stringify(body) }
}

function patch(name: string, path: string, operations: readonly unknown[]): Heavy {
  return { name, method: 'PATCH', path, body: JSON.stringify({ schemas: [PATCH_OP], Operations: operations }) }
}

/** So many items as fit into a request, written as JSON. */
function filled<T>(item: (n: number) => T, bytes = MOST_BYTES - 20_000): T[] {
  const items: T[] = []
  let size = 0
  for (let n = 0; ; n += 1) {
    const one = item(n)
    size += Buffer.byteLength(JSON.stringify(one)) + 2
    if (size > bytes) return items
    items.push(one)
  }
}
