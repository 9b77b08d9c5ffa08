import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'

const ROOT = join(__dirname, '..', '..')

function told(
  main: string,
  ...args: string[]
): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const call = ['--require', 'ts-node/register', main, ...args]
    execFile(process.execPath, call, { cwd: ROOT }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    )
  })
}

test('the benches say what there is to measure, and what was asked wrongly', async () => {
  const help = await told('bench/main.ts', '--help')
  assert.equal(help.code, 0)
  for (const name of ['hostile', 'scale', 'server'])
    assert.match(help.out, new RegExp(`^  ${name} `, 'm'))
  const unknown = await told('bench/main.ts', 'sever')
  assert.equal(unknown.code, 2)
  assert.match(unknown.err, /^error: unknown command 'sever'/)
  const number = await told('bench/main.ts', 'faults', '--count', '0')
  assert.equal(number.code, 2)
  assert.match(number.err, /argument '0' is invalid\. it must be 1 or more/)
})

test('a wrong call of the mutants is no missed fault', async () => {
  const { code, err } = await told('mutants/main.ts', '--sampel', '3')
  assert.equal(code, 2)
  assert.match(err, /^error: unknown option '--sampel'/)
})
