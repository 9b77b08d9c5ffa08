import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { after, before, test } from 'node:test'
import { inBrowser } from '../reports/browser.ts'

const ROOT = join(__dirname, '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'scimulate-open-'))
const out = join(folder, 'my reports')
after(() => rmSync(folder, { recursive: true, force: true }))

function scimulate(args: readonly string[], path = process.env.PATH ?? '') {
  const { SCIM_BASE_URL: _, SCIM_TOKEN: __, ...env } = process.env
  const words = ['--require', 'ts-node/register', 'cli/main.ts', ...args]
  return spawnSync(process.execPath, words, {
    cwd: ROOT,
    env: { ...env, PATH: path },
    encoding: 'utf8',
  })
}

before(() => {
  assert.equal(scimulate(['check', '--only', 'RFC7644-3.3-07', '--out', out]).status, 0)
})

/** What a desktop has under this name, with a browser behind it that writes down what it shows. */
function desktop(): { readonly path: string; readonly shown: string } {
  const shown = join(folder, 'shown.html')
  const profile = join(folder, 'profile')
  const opener = `#!/bin/sh
chromium --headless --no-sandbox --disable-gpu --user-data-dir='${profile}' --dump-dom "$1" > '${shown}.part' 2>/dev/null
mv '${shown}.part' '${shown}'
`
  for (const name of ['xdg-open', 'open'])
    writeFileSync(join(folder, name), opener, { mode: 0o755 })
  return { path: `${folder}${delimiter}${process.env.PATH}`, shown }
}

test('report open shows the page of the run in the browser, at once', inBrowser, async () => {
  const { path, shown } = desktop()
  const { status, stdout } = scimulate(['report', 'open', out], path)
  assert.equal(status, 0)
  assert.match(stdout, /^Opening .*my reports.index\.html$/m)
  for (let i = 0; i < 600 && !existsSync(shown); i += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const page = readFileSync(shown, 'utf8')
  assert.match(page, /<h1[ >]/)
  assert.ok(page.includes('RFC7644-3.3-07'))
})

test('an opener that finds no browser is none', () => {
  const place = join(folder, 'headless')
  mkdirSync(place)
  for (const name of ['xdg-open', 'open'])
    writeFileSync(join(place, name), '#!/bin/sh\nexit 3\n', { mode: 0o755 })
  const { status, stdout } = scimulate(
    ['report', 'open', out],
    `${place}${delimiter}${process.env.PATH}`,
  )
  assert.equal(status, 0)
  assert.ok(stdout.includes(`Open ${join(out, 'index.html')}`), stdout)
})

test('where no browser can be started the path of the page is told', () => {
  const { status, stdout } = scimulate(['report', 'open', out], join(folder, 'nothing'))
  assert.equal(status, 0)
  assert.ok(stdout.includes(`Open ${join(out, 'index.html')}`), stdout)
})
