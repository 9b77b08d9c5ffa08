type Json = Record<string, unknown>

/** Where a value goes: an attribute, a part of one, or a part of the element that a condition names. */
interface Place {
  readonly attribute: string
  readonly where?: { readonly name: string; readonly value: unknown }
  readonly part?: string
}

const PATH =
  /^(?<attribute>[\w$-]+)(?:\.\^?\[(?<name>\w+)\s*==\s*(?<wanted>true|false|'[^']*'|"[^"]*")\])?(?:\.(?<part>[\w$-]+))?$/

/** Whether an external name can be read: `title`, `name.givenName`, `emails.^[type=='work'].value`. */
export function isPath(path: string): boolean {
  return PATH.test(path)
}

const places = new Map<string, Place>()

/** Reading is pure, and there are few names: they are remembered for all. */
function placeOf(path: string): Place {
  const known = places.get(path)
  if (known !== undefined) return known
  const { attribute = path, name, wanted = '', part } = PATH.exec(path)?.groups ?? {}
  const value = /^['"]/.test(wanted) ? wanted.slice(1, -1) : wanted === 'true'
  const place = {
    attribute,
    ...(name === undefined ? {} : { where: { name, value } }),
    ...(part === undefined ? {} : { part }),
  }
  if (places.size < 10_000) places.set(path, place)
  return place
}

/** Writes a value into a resource; what stands beside it there stays, and a missing element is added. */
export function write(resource: Json, path: string, value: unknown): void {
  const { attribute, where, part } = placeOf(path)
  if (where !== undefined) {
    writeElement(resource, attribute, where, part ?? 'value', value)
  } else if (part === undefined) {
    resource[attribute] = value
  } else {
    const whole = resource[attribute]
    resource[attribute] = isObject(whole) ? { ...whole, [part]: value } : { [part]: value }
  }
}

/** The value at a path; of several elements that fit, the first's. */
export function read(resource: Json, path: string): unknown {
  const { attribute, where, part } = placeOf(path)
  const whole = resource[attribute]
  if (where === undefined)
    return part === undefined ? whole : isObject(whole) ? whole[part] : undefined
  const list: unknown[] = Array.isArray(whole) ? whole : []
  const element = list.find((one) => isObject(one) && fits(one[where.name], where.value))
  return isObject(element) ? element[part ?? 'value'] : undefined
}

function writeElement(
  resource: Json,
  attribute: string,
  { name, value: wanted }: { readonly name: string; readonly value: unknown },
  part: string,
  value: unknown,
): void {
  const before = resource[attribute]
  const list: unknown[] = Array.isArray(before) ? [...before] : []
  const at = list.findIndex((one) => isObject(one) && fits(one[name], wanted))
  const element = at < 0 ? undefined : list[at]
  if (isObject(element)) list[at] = { ...element, [part]: value }
  else list.push({ [name]: wanted, [part]: value })
  resource[attribute] = list
}

/** A server may leave `primary:false` out. */
function fits(value: unknown, wanted: unknown): boolean {
  return wanted === false ? value !== true : value === wanted
}

/** Takes a value out of a resource, and with it an element or object of which nothing else is left. */
export function erase(resource: Json, path: string): void {
  const { attribute, where, part } = placeOf(path)
  const whole = resource[attribute]
  if (where !== undefined && Array.isArray(whole)) {
    const { name, value } = where
    const list = whole.map((one) =>
      isObject(one) && fits(one[name], value) ? without(one, part ?? 'value') : one,
    )
    resource[attribute] = list.filter(
      (one) => !isObject(one) || Object.keys(one).some((key) => key !== name),
    )
  } else if (part === undefined) {
    delete resource[attribute]
  } else if (isObject(whole)) {
    resource[attribute] = without(whole, part)
  }
}

function without(object: Json, name: string): Json {
  const { [name]: _, ...rest } = object
  return rest
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
