import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type RunningServer, startServer } from '../../server/app.ts'
import { JsonShape } from '../../server/http/json-shape.ts'
import type { Json } from '../../server/scim/resource.ts'
import { connect, type Scim } from './scim-client.ts'

const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'
const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
const MEGABYTE = 1_000_000

let server: RunningServer
let scim: Scim
before(async () => {
  server = await startServer()
  scim = await connect(server)
})
after(() => server.close())

async function told(
  method: string,
  path: string,
  body: unknown,
): Promise<{ status: number; body: Json }> {
  const answer = await scim.request(method, path, body)
  const text = await answer.text()
  return { status: answer.status, body: (text === '' ? {} : JSON.parse(text)) as Json }
}

/** A group whose text is as large as wanted: the same member again and again. */
function groupOf(member: unknown, bytes: number, displayName: string): string {
  const one = JSON.stringify({ value: member })
  const many = Array.from({ length: Math.ceil(bytes / (one.length + 1)) }, () => one)
  return `{"schemas":["${GROUP}"],"displayName":"${displayName} é😀","members":[${many.join(',')}]}`
}

test('a group of megabytes is read as it comes in, and says what a small one says', async () => {
  const { id } = await scim.create({ userName: 'large@example.com' })
  const made = await told('POST', '/Groups', groupOf(id, 5 * MEGABYTE, 'large'))
  assert.equal(made.status, 201)
  assert.equal(made.body.displayName, 'large é😀')
  assert.deepEqual(
    (made.body.members as Json[]).map(({ value }) => value),
    [id],
  )
  const wrong = await told('POST', '/Groups', groupOf('nobody', 2 * MEGABYTE, 'wrong'))
  assert.equal(wrong.status, 400)
  assert.equal(wrong.body.scimType, 'invalidValue')
})

const BROKEN: readonly [name: string, text: string][] = [
  ['cut off', groupOf('x', 2 * MEGABYTE, 'cut').slice(0, -40)],
  ['followed by more', `${groupOf('x', 2 * MEGABYTE, 'more')}{}`],
  ['of brackets only', '['.repeat(2 * MEGABYTE)],
  [
    'with a bare control character',
    groupOf('\u0001', 2 * MEGABYTE, 'c').replaceAll('\\u0001', '\u0001'),
  ],
]

for (const [name, text] of BROKEN) {
  test(`a large body ${name} is invalidSyntax, and the connection goes on`, async () => {
    const refused = await told('POST', '/Groups', text)
    assert.deepEqual([refused.status, refused.body.scimType], [400, 'invalidSyntax'])
    assert.equal((await scim.request('GET', '/Groups')).status, 200)
  })
}

test('a body over the limit of its endpoint is 413, with a length and without', async () => {
  const text = groupOf('x', 33 * MEGABYTE, 'huge')
  assert.equal((await told('POST', '/Groups', text)).status, 413)
  const pieces = async function* () {
    for (let at = 0; at < text.length; at += MEGABYTE) {
      yield new TextEncoder().encode(text.slice(at, at + MEGABYTE))
    }
  }
  const streamed = await scim.send('POST', '/Groups', pieces())
  assert.equal(streamed.status, 413)
  assert.equal(
    (await told('POST', '/Users', { schemas: [USER], userName: 'x'.repeat(MEGABYTE) })).status,
    413,
  )
})

test('what one resource may hold is bounded, on every way in', async () => {
  const { id } = await scim.create({ userName: 'bounded@example.com' })
  const emails = Array.from({ length: 1_001 }, (_, n) => ({ value: `${n}@example.com` }))
  const whole = { schemas: [USER], userName: 'bounded@example.com' }
  const patch = (...Operations: object[]) => ({ schemas: [PATCH_OP], Operations })
  const add = (value: unknown) => ({ op: 'add', path: 'emails', value })
  const refused: readonly [string, string, unknown][] = [
    ['POST', '/Users', { ...whole, userName: 'b2@example.com', emails }],
    ['PUT', `/Users/${id}`, { ...whole, emails }],
    ['PATCH', `/Users/${id}`, patch(add(emails))],
    ['PATCH', `/Users/${id}`, patch(add(emails.slice(0, 600)), add(emails.slice(600)))],
    ['PATCH', `/Users/${id}`, patch({ op: 'replace', path: 'title', value: 'x'.repeat(140_000) })],
  ]
  for (const [method, path, body] of refused) {
    assert.equal((await told(method, path, body)).status, 413, `${method} ${path}`)
  }
  assert.equal((await told('PATCH', `/Users/${id}`, patch(add(emails.slice(1))))).status, 200)
})

test('the shape of JSON is the same in any pieces', () => {
  const refuses = (text: string, size: number) => {
    const shape = new JsonShape()
    const bytes = Buffer.from(text)
    try {
      for (let at = 0; at < bytes.length; at += size) shape.read(bytes.subarray(at, at + size))
      return false
    } catch (error) {
      assert.equal((error as { scimType?: string }).scimType, 'invalidSyntax')
      return true
    }
  }
  const deep = `${'['.repeat(65)}${']'.repeat(65)}`
  const wide = (n: number) => `{${Array.from({ length: n }, (_, i) => `"a${i}":0`).join(',')}}`
  for (const size of [1, 2, 3, 7, 10_000]) {
    assert.equal(refuses(deep, size), true)
    assert.equal(refuses(deep.slice(1, -1), size), false)
    assert.equal(refuses(JSON.stringify({ a: `\\"${deep}${wide(1_001)}\\` }), size), false)
    assert.equal(refuses(`["\\\\\\"", ${deep}]`, size), true)
    assert.equal(refuses(wide(1_000), size), false)
    assert.equal(refuses(wide(1_001), size), true)
  }
})
