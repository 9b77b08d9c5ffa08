import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { EmbeddedDatabase } from '../../server/store/embedded-database.ts'

const THING = 'select * from "things" where "id" = ?'
const PUT = 'insert into "things" values (?, ?) on conflict do update set n = excluded.n'

function database(file?: string): EmbeddedDatabase {
  const made = new EmbeddedDatabase(file)
  made.run('create table if not exists "things" (id text primary key, n integer not null)', [])
  made.run('create table if not exists "others" (id text primary key)', [])
  return made
}

test('the first row is the first of all rows, whatever was asked and failed before', () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd')
  const step = fc.oneof(
    fc.record({ sql: fc.constant(THING), values: fc.tuple(id) }),
    fc.record({
      sql: fc.constant('select n, id from "things" where id >= ? order by n'),
      values: fc.tuple(id),
    }),
    fc.record({
      sql: fc.constant("select json_extract(?, '$.n') as n"),
      values: fc.tuple(fc.constantFrom('{"n":1}', '{"n":2}', '{', '{}')),
    }),
    fc.record({ sql: fc.constant(PUT), values: fc.tuple(id, fc.option(fc.nat(9))) }),
    fc.record({ sql: fc.constant('delete from "things" where id = ?'), values: fc.tuple(id) }),
    fc.record({
      sql: fc.constant('insert into "things" values (?, 1) returning id'),
      values: fc.tuple(id),
    }),
  )
  const attempt = (work: () => unknown) => {
    try {
      return work()
    } catch (error) {
      return (error as Error).message
    }
  }
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const [one, other] = [database(), database()]
      for (const { sql, values } of steps) {
        const first = attempt(() => one.first(sql, values))
        assert.deepEqual(
          first,
          attempt(() => other.all(sql, values)[0]),
        )
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
