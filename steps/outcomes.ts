import assert from 'node:assert/strict'
import { type DataTable, Then } from '@cucumber/cucumber'
import { expectCell } from './support/expectation.ts'
import { type Answer, expectStatus } from './support/http.ts'
import { namesIn, resourcesIn } from './support/list.ts'
import { observe } from './support/observe.ts'
import { errorIn, expectScimType } from './support/schema.ts'
import type { ScimWorld } from './world.ts'

/**
 * Rows of the catalogue's acceptable outcomes, each with its statuses and, where they do not tell it apart,
 * with `lists Ada` or with a path and its cell, of the answer or of `Ada:` as she is then. The first row that
 * is so is what the server does.
 */
Then(
  /^(?:the outcome is one of ((?:RFC|OKTA-)[\d.-]+-A\d+)|one of these is so):$/,
  async function (this: ScimWorld, requirement: string | null, table: DataTable) {
    for (const [observed = '', error = '', more = ''] of table.raw()) {
      if (!(await isSo(() => expectOutcome(this, error, more)))) continue
      if (requirement !== null) observe(this, { requirement, observed })
      return
    }
    const { method, path, status, text } = this.answer
    assert.fail(`${method} ${path} answered ${status} ${text.slice(0, 500)}: none of these`)
  },
)

async function isSo(expectation: () => Promise<void>): Promise<boolean> {
  try {
    await expectation()
    return true
  } catch (error) {
    if (error instanceof assert.AssertionError) return false
    throw error
  }
}

async function expectOutcome(world: ScimWorld, error: string, more: string): Promise<void> {
  const expected = errorIn(error)
  expectStatus(world.answer, ...expected.statuses)
  const answered = members(world.answer)
  if (expected.scimTypes.length > 0)
    expectScimType(answered.scimType, world.answer.status, expected)
  if (more === '') return
  if (more === 'lists nothing') {
    assert.equal(answered.totalResults, 0)
  } else if (more.startsWith('lists ')) {
    const names = world.namesOf(resourcesIn(world.answer)).sort()
    assert.deepEqual(names, namesIn(more.slice(6)).sort())
  } else {
    await expectMember(world, more, answered)
  }
}

async function expectMember(
  world: ScimWorld,
  more: string,
  answered: Record<string, unknown>,
): Promise<void> {
  const [, who, path = '', cell = ''] = /^(?:([A-Z]\w+): )?(\S+) (.+)$/.exec(more) ?? []
  const source = who === undefined ? answered : members(await world.scim.get(world.pathOf(who)))
  expectCell(cell, world.fill, source, path)
}

function members({ body, headers }: Answer): Record<string, unknown> {
  const whole = typeof body === 'object' && body !== null ? body : {}
  return { ...whole, header: headers }
}
