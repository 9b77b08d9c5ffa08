import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { Mask } from '../../reports/redact.ts'
import { writeReports } from '../../reports/write.ts'
import { entry, exchange, recordOf } from './fabricated-run.ts'

const TOKEN = 'tok-7f3a"9/1+é secret'
const PASSWORD = 'Correct-Horse-9'
const PIN = 'pin-hidden-by-schema'
const COOKIE = 'session-cookie-value'
const CONFIGURED = 'value-of-a-configured-key'

const folder = mkdtempSync(join(tmpdir(), 'scimulate-secrets-'))
after(() => rmSync(folder, { recursive: true, force: true }))

/** A run that leaks wherever a target, a step or a crash could. */
function leakingRun() {
  const said = `the server said ${TOKEN} and ${encodeURIComponent(TOKEN)}`
  const schema = { id: 'x', attributes: [{ name: 'pinCode', returned: 'never' }] }
  return recordOf(
    [
      {
        tags: ['RFC7644-3.3-01'],
        name: `with ${TOKEN}`,
        members: { before: [], after: [{ name: TOKEN, password: PASSWORD, pinCode: PIN }] },
        ends: { type: 'AssertionError', message: said },
      },
      { tags: ['RFC7644-3.3-01'], ends: { type: 'TypeError', message: `crashed with ${TOKEN}` } },
      { tags: ['RFC7644-3.3-01'], skipped: said },
    ],
    {
      catalogue: [entry('RFC7644-3.3-01')],
      exchanges: [
        exchange(1, {
          request: {
            method: 'POST',
            url: `http://h/Users?t=${encodeURIComponent(TOKEN)}`,
            headers: {
              Authorization: `Bearer ${TOKEN}`,
              Cookie: `s=${COOKIE}`,
              'x-basic': Buffer.from(`project:${TOKEN}`).toString('base64'),
              'X-Tenant-Key': CONFIGURED,
            },
            body: JSON.stringify({
              password: PASSWORD,
              pinCode: PIN,
              nested: { Password: PASSWORD },
            }),
          },
          response: {
            status: 500,
            headers: { 'set-cookie': `s=${COOKIE}` },
            body: JSON.stringify({ detail: said, pinCode: PIN, tenantKey: CONFIGURED }),
          },
        }),
        exchange(2, {
          request: { method: 'GET', url: 'http://h/Schemas', headers: {}, body: null },
          response: { status: 200, headers: {}, body: JSON.stringify({ Resources: [schema] }) },
        }),
        exchange(3, { response: null, error: `connect to ${TOKEN}` }),
      ],
      leftovers: [{ type: 'Users', id: TOKEN, reason: said }],
      secrets: [TOKEN],
      secretNames: ['tenantKey', 'X-Tenant-Key'],
    },
  )
}

test('no output holds a token, a cookie, a password, or what the schema hides', async () => {
  await writeReports(leakingRun(), folder)
  const forms = [
    TOKEN,
    encodeURIComponent(TOKEN),
    JSON.stringify(TOKEN).slice(1, -1),
    Buffer.from(`project:${TOKEN}`).toString('base64').slice(12, 30),
    PASSWORD,
    PIN,
    COOKIE,
    CONFIGURED,
  ]
  const names = readdirSync(folder)
  assert.ok(names.length >= 10)
  for (const name of names) {
    const text = readFileSync(join(folder, name), 'utf8')
    const packed = /id="packed">([\w+/=]+)</.exec(text)?.[1]
    const whole = text + (packed ? gunzipSync(Buffer.from(packed, 'base64')).toString() : '')
    assert.equal(packed !== undefined, name === 'index.html', name)
    for (const form of forms) assert.equal(whole.includes(form), false, `${name} holds ${form}`)
  }
})

test('the scheme of an authorization header stays, its value does not', () => {
  const mask = new Mask([])
  const header = (value: string) => mask.headers({ authorization: value }).authorization
  assert.equal(header('Bearer abc'), 'Bearer $SCIM_TOKEN')
  assert.equal(header('abc'), '$SCIM_TOKEN')
  assert.equal(header('Bearer $SCIM_TOKEN'), 'Bearer $SCIM_TOKEN')
})

test('a masked text never holds the secret, and a text without it is left as it is', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 4 }), fc.string(), fc.string(), (secret, before, after_) => {
      const mask = new Mask([secret])
      fc.pre(!'***'.includes(secret))
      const masked = mask.text(before + secret + after_)
      assert.equal(masked.replaceAll('***', '\0').includes(secret), false)
      if (!before.includes(secret.slice(0, 1))) assert.ok(masked.startsWith(before))
    }),
  )
})

test('base64 of a longer text that holds the secret is masked, wherever the secret begins', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after_) => {
      const secret = 'a-long-enough-secret-value'
      const encoded = Buffer.from(before + secret + after_).toString('base64')
      const masked = new Mask([secret]).text(encoded)
      assert.ok(masked.includes('***'), encoded)
    }),
  )
})
