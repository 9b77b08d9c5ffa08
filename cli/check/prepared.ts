import { loadCatalogue } from '../../reports/catalogue.ts'
import { CommandError, EXIT, usage } from '../exit-code.ts'
import { FEATURES } from '../features-folder.ts'
import { programs } from '../programs.ts'
import { authOf } from './auth-options.ts'
import type { ConfigFile } from './config-file.ts'
import { type CheckOptions, checkOptions, type RawCheckOptions } from './options.ts'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Flags, configuration file and environment as one checked whole. On a terminal a token that nobody gave
 * is asked for; it is never shown.
 *
 * @param given the flags that were typed
 * @param flags all flags, with the defaults of those that were not
 */
export async function prepared(
  url: string | undefined,
  given: Partial<RawCheckOptions>,
  flags: RawCheckOptions,
  environment: Environment,
): Promise<CheckOptions> {
  const config = configOf(given.config)
  const raw = { ...flags, ...config, ...given }
  const baseUrl = url ?? config.url
  if (given.only !== undefined) await requireKnown(given.only)
  const token = await askedToken(baseUrl ?? environment.SCIM_BASE_URL, raw, environment)
  return checkOptions(baseUrl, token === undefined ? raw : { ...raw, token }, environment)
}

/** A mistyped id would select nothing, and nothing fails there. */
async function requireKnown(ids: readonly string[]): Promise<void> {
  const known = new Set((await loadCatalogue(`${FEATURES}/requirements`)).map(({ id }) => id))
  const unknown = ids.find((id) => !known.has(id.trim().replace(/^@/, '').toUpperCase()))
  if (unknown === undefined) return
  throw usage(`--only: there is no requirement ${unknown}; scimulate check --list names them all`)
}

function configOf(path: string | undefined): ConfigFile {
  if (path === undefined) return {}
  const { readConfig } = programs.configFile()
  return readConfig(path)
}

async function askedToken(
  baseUrl: string | undefined,
  raw: RawCheckOptions,
  environment: Environment,
): Promise<string | undefined> {
  const needless = baseUrl === undefined || !URL.canParse(baseUrl) || raw.list === true
  if (needless || authOf(raw, environment) !== undefined) return undefined
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined
  const { isCancel, password } = await import('@clack/prompts')
  const answer = await password({
    message: `Bearer token for ${new URL(baseUrl).host} (it is not shown)`,
    output: process.stderr,
  })
  if (isCancel(answer)) throw new CommandError(EXIT.interrupted, 'nothing was sent')
  if (answer === undefined || answer.trim() === '') throw usage('the token is empty')
  return answer
}
