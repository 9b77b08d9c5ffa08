import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type Alteration,
  type Answer,
  alteredServer,
  type Json,
  type Passing,
} from '../../mutants/altered-server.ts'
import { type Checked, checkTarget } from './check-target.ts'

async function against(fault: Alteration): Promise<Checked> {
  const target = await alteredServer(fault)
  try {
    return await checkTarget(target.baseUrl, target.token)
  } finally {
    await target.close()
  }
}

test('a server without a defect fails nothing, and nothing is left on it', async () => {
  const { exitCode, failed, warned, errors, leftovers, passed } = await against({})
  assert.deepEqual(
    { failed, warned, errors, leftovers },
    { failed: [], warned: [], errors: [], leftovers: [] },
  )
  assert.equal(exitCode, 0)
  assert.ok(passed > 80, `only ${passed} scenarios were judged`)
})

test('a server that ignores active:false fails what is about deactivation, and no more', async () => {
  const result = await against({ ask: ignoreInactive })
  assert.deepEqual(result.failed, [
    'ENTRA-2-10',
    'OKTA-1.4-01',
    'OKTA-1.4-02',
    'OKTA-1.4-03',
    'OKTA-4-06',
    'RFC7644-3.5.1-04',
    'RFC7644-3.5.2.3-01',
    'RFC7644-3.5.2.3-02',
  ])
  assert.equal(result.exitCode, 1)
  assert.deepEqual(result.errors, [])
})

test('a server that minds the letter case of userName lets a second Ada in', async () => {
  const result = await against({
    ask: ({ method, path, body }) => {
      const upper = method === 'POST' && path === '/Users' && isUpperCase(body?.userName)
      return upper ? another(body ?? {}) : undefined
    },
  })
  assert.deepEqual(result.failed, ['RFC7644-3.3-13'])
})

test('a server that empties a group on a filtered remove fails what is about members', async () => {
  const result = await against({
    ask: (passing) => {
      if (passing.method !== 'PATCH' || !passing.path.startsWith('/Groups/')) return undefined
      for (const operation of operationsIn(passing)) {
        if (/^members\[.*\]$/.test(String(operation.path))) operation.path = 'members'
      }
      return undefined
    },
  })
  assert.deepEqual(result.failed, ['ENTRA-3-03', 'OKTA-1.9-03', 'RFC7644-3.5.2.2-04'])
})

test('a server whose errors have a number for status fails that alone', async () => {
  const result = await against({
    tell: (_passing, answer) =>
      typeof answer.body?.status === 'string'
        ? { ...answer, body: { ...answer.body, status: Number(answer.body.status) } }
        : answer,
  })
  assert.deepEqual(result.failed, ['RFC7644-3.12-04'])
})

test('a server that says it has no PATCH and patches all the same is warned of', async () => {
  const result = await against({
    tell: ({ path }, answer) =>
      path.startsWith('/ServiceProviderConfig')
        ? { ...answer, body: { ...answer.body, patch: { supported: false } } }
        : answer,
  })
  assert.deepEqual(result.failed, [])
  assert.deepEqual(result.warned, ['RFC7644-3.5-03', 'RFC7644-3.5.2-39'])
})

/** A new user that is none: as a good server would answer a create, but for keeping it. */
function another(body: Json): Answer {
  const id = `another-${String(body.userName)}`
  const location = `http://127.0.0.1/Users/${encodeURIComponent(id)}`
  const now = new Date().toISOString()
  const meta = { resourceType: 'User', created: now, lastModified: now, location, version: '"1"' }
  return { status: 201, headers: { location, etag: '"1"' }, body: { ...body, id, meta } }
}

/** Takes the write and drops just the deactivation. */
function ignoreInactive(passing: Passing): undefined {
  if (!passing.path.startsWith('/Users/')) return
  if (passing.method === 'PUT') reactivate(passing.body)
  for (const operation of passing.method === 'PATCH' ? operationsIn(passing) : []) {
    if (operation.path === 'active' && operation.value === false) operation.value = true
    reactivate(operation.value)
  }
}

function reactivate(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  if ('active' in value && value.active === false) value.active = true
}

function operationsIn({ body }: Passing): { path?: unknown; value?: unknown }[] {
  return Array.isArray(body?.Operations) ? body.Operations : []
}

function isUpperCase(value: unknown): boolean {
  return typeof value === 'string' && /\p{Lu}/u.test(value) && value === value.toUpperCase()
}
