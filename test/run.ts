import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'

/** `npm test [-- part-of-a-path …]`: every `*.test.ts` below `test/`, each file in a process of its own. */
const wanted = process.argv.slice(2)
const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts'))
  .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
  .map((name) => join(__dirname, name))
  .sort()

if (files.length === 0) {
  console.error(`no test file has ${wanted.join(' or ')} in its path`)
  process.exitCode = 2
} else {
  run({ files, concurrency: 2 })
    .on('test:fail', () => {
      process.exitCode = 1
    })
    .compose(new spec())
    .pipe(process.stdout)
}
