import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import Database from 'libsql'
import { startServer } from '../../server/app.ts'
import { connect } from './scim-client.ts'

const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'
const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
/** From ten ids on SQLite may think that reading everybody costs less. */
const MANY = 20

test('no change of a group’s members reads everybody of the connection, in a file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'scimulate-plans-'))
  const file = join(folder, 'state.sqlite')
  const texts = new Set<string>()
  const server = await startServer({
    dataFile: file,
    tracing: {
      request: (_method, _headers, run) => run({ end: () => {} }),
      statement: (text) => texts.add(text),
      close: async () => {},
    },
  })
  try {
    const scim = await connect(server)
    const members: { value: string }[] = []
    for (let n = 0; n < MANY; n += 1) {
      const { id } = await scim.create({ userName: `person${n}@example.com` })
      members.push({ value: String(id) })
    }
    texts.clear()
    const made = await scim.request('POST', '/Groups', { schemas: [GROUP], displayName: 'All' })
    const { id } = (await made.json()) as { id: string }
    for (const op of ['add', 'remove', 'replace']) {
      const operation = { op, path: 'members', ...(op === 'remove' ? {} : { value: members }) }
      const body = { schemas: [PATCH_OP], Operations: [operation] }
      assert.ok((await scim.request('PATCH', `/Groups/${id}`, body)).ok)
    }
    await scim.request('DELETE', `/Groups/${id}`)
    const walks = plansOf(file, texts).filter((step) =>
      /^SCAN (?!\d+ CONSTANT)|connection_id=\?\)$/.test(step),
    )
    assert.deepEqual(walks, [])
  } finally {
    await server.close()
    rmSync(folder, { recursive: true })
  }
})

/** How SQLite goes about what reads or changes people and memberships. */
function plansOf(file: string, texts: ReadonlySet<string>): string[] {
  const database = new Database(file, { readonly: true })
  const those = [...texts].filter((text) => /\b(users|group_members)\b/.test(text))
  assert.ok(those.some((text) => text.split('?').length > MANY))
  const plans = those.flatMap((text) => {
    const values = text
      .split('?')
      .slice(1)
      .map(() => 'x')
    const steps = database.prepare(`explain query plan ${text}`).all(values)
    return (steps as { detail: string }[]).map(({ detail }) => detail)
  })
  database.close()
  return [...new Set(plans)]
}
