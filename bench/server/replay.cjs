/**
 * A child process: runs the statements of a log again, on a SQLite in memory of its own, and nothing else.
 * It is told a mark and a share of its statements, and answers with the CPU time that they took.
 */
const { readFileSync } = require('node:fs')
const { deserialize } = require('node:v8')
const Database = require('libsql')

const database = new Database(':memory:')
const statements = new Map()

/** A statement is prepared once, and rows come as arrays, as the server has them. */
function prepared({ how, text }) {
  const key = how + text
  const known = statements.get(key)
  if (known !== undefined) return known
  const made = database.prepare(text)
  if (made.reader) made.raw(true)
  statements.set(key, made)
  return made
}

function carryOut(one) {
  if (one.how === 'exec') database.exec(one.text)
  else prepared(one)[one.how](one.values)
}

const log = deserialize(readFileSync(process.argv[2]))
const byMark = new Map()
for (const one of log) {
  const group = byMark.get(one.mark)
  if (group === undefined) byMark.set(one.mark, [one])
  else group.push(one)
}

process.on('message', ({ mark, part, parts }) => {
  const all = byMark.get(mark) ?? []
  const [from, to] = [part, part + 1].map((n) => Math.floor((n * all.length) / parts))
  const before = process.cpuUsage()
  for (let i = from; i < to; i += 1) carryOut(all[i])
  const { user, system } = process.cpuUsage(before)
  process.send(user + system)
})
process.send('ready')
