import type { Exchange } from '../recorder/exchange.ts'
import { AGREEMENT_CHECKS } from './agreement.ts'
import type { Checks, Look } from './check.ts'
import { ERROR_CHECKS } from './errors.ts'
import { IDENTITY_CHECKS } from './identity.ts'
import { MESSAGE_CHECKS } from './messages.ts'
import { OKTA_CHECKS } from './okta.ts'
import { TYPE_CHECKS } from './resource-types.ts'
import { RESOURCE_CHECKS } from './resources.ts'
import { runOf } from './run.ts'
import { SCHEMA_CHECKS } from './schema-documents.ts'
import { CONFIG_CHECKS } from './service-config.ts'
import { SHAPE_CHECKS } from './standard-shapes.ts'
import { UNDECLARED_CHECKS } from './undeclared.ts'
import { VALUE_CHECKS } from './values.ts'

/** What the whole run showed of one requirement. */
export interface Throughout {
  /** How often it could be judged. */
  readonly looks: number
  readonly faults: number
  /** The first few faults, each with its exchange. */
  readonly samples: readonly string[]
  readonly observed: readonly { readonly requirement: string; readonly observed: string }[]
}

const CHECKS: Checks = {
  ...ERROR_CHECKS,
  ...MESSAGE_CHECKS,
  ...RESOURCE_CHECKS,
  ...IDENTITY_CHECKS,
  ...VALUE_CHECKS,
  ...CONFIG_CHECKS,
  ...TYPE_CHECKS,
  ...SCHEMA_CHECKS,
  ...SHAPE_CHECKS,
  ...AGREEMENT_CHECKS,
  ...UNDECLARED_CHECKS,
  ...OKTA_CHECKS,
}

const MOST_SAMPLES = 5

/** Judges every requirement that can be seen on any exchange, once, when the run is over. */
export function judgeThroughout(
  exchanges: readonly Exchange[],
  bases: readonly string[],
): Record<string, Throughout> {
  // What was played in the target's place is none of its answers.
  const run = runOf(
    exchanges.filter(({ played }) => played !== true),
    bases,
  )
  return Object.fromEntries(
    Object.entries(CHECKS).map(([id, check]) => [id, summaryOf(check(run))]),
  )
}

function summaryOf(looks: readonly Look[]): Throughout {
  const faults = looks.filter(({ fault }) => fault !== undefined)
  const seen = new Map(
    looks.flatMap(({ observed }) =>
      observed ? [[`${observed.requirement} ${observed.observed}`, observed] as const] : [],
    ),
  )
  return {
    looks: looks.length,
    faults: faults.length,
    samples: faults.slice(0, MOST_SAMPLES).map(({ place, fault }) => `${place}: ${fault}`),
    observed: [...seen.values()],
  }
}
