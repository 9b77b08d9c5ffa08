import assert from 'node:assert/strict'
import { startServer } from '../../server/app.ts'
import type { Json } from '../../server/scim/resource.ts'
import { connect, type Scim } from './scim-client.ts'
import { type Kept, onEachStore, testOn } from './stores.ts'

const ROUNDS = 12
const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'

const patch = (...operations: Json[]) => ({ schemas: [PATCH], Operations: operations })
const titled = (value: string) => patch({ op: 'replace', path: 'title', value })
const adding = (id: unknown) => patch({ op: 'add', path: 'members', value: [{ value: id }] })

/** Sends all at the same moment; gives their statuses in order. */
async function statuses(...sent: readonly Promise<Response>[]): Promise<number[]> {
  const answers = await Promise.all(sent)
  await Promise.all(answers.map((answer) => answer.text()))
  return answers.map(({ status }) => status)
}

async function createGroup(scim: Scim, displayName: string, members: Json[] = []): Promise<string> {
  const answer = await scim.request('POST', '/Groups', { schemas: [GROUP], displayName, members })
  assert.equal(answer.status, 201)
  return String(((await answer.json()) as Json).id)
}

async function body(scim: Scim, path: string): Promise<Json> {
  const answer = await scim.request('GET', path)
  assert.equal(answer.status, 200, path)
  return (await answer.json()) as Json
}

function withServer(name: string, kept: () => Promise<Kept>, work: (scim: Scim) => Promise<void>) {
  testOn(kept, name, async (where) => {
    const server = await startServer(where)
    try {
      await work(await connect(server))
    } finally {
      await server.close()
    }
  })
}

onEachStore('a delete beside writes', (kept) => {
  withServer('of a user: it is gone for good, and no group holds it', kept, async (scim) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { id } = await scim.create({ userName: `ada-${round}@example.com` })
      const user = `/Users/${String(id)}`
      const group = await createGroup(scim, `Finance ${round}`)
      const [first, second, ...others] = await statuses(
        scim.request('DELETE', user),
        scim.request('DELETE', user),
        scim.request('PATCH', user, titled('one')),
        scim.request('PATCH', `/Groups/${group}`, adding(id)),
        scim.request('PATCH', user, titled('two')),
        createGroup(scim, `Sales ${round}`, [{ value: id }]).then(
          () => new Response(''),
          () => new Response('', { status: 400 }),
        ),
      )
      assert.deepEqual([first, second].sort(), [204, 404])
      assert.ok(
        others.every((status) => [200, 204, 400, 404].includes(Number(status))),
        others.join(),
      )
      assert.equal((await scim.request('GET', user)).status, 404)
    }
    const { Resources, totalResults } = await scim.list({ count: '100' }, '/Groups')
    assert.ok(totalResults >= ROUNDS)
    for (const group of Resources) assert.deepEqual(group.members ?? [], [], String(group.id))
    assert.equal((await scim.list({})).totalResults, 0)
  })

  withServer('of a group: nobody is in it any more', kept, async (scim) => {
    const { id } = await scim.create({ userName: 'grace@example.com' })
    for (let round = 0; round < ROUNDS; round += 1) {
      const group = `/Groups/${await createGroup(scim, `Team ${round}`)}`
      const [gone, ...others] = await statuses(
        scim.request('DELETE', group),
        scim.request('PATCH', group, adding(id)),
        scim.request('PUT', group, {
          schemas: [GROUP],
          displayName: `Other ${round}`,
          members: [{ value: id }],
        }),
      )
      assert.equal(gone, 204)
      assert.ok(
        others.every((status) => [200, 204, 404].includes(Number(status))),
        others.join(),
      )
      assert.equal((await scim.request('GET', group)).status, 404)
    }
    const { groups } = await body(scim, `/Users/${String(id)}`)
    assert.deepEqual(groups ?? [], [])
    assert.equal((await scim.list({}, '/Groups')).totalResults, 0)
  })
})
