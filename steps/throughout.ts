import assert from 'node:assert/strict'
import { Before, Then } from '@cucumber/cucumber'
import { skip } from './support/skip.ts'
import type { ScimWorld } from './world.ts'

/** The media type under which a scenario tells which of several allowed outcomes it saw. */
const OBSERVED = 'application/vnd.scimulate.observed+json'

Before({ name: 'look back at the run', tags: '@throughout' }, function (this: ScimWorld) {
  const seen = seenBy(this)
  for (const one of seen.flatMap(({ observed }) => observed))
    this.attach(JSON.stringify(one), OBSERVED)
  if (seen.some(({ looks }) => looks > 0)) return undefined
  return skip(this, 'no exchange of the run could show it')
})

Then('nothing in the run shows otherwise', function (this: ScimWorld) {
  for (const { looks, faults, samples } of seenBy(this)) {
    assert.ok(faults === 0, [`${faults} of ${looks} times:`, ...samples].join('\n'))
  }
})

/** What the run showed of the requirements that the scenario is about. */
function seenBy({ tags, parameters: { throughout = {} } }: ScimWorld) {
  const seen = tags.flatMap((tag) => throughout[tag] ?? [])
  if (seen.length === 0) throw new Error('no check looks back at the run for this requirement')
  return seen
}
