import { usage } from '../exit-code.ts'

/** What somebody wants to be fit for, by the tag that its features carry. */
const PROFILES: Readonly<Record<string, string>> = { rfc: '@scim', okta: '@okta', entra: '@entra' }

export interface RawSelection {
  readonly tags?: string
  readonly profile?: string
  readonly only?: readonly string[]
}

/** One tag expression for --profile, --only and --tags together. */
export function selectedTags({ tags = '', profile = 'all', only = [] }: RawSelection): string {
  if (!isExpression(tags)) {
    throw usage(`--tags takes an expression such as "@okta and not @needs-bulk", not "${tags}"`)
  }
  const parts = [tags.trim(), profileTags(profile), only.map(requirementTag).join(' or ')].filter(
    (part) => part !== '',
  )
  return parts.length < 2 ? parts.join('') : parts.map((part) => `(${part})`).join(' and ')
}

/** Puts together what is well formed until one tag is left; nothing at all is well formed, too. */
function isExpression(tags: string): boolean {
  let rest = tags
    .replace(/[()]/g, ' $& ')
    .replace(/@[^\s()]+/g, 'T')
    .replace(/\s+/g, ' ')
    .trim()
  for (let before = ''; before !== rest; ) {
    before = rest
    rest = rest.replace(/\( T \)|not T|T (?:and|or) T/g, 'T')
  }
  return rest === 'T' || rest === ''
}

function profileTags(profile: string): string {
  const names = profile.split(',').map((name) => name.trim().toLowerCase())
  const unknown = names.find((name) => name !== 'all' && !(name in PROFILES))
  if (unknown !== undefined) {
    throw usage(`--profile must be of rfc, okta, entra and all, not "${unknown}"`)
  }
  return names.includes('all') ? '' : names.map((name) => PROFILES[name]).join(' or ')
}

function requirementTag(id: string): string {
  const bare = id.trim().replace(/^@/, '').toUpperCase()
  if (!/^[A-Z]+\d*(-[\w.]+)+$/.test(bare)) {
    throw usage(`--only takes the id of a requirement, such as RFC7644-3.5.2.3-02, not "${id}"`)
  }
  return `@${bare}`
}
