import assert from 'node:assert/strict'
import { Then } from '@cucumber/cucumber'
import { kindsOf } from './support/declared/kinds.ts'
import { made, TRIES } from './support/declared/tries.ts'
import { skip } from './support/skip.ts'
import type { ScimWorld } from './world.ts'

/** Of every type, standard or not: nothing but what discovery says of it is known here. */
Then(
  /^what the schemas declare (is kept by a create|is kept by a replace|is set by a patch|is removed by a patch|immutable stays in a replace|immutable stays in a patch|is found by a filter)$/,
  async function (this: ScimWorld, way: keyof typeof TRIES) {
    const faults: string[] = []
    let tried = 0
    for (const kind of await kindsOf(this.scim)) {
      const one = await made(this, kind)
      if (one === undefined) continue
      tried += 1
      faults.push(...(await TRIES[way](this, one)))
    }
    if (tried === 0) return skip(this, 'the target refuses what is made up from its schemas')
    assert.deepEqual(faults, [])
    return undefined
  },
)
