import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import fc from 'fast-check'
import { curlOf } from '../../reports/html/curl.ts'

/** What bash makes of the command's words, with a token in the environment. */
function wordsOf(command: string): string[] {
  const out = execFileSync('bash', ['-c', `curl() { printf '%s\\0' "$@"; }; ${command}`], {
    env: { ...process.env, SCIM_TOKEN: 't0ken', LC_ALL: 'C.UTF-8' },
    encoding: 'utf8',
  })
  return out.split('\0').slice(0, -1)
}

test('the token is the shell variable; headers that curl makes itself are left out', () => {
  const command = curlOf({
    method: 'PATCH',
    url: 'http://h/Users/7',
    headers: {
      authorization: 'Bearer $SCIM_TOKEN',
      host: 'h',
      'content-length': '9',
      accept: 'a/b',
    },
    body: `{"x":"it's"}`,
  })
  assert.deepEqual(wordsOf(command), [
    '-sS',
    '-i',
    '-X',
    'PATCH',
    'http://h/Users/7',
    '-H',
    'authorization: Bearer t0ken',
    '-H',
    'accept: a/b',
    '--data-raw',
    `{"x":"it's"}`,
  ])
})

test('whatever a value holds, the shell hands it to curl as it is and runs none of it', () => {
  const text = fc
    .string({ unit: 'grapheme', minLength: 1 })
    .filter((value) => !value.includes('\0'))
  fc.assert(
    fc.property(text, text, (value, body) => {
      const words = wordsOf(
        curlOf({ method: 'POST', url: `http://h/${value}`, headers: { x: value }, body }),
      )
      assert.deepEqual(words, [
        '-sS',
        '-i',
        '-X',
        'POST',
        `http://h/${value}`,
        '-H',
        `x: ${value}`,
        '--data-raw',
        body,
      ])
    }),
    { numRuns: 60 },
  )
})

for (const evil of [
  '$(touch /tmp/x)',
  '`id`',
  "'; id; '",
  '"; id; "',
  '$SCIM_TOKEN $(id)',
  'a\\',
  "\n'; id",
]) {
  test(`runs nothing of ${JSON.stringify(evil)}`, () => {
    const words = wordsOf(curlOf({ method: 'GET', url: 'u', headers: { h: evil }, body: evil }))
    const header = evil.includes('$SCIM_TOKEN') ? evil.replace('$SCIM_TOKEN', 't0ken') : evil
    assert.deepEqual(words, ['-sS', '-i', 'u', '-H', `h: ${header}`, '--data-raw', evil])
  })
}
