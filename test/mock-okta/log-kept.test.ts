import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openMockOkta } from '../../mock-okta/app.ts'

type Mock = Awaited<ReturnType<typeof openMockOkta>>

async function person(okta: Mock, n: number): Promise<void> {
  const login = `p${n}@example.com`
  const profile = { login, email: login, firstName: 'P', lastName: `${n}` }
  const { status } = await okta.call('POST', '/api/v1/users?activate=true', { profile })
  assert.equal(status, 200)
}

async function page(okta: Mock, path: string) {
  const answer = await fetch(okta.url + path, {
    headers: { authorization: `SSWS ${okta.apiToken}` },
  })
  const next = /<([^>]*)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1]
  const events = (await answer.json()) as { uuid: string; target: { alternateId: string }[] }[]
  const path2 = next === undefined ? undefined : next.slice(okta.url.length)
  return { events, next: path2 ?? '' }
}

test('the System Log keeps its latest events, and a poll goes on where it was', async () => {
  const okta = await openMockOkta({ seed: 7, logEventsKept: 20 })
  try {
    for (let n = 0; n < 5; n += 1) await person(okta, n)
    const first = await page(okta, '/api/v1/logs')
    assert.equal(first.events.length, 10)
    for (let n = 5; n < 30; n += 1) await person(okta, n)
    assert.ok(okta.engine.org.log.events.length <= 22)
    // What is gone is gone: the poll goes on with the oldest that is kept.
    const second = await page(okta, first.next)
    assert.equal(second.events.length, okta.engine.org.log.events.length)
    await person(okta, 30)
    const third = await page(okta, second.next)
    assert.deepEqual(
      third.events.map(({ target }) => target[0]?.alternateId),
      ['p30@example.com', 'p30@example.com'],
    )
    const last = await page(okta, '/api/v1/logs?sortOrder=DESCENDING&limit=1')
    const before = await page(okta, last.next)
    assert.equal(last.events[0]?.uuid, third.events[1]?.uuid)
    assert.equal(before.events[0]?.uuid, third.events[0]?.uuid)
  } finally {
    await okta.close()
  }
})

test('a data file holds no more of the log than is kept, and goes on with its numbers', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mock-okta-'))
  const options = { seed: 7, logEventsKept: 20, dataFile: join(folder, 'okta.db') }
  let okta = await openMockOkta(options)
  try {
    for (let n = 0; n < 30; n += 1) await person(okta, n)
    const { next } = await page(okta, '/api/v1/logs')
    const kept = okta.engine.org.log.events.length
    await okta.close()
    okta = await openMockOkta({ ...options, logEventsKept: 1_000 })
    assert.equal(okta.engine.org.log.events.length, kept)
    await person(okta, 30)
    const { events } = await page(okta, next)
    assert.deepEqual(
      events.map(({ target }) => target[0]?.alternateId),
      ['p30@example.com', 'p30@example.com'],
    )
  } finally {
    await okta.close()
    rmSync(folder, { recursive: true })
  }
})

test('a login is found in any case, under the new one after a change, and free again', async () => {
  const okta = await openMockOkta({ seed: 7 })
  const rename = (from: string, login: string) =>
    okta.call('POST', `/api/v1/users/${from}`, { profile: { login } })
  const found = async (login: string) => (await okta.call('GET', `/api/v1/users/${login}`)).status
  try {
    await person(okta, 1)
    await person(okta, 2)
    assert.equal(await found('P1@Example.com'), 200)
    assert.equal((await rename('p1@example.com', 'P2@example.com')).status, 400)
    assert.equal((await rename('p1@example.com', 'other@example.com')).status, 200)
    assert.equal(await found('p1@example.com'), 404)
    assert.equal(await found('other@example.com'), 200)
    await person(okta, 1)
    for (const _ of ['deactivates', 'deletes'])
      await okta.call('DELETE', '/api/v1/users/p1@example.com')
    assert.equal(await found('p1@example.com'), 404)
    await person(okta, 1)
  } finally {
    await okta.close()
  }
})
