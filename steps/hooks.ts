import { After, Before, setDefaultTimeout } from '@cucumber/cucumber'
import { Interrupted } from './support/recorder/control.ts'
import type { RunParameters } from './support/run-parameters.ts'
import { skip } from './support/skip.ts'
import type { ScimWorld } from './world.ts'

setDefaultTimeout(60_000)

Before({ name: 'skip what this target cannot do' }, function (this: ScimWorld, { pickle }) {
  const tags = pickle.tags.map(({ name }) => name)
  this.tags = tags.map((name) => name.slice(1))
  const reason = missing(tags, this.parameters)
  return reason === undefined ? undefined : skip(this, reason)
})

Before(
  { name: 'give the scenario its target', tags: 'not @throughout' },
  async function (this: ScimWorld, { testCaseStartedId, pickle }) {
    try {
      await this.begin(testCaseStartedId, `${pickle.uri}:${pickle.location?.line ?? 0}`)
      return undefined
    } catch (error) {
      if (error instanceof Interrupted) return skip(this, error.message)
      throw error
    }
  },
)

Before({ name: 'watch webhooks', tags: '@needs-webhooks' }, async function (this: ScimWorld) {
  await this.watchWebhooks()
})

After(async function (this: ScimWorld) {
  await this.end()
})

/** Why this target cannot run a scenario with these tags; undefined when it can. */
function missing(
  tags: readonly string[],
  { target, capabilities, readOnly }: RunParameters,
): string | undefined {
  if (readOnly && !tags.includes('@read-only')) return 'it writes, and the run is read-only'
  if (tags.includes('@reference') && target.kind !== 'reference') {
    return 'only the reference server can run this'
  }
  for (const tag of tags.filter((name) => name.startsWith('@needs-'))) {
    const flag = tag.slice('@needs-'.length)
    const found = capabilities.find((capability) => capability.flag === flag)
    if (found?.value !== true) {
      return `needs ${flag}: ${found?.source ?? 'nothing says that the target has it'}`
    }
  }
  return undefined
}
