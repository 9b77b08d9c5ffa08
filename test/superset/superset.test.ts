import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { PAGE, page, rows, ruleTitles } from './page.ts'

/** How many checks the union of all tools has, by area. */
const SIZES = {
  DSC: 35,
  AUT: 16,
  CRE: 49,
  RED: 17,
  LST: 27,
  SRT: 13,
  FLT: 52,
  PRJ: 17,
  PUT: 17,
  PAT: 60,
  DEL: 11,
  GRP: 27,
  EXT: 15,
  BLK: 19,
  ETG: 11,
  MEE: 6,
  SRC: 10,
  ERR: 14,
  CTY: 6,
  UNI: 10,
  CON: 8,
  SEC: 11,
  OKT: 21,
  ENT: 18,
  XTR: 4,
}

test('every check of the union is accounted for', () => {
  const all = [...rows()]
  assert.equal(all.length, 494)
  for (const [area, size] of Object.entries(SIZES)) {
    const numbers = all.flatMap(([id]) => (id.startsWith(area) ? [Number(id.split('-')[1])] : []))
    assert.deepEqual(
      numbers.sort((a, b) => a - b),
      Array.from({ length: size }, (_, i) => i + 1),
      area,
    )
  }
  for (const [id, row] of all) {
    const said = 'rules' in row ? row.rules.join() : 'rejected' in row ? row.rejected : row.open
    assert.ok(said.length > 0, `${id} says nothing`)
  }
})

test('every Rule that is named exists', () => {
  const titles = ruleTitles()
  const named = [...rows().values()].flatMap((row) => ('rules' in row ? row.rules : []))
  assert.ok(named.length > 400)
  assert.deepEqual(
    named.filter((id) => !titles.has(id)),
    [],
  )
})

test('the page says what the data say', () => {
  assert.equal(readFileSync(PAGE, 'utf8'), page())
})
