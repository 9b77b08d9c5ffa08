import assert from 'node:assert/strict'
import { test } from 'node:test'
import { alteredServer } from '../../mutants/altered-server.ts'
import { VARIANTS } from '../../mutants/legal/variants.ts'
import { checkTarget } from '../suite/check-target.ts'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'

/** Those in which most is different. All of them are judged by `npm run mutants -- --only-legal`. */
const HERE = new Set([
  'ours as it is',
  'says nothing of itself, and has no PATCH and no groups',
  'answers a PATCH with 204',
  'ids that must be quoted in a path',
  'attributes, schemas and resource types of its own',
  'demands an extension',
  'filters by what clients look up alone, and takes no extension that schemas does not name',
  'writes the status of a bulk as an object, and each operation tells why the bulk ended',
  'says 501 of what a patch may not replace, and passes over what discovery is told',
  'asks to wait now and then',
  'wants HTTP Basic',
])

test('the variants that are judged here are there', () => {
  const names = new Set(VARIANTS.map(({ name }) => name))
  assert.deepEqual(
    [...HERE].filter((name) => !names.has(name)),
    [],
  )
})

for (const { name, alteration, args = [], warned: expected = [] } of VARIANTS) {
  if (!HERE.has(name)) continue
  test(`${name}: nothing fails that the RFCs allow`, async () => {
    const target = await alteredServer(alteration)
    try {
      const flags = args.map((arg) => arg.replace('$TOKEN', target.token))
      const checked = await checkTarget(target.baseUrl, target.token, flags)
      const { failed, warned, errors, leftovers, exitCode } = checked
      assert.deepEqual(
        { failed, warned, errors, leftovers },
        { failed: [], warned: expected, errors: [], leftovers: [] },
      )
      assert.equal(exitCode, 0)
      assert.ok(checked.passed >= 20, `only ${checked.passed} scenarios were judged`)
    } finally {
      await target.close()
    }
  })
}

test('a server full of people is the same afterwards, to the byte', async () => {
  const target = await alteredServer({})
  const call = async (method: string, path: string, body?: object) => {
    const answer = await fetch(target.baseUrl + path, {
      method,
      headers: {
        authorization: `Bearer ${target.token}`,
        'content-type': 'application/scim+json',
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    return answer.text()
  }
  try {
    for (let i = 0; i < 120; i += 1) {
      await call('POST', '/Users', {
        schemas: [USER],
        userName: `person-${i}@example.org`,
        name: { givenName: 'Person', familyName: String(i) },
      })
    }
    const before = await call('GET', '/Users?count=1000')
    const { failed, warned, errors, leftovers } = await checkTarget(target.baseUrl, target.token)
    assert.deepEqual(
      { failed, warned, errors, leftovers },
      { failed: [], warned: [], errors: [], leftovers: [] },
    )
    assert.equal(await call('GET', '/Users?count=1000'), before)
  } finally {
    await target.close()
  }
})
