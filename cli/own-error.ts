import { inspect } from 'node:util'
import { Mask } from '../reports/redact.ts'

type Environment = Readonly<Record<string, string | undefined>>

const FLAGS = new Set([
  '--token',
  '--second-token',
  '--basic',
  '--header',
  '--oauth-client-secret',
  '--webhook-secret',
  '--api-token',
  '--proxy',
  '--database-url',
  '--project',
])
/** By their names: a seed file may take a secret from any variable. */
const VARIABLES = /(?:TOKEN|SECRET|PASSWORD)$|^DATABASE_URL$/
const SCHEMES = /\b(Bearer|Basic|SSWS|Digest)\s+(?!\*\*\*|\$)[\w.~+/=-]+/gi

/** What went wrong inside the program, without what no terminal and no log of a CI may hold. */
export function ownError(
  error: unknown,
  words: readonly string[],
  environment: Environment,
): { readonly line: string; readonly whole: string } {
  const mask = new Mask(givenSecrets(words, environment))
  const clean = (text: string) => mask.body(text).replace(SCHEMES, '$1 ***')
  return {
    line: clean(error instanceof Error ? error.message : String(error)),
    whole: clean(inspect(error)),
  }
}

function givenSecrets(words: readonly string[], environment: Environment): string[] {
  const flagged = words.flatMap((word, index) => {
    const [flag = '', ...rest] = word.split('=')
    if (!FLAGS.has(flag)) return []
    return rest.length > 0 ? [rest.join('=')] : [words[index + 1] ?? '']
  })
  const set = Object.entries(environment).flatMap(([name, value = '']) =>
    VARIABLES.test(name) ? [value] : [],
  )
  return [...flagged, ...set].flatMap(partsOf)
}

/** `user:password`, `Name: value` and the password of a URL are secret by themselves as well. */
function partsOf(value: string): string[] {
  const inUrl = URL.canParse(value) ? [decodeURIComponent(new URL(value).password)] : []
  const behindColon = /^[^:/]+:\s*(?!\/\/)(.+)$/.exec(value)?.[1]
  return [value, ...inUrl, behindColon ?? ''].filter((part) => part !== '')
}
