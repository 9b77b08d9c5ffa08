import {
  amend,
  current,
  ENTERPRISE,
  error,
  items,
  ONE,
  on,
  part,
  tell,
  tellBody,
  tellEach,
  without,
} from '../alter.ts'
import type { Alteration, Answer, Json, Passing } from '../altered-server.ts'
import type { Variant } from './variant.ts'

const ALL = on('GET POST PUT PATCH DELETE', /^\//)
const RESOURCES = on('GET POST PUT PATCH', /^\/(Users|Groups)/)
const USERS = on('GET POST PUT PATCH', /^\/Users/)
const WRITES = on('POST PUT PATCH', /^\/(Users|Groups)(?!\/\.search)/)
const ON_LISTS = ['emails', 'phoneNumbers', 'addresses', 'ims', 'photos', 'roles', 'entitlements']

/** One alteration on top of the other. */
function together(...all: readonly Alteration[]): Alteration {
  return {
    async ask(passing) {
      for (const one of all) {
        const answer = await one.ask?.(passing)
        if (answer !== undefined) return answer
      }
      return undefined
    },
    async tell(passing, answer) {
      let told = answer
      for (const one of all) told = (await one.tell?.(passing, told)) ?? told
      return told
    },
  }
}

/** Absent, null and an empty list are one state (RFC 7643 §2.5). */
const unassigned = tellEach(
  (passing) =>
    RESOURCES(passing) && !/ttributes=/.test(passing.path) && !/search/.test(passing.path),
  (one) => {
    const empty =
      one.userName === undefined
        ? { members: [] }
        : { nickName: null, title: null, photos: [], ims: [] }
    return { ...empty, ...one }
  },
)

/** Nine digits behind the point are as good as three. */
const nanoseconds = tellEach(RESOURCES, (one) => {
  const meta = part(one.meta)
  const exact = (name: string) =>
    typeof meta[name] === 'string' ? { [name]: meta[name].replace(/(\.\d{3})Z$/, '$1000000Z') } : {}
  return one.meta
    ? { ...one, meta: { ...meta, ...exact('created'), ...exact('lastModified') } }
    : one
})

const escaped = tell(ALL, (answer) =>
  answer.body
    ? {
        ...answer,
        text: JSON.stringify(answer.body)
          .replace(/[\u007f-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
          .replaceAll('&', '\\u0026'),
      }
    : answer,
)

function eachValue(
  one: Json,
  name: string,
  change: (value: Json, at: number, all: Json[]) => Json,
): Json {
  const all = items(one[name])
  return Array.isArray(one[name])
    ? { ...one, [name]: all.map((value, at) => change(part(value), at, all)) }
    : one
}

/** Telephone numbers without blanks, dashes and brackets. */
const canonical = tellEach(USERS, (one) =>
  eachValue(one, 'phoneNumbers', (value) =>
    typeof value.value === 'string'
      ? { ...value, value: value.value.replace(/[ ()-]/g, '') }
      : value,
  ),
)

/** Says of every value whether it is the primary one. */
const tellsPrimary = tellEach(
  (passing) => USERS(passing) && !/ttributes=/.test(passing.path) && !/search/.test(passing.path),
  (one) =>
    ON_LISTS.reduce(
      (user, name) => eachValue(user, name, (value) => ({ primary: false, ...value })),
      one,
    ),
)

const namesExtension = tellEach(USERS, (one) =>
  one.userName === undefined || !Array.isArray(one.schemas)
    ? one
    : { ...one, schemas: [...new Set([...(one.schemas as string[]), ENTERPRISE])] },
)

const sentUser = ({ method, path, body }: Passing): Json =>
  /^\/Users/.test(path) && !path.includes('.search') && method !== 'PATCH' ? part(body) : {}

/** A body of which a part is not to the service's taste. */
function distasteful(passing: Passing): boolean {
  const { password, locale, timezone } = sentUser(passing)
  const weak = typeof password === 'string' && password.length < 8
  const odd = typeof locale === 'string' && !/^[a-z]{2,3}([-_][A-Z]{2})?$/.test(locale)
  const nowhere = typeof timezone === 'string' && !/^[A-Z]\w+\/\w+$/.test(timezone)
  const markup = WRITES(passing) && /<\w+>/.test(passing.text)
  return weak || odd || nowhere || markup
}

/** A patch that gives a list one value, or nothing at all, by another form than its own. */
function loose({ method, body }: Passing): boolean {
  if (method !== 'PATCH') return false
  return items(body?.Operations).some(({ path, value }) => {
    const single = ON_LISTS.includes(String(path)) && value !== undefined && !Array.isArray(value)
    return single || value === null
  })
}

/** A second group of one name. */
async function namesake(passing: Passing): Promise<boolean> {
  const name = passing.body?.displayName
  if (!on('POST', /^\/Groups$/)(passing) || typeof name !== 'string') return false
  const query = encodeURIComponent(`displayName eq ${JSON.stringify(name)}`)
  const found = await passing.call('GET', `/Groups?filter=${query}`)
  return Number(found.body?.totalResults) > 0
}

const strict: Alteration = {
  async ask(passing) {
    if (distasteful(passing) || loose(passing)) return error(400, 'invalidValue')
    return (await namesake(passing)) ? error(409, 'uniqueness') : undefined
  },
}

const readOnlyGroups: Alteration = {
  ask: (passing) =>
    on('POST PUT PATCH DELETE', /^\/Groups(?!\/\.search)/)(passing) ? error(403) : undefined,
}

/** What the schema of groups says of it. */
const closedGroups = tellEach(on('GET', /^\/Schemas/), (one) =>
  String(one.id).endsWith(':core:2.0:Group')
    ? { ...one, ...eachValue(one, 'attributes', (each) => ({ ...each, mutability: 'readOnly' })) }
    : one,
)

const memberless: Alteration = tellEach(USERS, (one) => without(one, 'groups'))

/** Whoever is a member of a group cannot be deleted before they leave it. */
const needsLeave: Alteration = {
  async ask(passing): Promise<Answer | undefined> {
    if (!on('DELETE', /^\/Users\//)(passing)) return undefined
    return items((await current(passing)).groups).length > 0 ? error(409) : undefined
  },
}

const tellsLocation = tell(on('GET PUT PATCH', ONE), (answer) => {
  const location = part(answer.body?.meta).location
  return typeof location === 'string'
    ? { ...answer, headers: { ...answer.headers, 'content-location': location, location } }
    : answer
})

/** Five operations at most. */
const smallBulk: Alteration = {
  ask: ({ path, body }) =>
    path.startsWith('/Bulk') && items(body?.Operations).length > 5
      ? { ...error(413), body: { ...error(413).body, detail: 'maxOperations is 5' } }
      : undefined,
  ...tellBody(on('GET', /^\/ServiceProviderConfig/), (body) => ({
    ...body,
    bulk: { ...part(body.bulk), maxOperations: 5 },
  })),
}

/** A userName is the same in any letter case: the service keeps one of them. */
const lowerCase = amend(WRITES, ({ body }) => {
  if (typeof body?.userName === 'string') body.userName = body.userName.toLowerCase()
  for (const one of items(body?.Operations)) {
    if (one.path === 'userName' && typeof one.value === 'string')
      one.value = one.value.toLowerCase()
  }
})

/** Customs of the house that the RFCs leave to it. */
export const CUSTOMS: readonly Variant[] = [
  {
    name: 'writes what has no value, times to the nanosecond and letters as escapes',
    alteration: together(unassigned, nanoseconds, escaped),
  },
  {
    name: 'has telephone numbers in one form, says who is not primary and names its extension always',
    alteration: together(canonical, tellsPrimary, namesExtension),
  },
  { name: 'has a taste in passwords, places, signs and names of groups', alteration: strict },
  {
    name: 'groups come from elsewhere and are not shown at users',
    alteration: together(readOnlyGroups, closedGroups, memberless),
  },
  {
    name: 'lets no member go, tells where everything is, and does five things at once',
    alteration: together(needsLeave, tellsLocation, smallBulk),
  },
  { name: 'keeps userNames in lower case', alteration: lowerCase },
]
