import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { type SdkOrg, sdkOrg } from './org.ts'

const ROW = /^\|[^|]*\| `([A-Z]+) ([^`]+)` \| `(\w+)` \| `([^`]+)`(?:: "([^"]+)")? \|$/gm

const rows = [...readFileSync('docs/management-api.md', 'utf8').matchAll(ROW)].map(
  ([, method = '', path = '', call = '', file = '', title]) => ({
    method,
    path,
    call,
    file,
    title,
  }),
)

let org: SdkOrg
let served: [method: string, path: string][]
before(async () => {
  org = await sdkOrg()
  const { body } = await org.raw('GET', '/api/v1/scimulate/openapi.json')
  served = Object.entries(body.paths as object).flatMap(([path, methods]) =>
    path.startsWith('/api/v1/scimulate/')
      ? []
      : Object.keys(methods as object).map((method): [string, string] => [
          method.toUpperCase(),
          path,
        ]),
  )
})
after(() => org.mock.close())

/** Whether two paths are the same but for how their parameters are called, or a word that one leaves open. */
function alike(one: string, other: string): boolean {
  const [a, b] = [one.split('/'), other.split('/')]
  const open = (part = '') => part.startsWith('{')
  return a.length === b.length && a.every((part, at) => part === b[at] || open(part) || open(b[at]))
}

test('every call of the page is a call of the SDK, and made in the test that is named', () => {
  assert.ok(rows.length > 70, `${rows.length} calls`)
  const apis = Object.values(org.sdk).filter((one) => typeof one === 'object' && one !== null)
  for (const { call, file, title } of rows) {
    assert.ok(
      apis.some((api) => typeof (api as Record<string, unknown>)[call] === 'function'),
      `the SDK has no ${call}`,
    )
    const text = readFileSync(`test/mock-okta/${file}`, 'utf8')
    assert.match(text, new RegExp(`\\b${call}\\b`), `${file} does not call ${call}`)
    if (title !== undefined) assert.ok(text.includes(title), `${file} has no test «${title}»`)
  }
})

test('every call of the page is served, and everything of Okta’s that is served is on the page', () => {
  const missing = rows.filter(
    ({ method, path }) => !served.some(([verb, one]) => verb === method && alike(one, path)),
  )
  assert.deepEqual(missing, [])
  const untold = served.filter(
    ([verb, one]) => !rows.some(({ method, path }) => verb === method && alike(one, path)),
  )
  assert.deepEqual(untold, [])
})
