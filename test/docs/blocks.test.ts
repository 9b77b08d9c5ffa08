import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

const ROOT = join(__dirname, '..', '..')
const PAGES = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`),
].filter((name) => name.endsWith('.md'))

const folder = mkdtempSync(join(tmpdir(), 'scimulate-docs-'))
after(() => rmSync(folder, { recursive: true, force: true }))

/** `npx scimulate` of the docs is this checkout's command, in a folder of its own. */
const PRELUDE = `set -e
npx() {
  [ "$1" = scimulate ] || { echo "not ours: $1" >&2; return 99; }
  shift
  '${process.execPath}' --require '${ROOT}/node_modules/ts-node/register' '${ROOT}/cli/main.ts' "$@"
}
`

interface Block {
  readonly page: string
  readonly line: number
  readonly text: string
}

function blocksIn(page: string): Block[] {
  const text = readFileSync(join(ROOT, page), 'utf8')
  return [...text.matchAll(/^```sh test\n([\s\S]*?)^```$/gm)].map((match) => ({
    page,
    line: text.slice(0, match.index).split('\n').length,
    text: match[1] ?? '',
  }))
}

const blocks = PAGES.flatMap(blocksIn)

test('the docs have blocks to run', () => {
  assert.ok(blocks.length >= 8, `${blocks.length} blocks`)
})

for (const { page, line, text } of blocks) {
  test(`${page}:${line} does what it says`, () => {
    const { SCIM_BASE_URL: _, SCIM_TOKEN: __, ...env } = process.env
    const { status, stdout, stderr } = spawnSync('bash', ['-c', PRELUDE + text], {
      cwd: folder,
      env: { ...env, TS_NODE_PROJECT: join(ROOT, 'tsconfig.json') },
      encoding: 'utf8',
    })
    assert.equal(status, 0, `${stdout}\n${stderr}`)
  })
}
