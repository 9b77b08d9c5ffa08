import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import Database from 'libsql'
import { EmbeddedDatabase } from '../../server/store/embedded-database.ts'

const THING = 'select * from "things" where "id" = ?'
const PUT = 'insert into "things" values (?, ?) on conflict do update set n = excluded.n'
const TABLES = [
  'create table if not exists "things" (id text primary key, n integer not null)',
  'create table if not exists "others" (id text primary key)',
]

function database(file?: string): EmbeddedDatabase {
  const made = new EmbeddedDatabase(file)
  for (const sql of TABLES) made.run(sql, [])
  return made
}

const STEPS = {
  [THING]: fc.tuple(fc.constantFrom('a', 'b', 'c')),
  'select n, id from "things" where id >= ? order by n limit ? offset ?': fc.tuple(
    fc.constantFrom('a', 'b', 'c'),
    fc.nat(2),
    fc.nat(2),
  ),
  "select json_extract(?, '$.n') as n": fc.tuple(fc.constantFrom('{"n":1}', '{"n":2}', '{')),
  [PUT]: fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.option(fc.nat(9))),
  'delete from "things" where id = ?': fc.tuple(fc.constantFrom('a', 'b', 'c')),
  'insert into "things" values (?, 1) returning id': fc.tuple(fc.constantFrom('a', 'b', 'c')),
}

/** What a database that prepares each statement anew answers: nothing is left of the call before. */
function anew(plain: Database.Database, sql: string, values: readonly unknown[]): unknown[] {
  const statement = plain.prepare(sql)
  if (statement.reader) return statement.all(values) as unknown[]
  statement.run(values)
  return []
}

function attempt(work: () => unknown): unknown {
  try {
    return work()
  } catch (error) {
    return (error as Error).message
  }
}

test('a statement that is kept answers as one made anew, by whichever way it was asked before', () => {
  const steps = Object.entries(STEPS).map(([sql, values]) =>
    fc.record({ sql: fc.constant(sql), values, first: fc.boolean() }),
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(...steps), { minLength: 5, maxLength: 60 }), (asked) => {
      const [one, plain] = [database(), new Database(':memory:')]
      for (const sql of TABLES) plain.exec(sql)
      for (const { sql, values, first } of asked) {
        const answer = attempt(() => (first ? one.first(sql, values) : one.all(sql, values)))
        const wanted = attempt(() => {
          const rows = anew(plain, sql, values)
          return first ? rows[0] : rows
        })
        assert.deepEqual(answer, wanted)
      }
    }),
    { numRuns: 300 },
  )
})

test('an answer is remembered until its table is written to, by whichever way', () => {
  const asked = database()
  const ask = () => asked.steady('things', THING, ['a'])
  assert.deepEqual(ask(), [])
  const changes: readonly (readonly [() => unknown, number | undefined])[] = [
    [() => asked.run(PUT, ['a', 1]), 1],
    [() => asked.all('update things set n = 2 where id = ? returning n', ['a']), 2],
    [() => asked.first('UPDATE "things" SET n = 3 where id = ? returning n', ['a']), 3],
    [() => asked.all('replace into things values (?, 4)', ['a']), 4],
    [() => asked.all('insert or replace into things values (?, 5)', ['a']), 5],
    [() => asked.all('with x as (select 6 as n) update things set n = 6', []), 6],
    [() => asked.run('delete from things', []), undefined],
  ]
  for (const [change, n] of changes) {
    change()
    assert.equal(ask()[0]?.n, n)
    asked.run('insert into "others" values (?)', [`${n}`])
    assert.equal(ask(), ask())
  }
})

test('what a transaction has written is told in it, and to nobody else before it is there to stay', () => {
  const asked = database()
  const inside = () => asked.steady('things', THING, ['a'])[0]?.n
  const outside = () => asked.remembered('things', THING, ['a'])?.[0]?.n
  asked.run(PUT, ['a', 1])
  assert.deepEqual([inside(), outside()], [1, 1])
  for (const change of [PUT, 'replace into "things" values (?, ?)']) {
    asked.begin()
    asked.run(change, ['a', 2])
    assert.deepEqual([inside(), outside()], [2, undefined])
    asked.rollback()
    assert.deepEqual([outside(), inside(), outside()], [undefined, 1, 1])
  }
  asked.begin()
  asked.run(PUT, ['a', 3])
  asked.commit()
  assert.deepEqual([inside(), outside()], [3, 3])
})

test('nobody changes a remembered answer for the next who asks', () => {
  const asked = database()
  asked.run(PUT, ['a', 1])
  const [row] = asked.steady('things', THING, ['a'])
  assert.throws(() => Object.assign(row as object, { n: 2 }), TypeError)
})

test('of a file, which others may write to, nothing is remembered', () => {
  const folder = mkdtempSync(join(tmpdir(), 'scimulate-'))
  const file = join(folder, 'state.db')
  const [one, other] = [database(file), database(file)]
  try {
    one.run(PUT, ['a', 1])
    assert.equal(other.steady('things', THING, ['a'])[0]?.n, 1)
    one.run(PUT, ['a', 2])
    assert.equal(other.steady('things', THING, ['a'])[0]?.n, 2)
  } finally {
    one.close()
    other.close()
    rmSync(folder, { recursive: true })
  }
})

test('whoever watches is told of each statement that runs, of a failure too, and of no other', () => {
  const told: string[] = []
  const asked = new EmbeddedDatabase(undefined, {
    statement: (text, ms, failed) => told.push(`${text} ${ms >= 0} ${failed ?? 'well'}`),
  })
  for (const sql of TABLES) asked.run(sql, [])
  told.splice(0)
  asked.run(PUT, ['a', 1])
  asked.all(THING, ['a'])
  asked.first(THING, ['a'])
  asked.steady('things', THING, ['a'])
  asked.steady('things', THING, ['a'])
  assert.throws(() => asked.run('insert into "things" values (?, 1)', ['a']))
  assert.deepEqual(
    told.map((one) => one.replace(/ true Sqlite.*/, ' true failed')),
    [PUT, THING, THING, THING]
      .map((sql) => `${sql} true well`)
      .concat('insert into "things" values (?, 1) true failed'),
  )
})
