import { existsSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import type { Waiver } from '../../reports/verdicts/waiver.ts'
import { parseWaivers } from '../../reports/waiver-file.ts'
import { type Overrides, readOverrides } from '../../steps/support/overrides.ts'
import type { Route } from '../../steps/support/recorder/agents.ts'
import type { Auth } from '../../steps/support/recorder/credential.ts'
import type { StytchProject } from '../../steps/support/stytch-members.ts'
import { usage } from '../exit-code.ts'
import { authOf, bearer, type RawAuth } from './auth-options.ts'
import { type OwnFiles, ownFiles } from './own-files.ts'
import { type RawRoute, routeOf } from './route-options.ts'
import { type RawSelection, selectedTags } from './selection.ts'

/** The flags as commander gives them. */
export interface RawCheckOptions extends RawAuth, RawRoute, RawSelection {
  readonly secondToken?: string
  readonly name?: string
  readonly out: string
  readonly seed?: number
  readonly strict: boolean
  readonly explore?: number
  readonly concurrency: number
  readonly rps?: number
  readonly assume: readonly string[]
  readonly force: readonly string[]
  readonly readOnly?: boolean
  readonly yes?: boolean
  readonly dryRun?: boolean
  readonly list?: boolean
  readonly config?: string
  readonly features?: readonly string[]
  readonly order?: string
  readonly shard?: string
  readonly workers?: number
  readonly start?: string
  readonly wait?: string
  readonly resetHook?: string
  readonly overrides?: string
  readonly waivers?: string
  readonly writeWaivers?: string
  readonly observers?: string
  readonly withFeatures?: readonly string[]
  readonly steps?: readonly string[]
  readonly webhookListen?: number
  readonly webhookSecret?: string
}

/** Somebody's server, and how it knows us. */
export interface RemoteOptions {
  readonly baseUrl: string
  readonly auth: Auth
  readonly secondToken: Auth | undefined
  readonly route: Route
}

export interface CheckOptions {
  /** Undefined means our own server. */
  readonly remote: RemoteOptions | undefined
  readonly tags: string
  readonly name: string | undefined
  readonly out: string
  readonly seed: number
  readonly strict: boolean
  /** Random histories after the suite. */
  readonly explore: number
  readonly concurrency: number
  readonly rps: number | undefined
  /** Capabilities that the user knows better than any probe. */
  readonly assume: ReadonlyMap<string, boolean>
  readonly readOnly: boolean
  readonly yes: boolean
  readonly dryRun: boolean
  readonly list: boolean
  /** Files of features in the place of ours. */
  readonly features: readonly string[]
  readonly order: string
  readonly shard: string
  /** Processes that share the run, each with a server of ours. */
  readonly workers: number
  readonly start: { readonly command: string; readonly wait: string } | undefined
  readonly resetHook: string | undefined
  readonly overrides: Overrides
  readonly waivers: readonly Waiver[]
  /** Where a first baseline of waivers goes. */
  readonly writeWaivers: string | undefined
  readonly observers: string | undefined
  /** Features and steps of the user's own. */
  readonly own: OwnFiles
  /** The Stytch project that tells of members. */
  readonly stytch: StytchProject | undefined
  readonly webhooks: { readonly port: number; readonly secret: string } | undefined
}

type Environment = Readonly<Record<string, string | undefined>>

/** Flags and environment as one checked whole; what is wrong with them is said by its name. */
export function checkOptions(
  url: string | undefined,
  raw: RawCheckOptions,
  environment: Environment,
): CheckOptions {
  return {
    // A list is made without anybody's server.
    remote: raw.list ? undefined : remoteOf(url, raw, environment),
    tags: selectedTags(raw),
    name: raw.name,
    out: raw.out,
    seed: raw.seed ?? Math.floor(Math.random() * 1_000_000),
    strict: raw.strict,
    explore: exploreIn(raw),
    concurrency: raw.concurrency,
    rps: raw.rps,
    assume: assumptionsIn(raw.assume, raw.force),
    readOnly: raw.readOnly ?? false,
    yes: raw.yes ?? false,
    dryRun: raw.dryRun ?? false,
    list: raw.list ?? false,
    features: featuresIn(raw.features ?? []),
    order: orderIn(raw.order ?? 'defined'),
    shard: shardIn(raw.shard ?? ''),
    workers: workersIn(url, raw, environment),
    start: startIn(raw),
    resetHook: raw.resetHook,
    overrides: overridesIn(raw.overrides),
    waivers: waiversIn(raw.waivers),
    writeWaivers: raw.writeWaivers,
    observers: raw.observers,
    own: ownFiles(raw),
    stytch: stytchIn(environment),
    webhooks: webhooksIn(raw),
  }
}

function exploreIn({ explore = 0, readOnly }: RawCheckOptions): number {
  if (explore > 0 && readOnly) throw usage('--explore writes: it does not go with --read-only')
  return explore
}

function stytchIn(environment: Environment): StytchProject | undefined {
  const projectId = nonEmpty(environment.STYTCH_PROJECT_ID)
  const secret = nonEmpty(environment.STYTCH_SECRET)
  if (projectId === undefined && secret === undefined) return undefined
  if (projectId === undefined) throw usage('STYTCH_SECRET is set, STYTCH_PROJECT_ID is not')
  if (secret === undefined) throw usage('STYTCH_PROJECT_ID is set, STYTCH_SECRET is not')
  return { projectId, secret }
}

/** Somebody who comes from cucumber names a feature here. */
function quoted(wrong: string): string {
  return `"${wrong}"${existsSync(wrong) ? `; for one feature: --features ${wrong}` : ''}`
}

function remoteOf(
  url: string | undefined,
  raw: RawCheckOptions,
  environment: Environment,
): RemoteOptions | undefined {
  const baseUrl = url ?? nonEmpty(environment.SCIM_BASE_URL)
  const auth = authOf(raw, environment)
  if (baseUrl === undefined) {
    if (auth === undefined) return undefined
    throw usage(
      'a credential without a server: give the base URL too, as argument or SCIM_BASE_URL',
    )
  }
  const name = url === undefined ? 'SCIM_BASE_URL' : 'the base URL'
  if (!/^https?:\/\//i.test(baseUrl) || !URL.canParse(baseUrl)) {
    throw usage(
      `${name} must be an http or https URL such as https://example.com/scim/v2, not ${quoted(baseUrl)}`,
    )
  }
  if (new URL(baseUrl).username !== '') {
    throw usage(`${name} must not hold credentials: give the token with SCIM_TOKEN`)
  }
  if (auth === undefined) {
    throw usage(
      'no credential: set SCIM_TOKEN, or give --token, --basic, --header, --oauth-… or --anonymous',
    )
  }
  const second = raw.secondToken ?? nonEmpty(environment.SCIM_SECOND_TOKEN)
  return {
    baseUrl,
    auth,
    secondToken: second === undefined ? undefined : bearer(second),
    route: routeOf(raw),
  }
}

/** `--assume patch=off`, and `--force patch`, which is the same as `--assume patch=on`. */
function assumptionsIn(assume: readonly string[], force: readonly string[]): Map<string, boolean> {
  const out = new Map<string, boolean>()
  for (const text of [...assume, ...force.map((flag) => `${flag}=on`)]) {
    const [, flag = '', value = ''] = /^([\w-]+)=(on|off)$/.exec(text) ?? []
    if (flag === '') throw usage(`--assume must be flag=on or flag=off, not "${text}"`)
    out.set(flag, value === 'on')
  }
  return out
}

function featuresIn(files: readonly string[]): string[] {
  const missing = files.find((file) => !existsSync(file))
  if (missing !== undefined) throw usage(`--features: there is no file ${missing}`)
  return files.map((file) => resolve(file))
}

function orderIn(order: string): string {
  if (!/^(defined|random(:\d{1,9})?)$/.test(order))
    throw usage('--order must be defined, random or random:seed')
  return order
}

function shardIn(shard: string): string {
  const [, k = '1', n = '1'] = /^(\d{1,4})\/(\d{1,4})$/.exec(shard) ?? []
  const fits = shard === '' || (shard.includes('/') && Number(k) >= 1 && Number(k) <= Number(n))
  if (!fits) throw usage(`--shard must be k/n with k from 1 to n, not "${shard}"`)
  return shard
}

/** A whole run on our own server takes the cores that there are; a part of it is over before others are up. */
function workersIn(
  url: string | undefined,
  raw: RawCheckOptions,
  environment: Environment,
): number {
  const remote = (url ?? nonEmpty(environment.SCIM_BASE_URL)) !== undefined
  const { workers, shard = '', name, features = [] } = raw
  if (workers === undefined) {
    const whole = shard === '' && name === undefined && features.length === 0
    return whole && !remote && selectedTags(raw) === '' ? Math.min(availableParallelism(), 4) : 1
  }
  if (workers > 1 && remote) {
    throw usage('--workers is for our own server: on yours each would meet what the others do')
  }
  if (workers > 1 && shard !== '') throw usage('--workers and --shard do not go together')
  return workers
}

function overridesIn(file: string | undefined): Overrides {
  try {
    return file === undefined ? {} : readOverrides(file)
  } catch (error) {
    throw usage(`--overrides: ${faultOf(error)}`)
  }
}

function waiversIn(file: string | undefined): readonly Waiver[] {
  try {
    return file === undefined ? [] : parseWaivers(file, readFileSync(file, 'utf8'))
  } catch (error) {
    throw usage(`--waivers: ${faultOf(error)}`)
  }
}

/** What is wrong with a file; why it cannot be read is said as everywhere. */
function faultOf(error: unknown): string {
  const { code, path, message } = error as NodeJS.ErrnoException
  return code === undefined ? message : `the file ${path} cannot be read`
}

function startIn({ start, wait }: RawCheckOptions): CheckOptions['start'] {
  if (start === undefined && wait === undefined) return undefined
  if (start === undefined || wait === undefined || !URL.canParse(wait)) {
    throw usage('--start needs --wait with a URL that answers once the server is up')
  }
  return { command: start, wait }
}

function webhooksIn({ webhookListen, webhookSecret }: RawCheckOptions): CheckOptions['webhooks'] {
  if (webhookListen === undefined && webhookSecret === undefined) return undefined
  if (webhookListen === undefined || webhookSecret === undefined) {
    throw usage('--webhook-listen and --webhook-secret go together')
  }
  return { port: webhookListen, secret: webhookSecret }
}

function nonEmpty(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === '' ? undefined : value.trim()
}
