import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { test } from 'node:test'
import ts from 'typescript'

const ROOT = join(__dirname, '..', '..')
const FOLDERS = ['server', 'mock-okta', 'steps', 'reports', 'cli']

/** What a folder may import from other top folders, by the start of the imported path. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  server: [],
  'mock-okta': [],
  steps: [],
  'steps/targets': ['server/app.ts', 'mock-okta/app.ts', 'steps/'],
  reports: [],
  cli: ['server/app.ts', 'mock-okta/app.ts', 'steps/targets/', 'steps/support/', 'reports/'],
}

function importsOf(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'))
  return importedFiles
    .filter(({ fileName }) => fileName.startsWith('.'))
    .map(({ fileName }) => relative(ROOT, resolve(file, '..', fileName)))
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name))
}

for (const folder of FOLDERS) {
  test(`${folder}/ meets the other top folders over HTTP only`, () => {
    const files = filesBelow(folder)
    assert.ok(files.length > 0, `${folder}/ has no file: the test would pass without looking`)
    for (const file of files) {
      const key = Object.keys(ALLOWED)
        .filter((name) => file.startsWith(`${name}/`))
        .sort((a, b) => b.length - a.length)[0]
      for (const imported of importsOf(join(ROOT, file))) {
        const own = imported.startsWith(`${folder}/`)
        const allowed = (ALLOWED[key ?? ''] ?? []).some((start) => imported.startsWith(start))
        assert.ok(own || allowed, `${file} imports ${imported}`)
      }
    }
  })
}

test('server/scim is pure protocol: no framework, no store, nothing of the product', () => {
  for (const file of filesBelow('server/scim')) {
    const { importedFiles } = ts.preProcessFile(readFileSync(join(ROOT, file), 'utf8'))
    for (const { fileName } of importedFiles) {
      const inside =
        fileName.startsWith('.') &&
        importsOf(join(ROOT, file)).every((path) => path.startsWith('server/scim/'))
      assert.ok(inside, `${file} imports ${fileName}`)
    }
  }
})
