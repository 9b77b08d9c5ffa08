import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import ts from 'typescript'

const ROOT = join(__dirname, '..', '..')
const FOLDERS = ['server', 'mock-okta', 'steps', 'reports', 'cli', 'mutants', 'explore', 'web']

/** What a folder may import from other top folders, by the start of the imported path. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  server: [],
  'server/dashboard': ['web/'],
  'mock-okta': [],
  'mock-okta/console': ['web/'],
  web: [],
  steps: [],
  'steps/targets': ['server/app.ts', 'mock-okta/app.ts', 'steps/'],
  reports: [],
  explore: ['mock-okta/client', 'steps/support/'],
  cli: [
    ...[
      'server/app.ts',
      'server/tracing.ts',
      'mock-okta/app.ts',
      'steps/targets/',
      'steps/support/',
      'reports/',
    ],
    'explore/',
  ],
  mutants: ['server/app.ts', 'cli/check/', 'cli/explore/', 'explore/'],
}

/** What lies above a part inside its own top folder, and is therefore not for it to import. */
const ABOVE: Readonly<Record<string, readonly string[]>> = {
  'server/http/': ['server/app.ts', 'server/routes/'],
  'server/organizations/': ['server/app.ts', 'server/routes/'],
  'server/connections/': ['server/app.ts', 'server/routes/'],
  'server/members/': ['server/app.ts', 'server/routes/'],
  'server/groups/': ['server/app.ts', 'server/routes/'],
  'server/webhooks/': ['server/app.ts', 'server/routes/'],
  'server/routes/': ['server/app.ts'],
  'mock-okta/api/': ['mock-okta/app.ts'],
  'mock-okta/applications/': ['mock-okta/app.ts', 'mock-okta/api/'],
  'mock-okta/provisioning/': ['mock-okta/app.ts', 'mock-okta/api/'],
  'mock-okta/scim/': ['mock-okta/app.ts', 'mock-okta/api/', 'mock-okta/provisioning/'],
  'steps/support/': ['steps/targets/', 'steps/world.ts', 'steps/hooks.ts'],
  'reports/verdicts/': ['reports/write.ts', 'reports/html/', 'reports/machine/'],
}

/** The lowest parts: they import their own files, and what is named here. */
const LOWEST: Readonly<Record<string, readonly string[]>> = {
  'server/scim/': [],
  'server/store/': ['server/scim/'],
  'mock-okta/directory/': [],
  // The consoles are clients of the APIs: what they know, they were answered.
  'mock-okta/console/': ['web/'],
  'server/dashboard/': ['web/'],
}

/** Everything a text imports: by `import`, `export … from`, `import()` and `require()`. */
function importsOf(file: string, text = readFileSync(join(ROOT, file), 'utf8')): string[] {
  return ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) =>
      fileName.startsWith('.') ? join(dirname(file), fileName) : fileName,
    )
}

function filesBelow(folder: string): string[] {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name))
  assert.ok(files.length > 0, `${folder} has no file: the test would pass without looking`)
  return files
}

function isOurs(imported: string): boolean {
  return imported.includes('/') && (imported.endsWith('.ts') || imported.startsWith('.'))
}

/** Imports that cross to another top folder without leave; our own package by its name is one too. */
function crossings(file: string, imports: readonly string[]): string[] {
  const own = `${file.split('/')[0]}/`
  const key = Object.keys(ALLOWED)
    .filter((name) => file.startsWith(`${name}/`))
    .sort((a, b) => b.length - a.length)[0]
  const allowed = [own, ...(ALLOWED[key ?? ''] ?? [])]
  return imports.filter(
    (imported) =>
      imported === 'scimulate' ||
      (isOurs(imported) && !allowed.some((start) => imported.startsWith(start))),
  )
}

function climbs(file: string, imports: readonly string[]): string[] {
  const above = Object.entries(ABOVE).flatMap(([part, parts]) =>
    file.startsWith(part) ? parts : [],
  )
  return imports.filter((imported) => above.some((start) => imported.startsWith(start)))
}

for (const folder of FOLDERS) {
  test(`${folder}/ meets the other top folders over HTTP only`, () => {
    for (const file of filesBelow(folder))
      assert.deepEqual(crossings(file, importsOf(file)), [], file)
  })
}

test('inside a folder nothing imports what lies above it', () => {
  for (const file of Object.keys(ABOVE).flatMap(filesBelow)) {
    assert.deepEqual(climbs(file, importsOf(file)), [], file)
  }
})

for (const [part, leave] of Object.entries(LOWEST)) {
  test(`${part} imports nothing of the parts around it`, () => {
    for (const file of filesBelow(part)) {
      const strangers = importsOf(file).filter(
        (imported) => isOurs(imported) && ![part, ...leave].some((s) => imported.startsWith(s)),
      )
      assert.deepEqual(strangers, [], file)
    }
  })
}

test('server/scim is pure protocol: no package, not even one of Node', () => {
  for (const file of filesBelow('server/scim')) {
    assert.deepEqual(
      importsOf(file).filter((imported) => !isOurs(imported)),
      [],
      file,
    )
  }
})

test('the scan bites: each way to import is seen', () => {
  const ways = [
    "import { app } from '../mock-okta/app.ts'",
    "import type { App } from '../mock-okta/app.ts'",
    "export { app } from '../mock-okta/app.ts'",
    "const app = await import('../mock-okta/app.ts')",
    "const app = require('../mock-okta/app.ts')",
  ]
  for (const text of ways) {
    const found = crossings('server/app.ts', importsOf('server/app.ts', text))
    assert.deepEqual(found, ['mock-okta/app.ts'], text)
  }
  assert.deepEqual(crossings('server/app.ts', ['scimulate', 'fastify', 'server/context.ts']), [
    'scimulate',
  ])
  assert.deepEqual(climbs('server/members/a.ts', ['server/routes/users.ts']), [
    'server/routes/users.ts',
  ])
})
