/**
 * Loaded before a server: keeps every statement that its SQLite is given, with its values, under the mark
 * that its parent process set last, and writes them to a file when it is told one.
 */
const { writeFileSync } = require('node:fs')
const { serialize } = require('node:v8')
const Database = require('libsql')

const kept = []
const texts = new WeakMap()
let mark = 'start'

const { prepare, exec } = Database.prototype
Database.prototype.prepare = function (text) {
  const statement = prepare.call(this, text)
  texts.set(statement, text)
  return watched(statement)
}
Database.prototype.exec = function (text) {
  kept.push({ mark, how: 'exec', text, values: [] })
  return exec.call(this, text)
}

/** Statements have one prototype, which is not exported: the first one shows it. */
let seen = false
function watched(statement) {
  if (seen) return statement
  seen = true
  const type = Object.getPrototypeOf(statement)
  for (const how of ['run', 'get', 'all']) {
    const own = type[how]
    type[how] = function (...given) {
      // The values of a row that is written later are the caller's own array.
      kept.push({ mark, how, text: texts.get(this), values: [...(given[0] ?? [])] })
      return own.apply(this, given)
    }
  }
  return statement
}

// Listening to the parent process must not keep a server alive that was told to end.
process.once('SIGTERM', () => process.disconnect())
process.on('message', ({ begins, file }) => {
  if (begins !== undefined) mark = begins
  if (file !== undefined) writeFileSync(file, serialize(kept))
  process.send('done')
})
