import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { type Blur, type Fault, faultyServer, type Passing, type Target } from './faulty-server.ts'

const ROOT = join(__dirname, '..', '..')

interface Result {
  readonly exitCode: number
  readonly failed: readonly string[]
  readonly errors: readonly string[]
  readonly leftovers: readonly unknown[]
}

/** The whole suite against a target, in a process of its own as anybody would run it. */
async function check(target: Target): Promise<Result> {
  const out = mkdtempSync(join(tmpdir(), 'scimulate-bites-'))
  try {
    const exitCode = await new Promise<number>((resolve) => {
      execFile(
        process.execPath,
        ['--require', 'ts-node/register', 'cli/main.ts', 'check', target.baseUrl, '--out', out],
        { cwd: ROOT, env: { ...process.env, SCIM_TOKEN: target.token } },
        (error) => resolve(error === null ? 0 : Number(error.code)),
      )
    })
    const { requirements, leftovers } = JSON.parse(
      readFileSync(join(out, 'report.json'), 'utf8'),
    ) as { requirements: { id: string; verdict: string }[]; leftovers: unknown[] }
    const ids = (wanted: string) =>
      requirements.filter(({ verdict }) => verdict === wanted).map(({ id }) => id)
    return { exitCode, failed: ids('FAIL').sort(), errors: ids('ERROR'), leftovers }
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}

async function against(fault: Fault, blur?: Blur): Promise<Result> {
  const target = await faultyServer(fault, blur)
  try {
    return await check(target)
  } finally {
    await target.close()
  }
}

test('a server without a defect fails nothing, and nothing is left on it', async () => {
  const result = await against(() => undefined)
  assert.deepEqual(result, { exitCode: 0, failed: [], errors: [], leftovers: [] })
})

test('a server that ignores active:false fails what is about deactivation, and no more', async () => {
  const result = await against(ignoreInactive)
  assert.deepEqual(result.failed, [
    'OKTA-1.4-01',
    'OKTA-1.4-02',
    'OKTA-1.4-03',
    'RFC7644-3.5.1-04',
    'RFC7644-3.5.2.3-01',
    'RFC7644-3.5.2.3-02',
  ])
  assert.equal(result.exitCode, 1)
  assert.deepEqual(result.errors, [])
})

test('a server that minds the letter case of userName lets a second Ada in', async () => {
  const result = await against(({ method, path, body }) => {
    const upper = method === 'POST' && path === '/Users' && isUpperCase(body?.userName)
    return upper ? { status: 201, body: { id: 'another', ...body } } : undefined
  })
  assert.deepEqual(result.failed, ['RFC7644-3.3-13'])
})

test('a server that empties a group on a filtered remove fails membership, in both dialects or one', async () => {
  const result = await against((passing) => {
    if (passing.method !== 'PATCH' || !passing.path.startsWith('/Groups/')) return undefined
    for (const operation of operationsIn(passing)) {
      if (String(operation.path).startsWith('members[')) operation.path = 'members'
    }
    return undefined
  })
  assert.deepEqual(result.failed, ['OKTA-1.9-03', 'RFC7644-3.5.2.2-04'])
})

test('a server whose errors have a number for status fails that alone', async () => {
  const result = await against(
    () => undefined,
    (_passing, body) =>
      typeof body.status === 'string' ? { ...body, status: Number(body.status) } : body,
  )
  assert.deepEqual(result.failed, ['RFC7644-3.12-04'])
})

/** Takes the write and drops just the deactivation. */
const ignoreInactive: Fault = (passing) => {
  if (!passing.path.startsWith('/Users/')) return undefined
  if (passing.method === 'PUT') reactivate(passing.body)
  for (const operation of passing.method === 'PATCH' ? operationsIn(passing) : []) {
    if (operation.path === 'active') operation.value = true
    reactivate(operation.value)
  }
  return undefined
}

function reactivate(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  if ('active' in value && value.active === false) value.active = true
}

function operationsIn({ body }: Passing): { path?: unknown; value?: unknown }[] {
  return Array.isArray(body?.Operations) ? body.Operations : []
}

function isUpperCase(value: unknown): boolean {
  return typeof value === 'string' && value === value.toUpperCase()
}
