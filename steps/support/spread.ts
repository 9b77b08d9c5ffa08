type Json = Record<string, unknown>

/** The body of a person or group, by the name that the scenario has for them, with what is its own laid over. */
export type BodyOf = (name: string, own: Json) => Json

const SPREAD = /^(.+?)(?: without (.+))?$/

/**
 * A body of a feature with `"...": "Ada"` opened out into all that a user Ada needs on this target,
 * and `"...": "Ada without userName, emails"` into that less some of it.
 */
export function spread(value: unknown, bodyOf: BodyOf): unknown {
  if (Array.isArray(value)) return value.map((item) => spread(item, bodyOf))
  if (typeof value !== 'object' || value === null) return value
  const { '...': source, ...rest } = value as Json
  const own = Object.fromEntries(
    Object.entries(rest).map(([name, member]) => [name, spread(member, bodyOf)]),
  )
  if (typeof source !== 'string') return own
  const [, name = '', without] = SPREAD.exec(source) ?? []
  const left = new Set(without?.split(', '))
  const whole = bodyOf(name, own)
  const kept = Object.keys(whole).filter((member) => !left.has(member))
  const again = Object.keys(own).filter((member) => left.has(member))
  return Object.fromEntries([...kept, ...again].map((member) => [member, whole[member]]))
}

/** Whose body it is, when a body is somebody's: `Ada`, `group Finance`. */
export function ownerOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('...' in value)) return undefined
  return SPREAD.exec(String(value['...']))?.[1]
}
