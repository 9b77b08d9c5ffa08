import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Exchange } from '../../mock-okta/console/shapes.ts'
import { changesBetween } from '../../mock-okta/console/traffic/changes.ts'
import { conclusionOf } from '../../mock-okta/console/traffic/conclusion.ts'
import { curlFor } from '../../mock-okta/console/traffic/curl.ts'
import { FACTS } from '../../mock-okta/console/traffic/fact.ts'
import { shown } from '../../mock-okta/console/traffic/shown.ts'

const CATALOGUE = join(__dirname, '..', '..', 'features', 'requirements', 'okta.json')

function exchange(
  operation: string,
  request: Partial<Exchange['request']>,
  status: number,
  answer: unknown,
): Exchange {
  const url = 'https://example.com/scim/v2/Users/1'
  const text = typeof answer === 'string' ? answer : JSON.stringify(answer)
  return {
    ...{ id: 1, appId: '0oa1', operation, at: '2026-11-27T00:00:00Z', ms: 1 },
    request: { method: 'GET', url, headers: {}, body: null, ...request },
    response: { status, headers: {}, body: text },
  }
}

test('every fact beside the traffic is one of the catalogue, in its words', () => {
  const entries = JSON.parse(readFileSync(CATALOGUE, 'utf8')) as { id: string; summary: string }[]
  const known = new Map(entries.map(({ id, summary }) => [id, summary]))
  const facts = Object.values(FACTS).flat()
  assert.ok(facts.length > 20)
  for (const { id, text } of facts) assert.equal(text, known.get(id), id)
})

const CONCLUSIONS: readonly [operation: string, status: number, answer: unknown, says: RegExp][] = [
  ['test', 200, { Resources: [] }, /the connection works/],
  ['test', 200, '<html>', /No results for users returned/],
  ['test', 401, '', /Error authenticating/],
  ['verify user', 200, { totalResults: 0 }, /will be created/],
  ['verify user', 404, '', /will be created/],
  ['verify user', 200, { Resources: [{ id: 'u1' }] }, /u1 is linked, nothing is created/],
  ['verify user', 200, { Resources: [{ id: 'u1', active: false }] }, /linked and reactivated/],
  ['verify user', 500, '', /Answered 500/],
  ['create user', 201, { id: 'u1' }, /keeps u1 as the externalId/],
  ['create user', 201, '', /returned empty user/],
  ['create user', 409, '', /has this name already/],
  ['create user', 429, '', /Retry-After/],
  ['read user', 404, '', /Gone/],
  ['deactivate user', 200, {}, /deactivated/],
  ['deactivate user', 500, '', /without a retry/],
]

for (const [operation, status, answer, says] of CONCLUSIONS) {
  test(`${operation} answered ${status} ${JSON.stringify(answer)}: ${says.source}`, () => {
    assert.match(conclusionOf(exchange(operation, {}, status, answer)), says)
  })
}

test('no answer is a conclusion too', () => {
  const { response: _, ...rest } = exchange('test', {}, 200, '')
  assert.match(conclusionOf({ ...rest, response: null, error: 'refused' }), /No answer \(refused\)/)
})

test('a change is told by its path, before and after', () => {
  const before = { active: true, emails: [{ value: 'a@example.com' }], meta: { version: '1' } }
  const after = { active: false, emails: [{ value: 'b@example.com' }], title: 'Lead', meta: {} }
  assert.deepEqual(changesBetween(before, after), [
    { path: 'active', before: 'true', after: 'false' },
    { path: 'emails[0].value', before: '"a@example.com"', after: '"b@example.com"' },
    { path: 'title', before: undefined, after: '"Lead"' },
  ])
})

test('what a write changed is told against what was last seen of the resource', () => {
  const read = exchange('read user', {}, 200, { id: '1', title: 'Old' })
  const write = exchange('update user', { method: 'PUT' }, 200, { id: '1', title: 'New' })
  const [first, second] = shown([read, write], new Map())
  assert.deepEqual(first?.changes, [])
  assert.deepEqual(second?.changes, [{ path: 'title', before: '"Old"', after: '"New"' }])
})

test('an answer that is no JSON, or no resource, changes nothing and breaks nothing', () => {
  for (const answer of ['', '<html>', 'null', '[1]', '{"id":{"a":1}}']) {
    const [one] = shown([exchange('update user', { method: 'PUT' }, 200, answer)], new Map())
    assert.deepEqual(one?.changes, [])
  }
})

test('as curl: the shell takes every character as it was, and its own variable for the token', () => {
  const body = `{"userName":"O'Hara $HOME \\u0041 \`id\`"}`
  const command = curlFor({
    method: 'POST',
    url: "https://example.com/Users?filter=userName%20eq%20%22o'hara%22",
    headers: { Authorization: 'Bearer $SCIM_TOKEN', 'Content-Type': 'application/scim+json' },
    body,
  })
  const show = command.replace(/^curl/, "printf '%s\\n'")
  const { stdout } = spawnSync('bash', ['-c', show], {
    encoding: 'utf8',
    env: { SCIM_TOKEN: 'the-token', PATH: process.env.PATH },
  })
  assert.deepEqual(stdout.trimEnd().split('\n'), [
    ...['-sS', '-i', '-X', 'POST', "https://example.com/Users?filter=userName%20eq%20%22o'hara%22"],
    ...['-H', 'Authorization: Bearer the-token', '-H', 'Content-Type: application/scim+json'],
    ...['--data-raw', body],
  ])
})
