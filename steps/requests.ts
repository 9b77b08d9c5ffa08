import { When } from '@cucumber/cucumber'
import type { Answer, Http, Method } from './support/http.ts'
import { encodedPath, type Message, messageIn, messagesIn } from './support/http-message.ts'
import { asGroup } from './support/new-resource.ts'
import { ownerOf, spread } from './support/spread.ts'
import { filledJson, valueAt, valuesAt } from './support/table.ts'
import { completed } from './support/target-schema.ts'
import type { ScimWorld } from './world.ts'

When(
  /^the client sends ([A-Z]+) "(.+)"$/,
  async function (this: ScimWorld, method: Method, path: string) {
    this.answer = await this.scim.send(method, encodedPath(path, this.fill))
  },
)

When('the client sends:', async function (this: ScimWorld, text: string) {
  await meet(this, text)
  const message = messageIn(text, this.fill)
  this.answer = await send(this, this.scim, message)
  remember(this, message)
})

When(
  /^the client sends at once(, and again what is put off)?:$/,
  async function (this: ScimWorld, again: string | null, text: string) {
    await meet(this, text)
    const messages = messagesIn(text, this.fill)
    const once = (message: Message) => send(this, this.scim, message)
    this.answers = await Promise.all(messages.map(once))
    if (again === null) return
    const late = messages.filter((_, i) => PUT_OFF.has(this.answers[i]?.status ?? 0))
    for (const message of late) this.answers = [...this.answers, await once(message)]
  },
)

/** Answers that tell a client to come again: somebody else was there at the same time. */
const PUT_OFF = new Set([409, 412, 429])

When(
  /^another tenant sends( at its own address)?:$/,
  async function (this: ScimWorld, own: string | null, text: string) {
    await meet(this, text)
    const client = await this.scimOfAnother(own !== null)
    this.answer = await send(this, client, messageIn(text, this.fill))
  },
)

When(
  /^the client looks for the userName of ([A-Z][a-z]+)( in upper case)?$/,
  async function (this: ScimWorld, name: string, upper: string | null) {
    const { email } = await this.person(name)
    this.answer = await lookFor(this, upper === null ? email : email.toUpperCase())
  },
)

/** The look-up as Okta sends it. */
function lookFor(world: ScimWorld, userName: string): Promise<Answer> {
  const filter = encodeURIComponent(`userName eq ${JSON.stringify(userName)}`)
  return world.scim.get(`/Users?filter=${filter}&startIndex=1&count=100`)
}

/** People whom a request speaks of come into being with it. */
async function meet(world: ScimWorld, text: string): Promise<void> {
  for (const [, name = ''] of text.matchAll(/"\.\.\.": "([A-Z][a-z]+)/g)) await world.person(name)
}

/** A `Base-URL` among the headers is no header: it says where the request goes instead. */
function send(world: ScimWorld, http: Http, { method, path, headers, body }: Message) {
  const { 'base-url': base, ...carried } = headers
  const client = http.with(carried, base)
  return client.send(method as Method, path, body === undefined ? undefined : opened(world, body))
}

/** The body to send: JSON filled and opened out, or the text itself where it is none on purpose. */
function opened(world: ScimWorld, body: string): unknown {
  if (!isJson(body)) return world.fill(body)
  return spread(filledJson(body, world.fill, 'the body'), (name, own) => bodyOf(world, name, own))
}

function bodyOf(world: ScimWorld, name: string, own: Record<string, unknown>) {
  const { parameters, resources } = world
  if (name.startsWith('group ')) {
    const group = { ...world.newGroup(name.slice(6)), ...own }
    return asGroup(parameters, [...resources.values()], group)
  }
  const person = world.people.get(name)
  if (person === undefined) throw new Error(`nobody called ${name} in this scenario`)
  return completed({ ...world.newUser(person, person.email), ...own }, parameters.users)
}

/** What a create made, alone or in bulk, goes by the name of whose body it was. */
function remember(world: ScimWorld, { method, path, body }: Message): void {
  if (method !== 'POST' || body === undefined || !isJson(body)) return
  const { status, body: made } = world.answer
  const sent: unknown = JSON.parse(body)
  if (path === '/Bulk') {
    for (const [owner, location] of madeInBulk(sent, made)) know(world, owner, idAt(location))
  } else if (status === 201) {
    know(world, ownerOf(sent), valueAt(made, 'id'), made)
  }
}

function know(world: ScimWorld, owner: string | undefined, id: unknown, made?: unknown): void {
  if (owner === undefined || typeof id !== 'string') return
  const name = owner.replace(/^group /, '')
  world.resources.set(name, { ...(made as object | undefined), id })
  if (name !== owner) world.groupNames.add(name)
}

/** Owners of the bodies in a bulk request, each with the location that the answer gives. */
function madeInBulk(sent: unknown, made: unknown): [owner: string | undefined, location: string][] {
  return valuesAt(sent, 'Operations[]').flatMap((operation) => {
    const location = valueAt(
      made,
      `Operations[bulkId=${String(valueAt(operation, 'bulkId'))}].location`,
    )
    return typeof location === 'string' ? [[ownerOf(valueAt(operation, 'data')), location]] : []
  })
}

function idAt(location: string): string {
  return decodeURIComponent(location.split('/').at(-1) ?? '')
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
