import type { AppKind } from '../applications/app.ts'
import { CATALOG } from '../applications/catalog.ts'
import type { ReadSeed } from './read-seed.ts'
import type { Seed, SeedApp, SeedGroup, SeedPerson, SeedRule, SeedUser } from './seed.ts'

type Path = readonly (string | number)[]

/** A call of the management API. */
export type Call = (
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body?: object,
) => Promise<{ readonly status: number; readonly body: unknown }>

/** Sets an org up as an admin would; throws a `SeedError` with the place of what Okta refuses. */
export async function plantSeed(
  call: Call,
  read: ReadSeed,
  secrets: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  await new Planter(call, read, secrets).plant(read.seed)
}

const MAPPINGS = [
  ['mappings', 'targetId'],
  ['toOktaMappings', 'sourceId'],
] as const

class Planter {
  readonly #call: Call
  readonly #read: ReadSeed
  readonly #secrets: Readonly<Record<string, string | undefined>>
  readonly #people = new Map<string, string>()
  readonly #groups = new Map<string, string>()

  constructor(call: Call, read: ReadSeed, secrets: Readonly<Record<string, string | undefined>>) {
    this.#call = call
    this.#read = read
    this.#secrets = secrets
  }

  /** Who is suspended has the apps that they had before: that comes last. */
  async plant({
    schemas = {},
    people = [],
    groups = [],
    rules = [],
    apps = [],
  }: Seed): Promise<void> {
    for (const [kind, properties] of Object.entries(schemas)) {
      await this.#schema(['schemas', kind], `${kind}/default`, properties)
    }
    for (const [at, person] of people.entries()) await this.#person(['people', at], person)
    for (const [at, group] of groups.entries()) await this.#group(['groups', at], group)
    for (const [at, rule] of rules.entries()) await this.#rule(['rules', at], rule)
    for (const [at, app] of apps.entries()) await this.#app(['apps', at], app)
    for (const [at, { status, profile }] of people.entries()) {
      if (status === 'SUSPENDED') await this.#move(['people', at], profile.login, 'suspend')
    }
  }

  async #schema(path: Path, of: string, properties: object): Promise<void> {
    const definitions = { custom: { id: '#custom', type: 'object', properties } }
    await this.#do(path, 'POST', `/meta/schemas/${of}`, { definitions })
  }

  async #person(path: Path, { status = 'ACTIVE', profile }: SeedPerson): Promise<void> {
    // A password that nobody knows makes a person active.
    const known = status === 'ACTIVE' || status === 'SUSPENDED'
    const credentials = known ? { credentials: { password: {} } } : {}
    const query = `?activate=${status !== 'STAGED'}`
    const made = await this.#do(path, 'POST', `/users${query}`, { profile, ...credentials })
    this.#people.set(profile.login.toLowerCase(), made)
    if (status === 'DEPROVISIONED') await this.#move(path, profile.login, 'deactivate')
  }

  async #move(path: Path, login: string, step: string): Promise<void> {
    await this.#do(path, 'POST', `/users/${this.#personAt(path, login)}/lifecycle/${step}`)
  }

  async #group(path: Path, { name, description = '', members = [] }: SeedGroup): Promise<void> {
    const id = await this.#do(path, 'POST', '/groups', { profile: { name, description } })
    this.#groups.set(name, id)
    for (const [at, login] of members.entries()) {
      const place = [...path, 'members', at]
      await this.#do(place, 'PUT', `/groups/${id}/users/${this.#personAt(place, login)}`)
    }
  }

  async #rule(path: Path, rule: SeedRule): Promise<void> {
    const { name, expression, status = 'ACTIVE', groups, exclude = [] } = rule
    const groupIds = groups.map((group, at) => this.#groupAt([...path, 'groups', at], group))
    const excluded = exclude.map((login, at) => this.#personAt([...path, 'exclude', at], login))
    const id = await this.#do(path, 'POST', '/groups/rules', {
      type: 'group_rule',
      name,
      conditions: {
        people: { users: { exclude: excluded } },
        expression: { value: expression, type: 'urn:okta:expression:1.0' },
      },
      actions: { assignUserToGroups: { groupIds } },
    })
    if (status === 'ACTIVE') await this.#do(path, 'POST', `/groups/rules/${id}/lifecycle/activate`)
  }

  async #app(path: Path, app: SeedApp): Promise<void> {
    const id = await this.#do(path, 'POST', '/apps', newApp(app))
    if (app.attributes !== undefined) {
      await this.#schema([...path, 'attributes'], `apps/${id}/default`, app.attributes)
    }
    for (const [name, end] of MAPPINGS) {
      const properties = app[name]
      if (properties !== undefined) await this.#map([...path, name], `${end}=${id}`, properties)
    }
    if (app.connection !== undefined) await this.#connect([...path, 'connection'], id, app)
    const ours = `/scimulate/apps/${id}`
    if (app.options !== undefined) {
      await this.#do([...path, 'options'], 'PUT', `${ours}/options`, app.options)
    }
    if (app.import !== undefined) {
      await this.#do([...path, 'import'], 'PUT', `${ours}/import`, app.import)
    }
    await this.#assign(path, id, app)
    await this.#push(path, id, app)
    if (app.status === 'INACTIVE') await this.#do(path, 'POST', `/apps/${id}/lifecycle/deactivate`)
  }

  async #map(path: Path, query: string, properties: object): Promise<void> {
    const { body } = await this.#call('GET', `/api/v1/mappings?${query}`)
    const [mapping] = body as { readonly id: string }[]
    await this.#do(path, 'POST', `/mappings/${mapping?.id ?? ''}`, { properties })
  }

  async #connect(path: Path, id: string, { connection = {}, ...app }: SeedApp): Promise<void> {
    const filled = Object.entries(connection).map(([name, value]) => [
      name,
      this.#filled([...path, name], value),
    ])
    await this.#do(path, 'PUT', `/scimulate/apps/${id}/connection`, {
      scimProvisioningEnabled: true,
      uniqueIdentifier: 'userName',
      ...Object.fromEntries(filled),
    })
    const status = (on = false) => ({ status: on ? 'ENABLED' : 'DISABLED' })
    const { create, update, deactivate } = app.toApp ?? {}
    const { enabled, seed, change } = app.passwordSync ?? {}
    const sync = enabled === undefined ? {} : { password: { ...status(enabled), seed, change } }
    const place = [...path.slice(0, -1), 'toApp']
    await this.#do(place, 'PUT', `/apps/${id}/features/USER_PROVISIONING`, {
      create: { lifecycleCreate: status(create) },
      update: { profile: status(update), lifecycleDeactivate: status(deactivate), ...sync },
    })
  }

  async #assign(path: Path, id: string, { users = [], groups = [] }: SeedApp): Promise<void> {
    for (const [at, one] of groups.entries()) {
      const place = [...path, 'groups', at]
      const { name, ...said } = typeof one === 'string' ? { name: one } : one
      const group = this.#groupAt(place, name)
      await this.#do(place, 'PUT', `/apps/${id}/groups/${group}`, { priority: at, ...said })
    }
    for (const [at, one] of users.entries()) {
      const place = [...path, 'users', at]
      const { login, userName, profile } = saidOf(one)
      const said = {
        ...(profile === undefined ? {} : { profile }),
        ...(userName === undefined ? {} : { credentials: { userName } }),
      }
      const person = this.#personAt(place, login)
      await this.#do(place, 'POST', `/apps/${id}/users`, { id: person, scope: 'USER', ...said })
    }
  }

  async #push(path: Path, id: string, { pushGroups = [], pushRules = [] }: SeedApp): Promise<void> {
    for (const [at, { group, name = group, status = 'ACTIVE' }] of pushGroups.entries()) {
      const place = [...path, 'pushGroups', at]
      await this.#do(place, 'POST', `/apps/${id}/group-push/mappings`, {
        sourceGroupId: this.#groupAt(place, group),
        targetGroupName: name,
        status,
      })
    }
    for (const [at, rule] of pushRules.entries()) {
      const place = [...path, 'pushRules', at]
      await this.#do(place, 'POST', `/scimulate/apps/${id}/push-rules`, rule)
    }
  }

  #personAt(path: Path, login: string): string {
    const id = this.#people.get(login.toLowerCase())
    if (id === undefined) throw this.#read.wrong(path, `nobody has the login ${login}`)
    return id
  }

  #groupAt(path: Path, name: string): string {
    const id = this.#groups.get(name)
    if (id === undefined) throw this.#read.wrong(path, `there is no group ${name}`)
    return id
  }

  /** `$NAME` at the end of a text, exchanged for the secret of that name. */
  #filled(path: Path, value: unknown): unknown {
    if (typeof value !== 'string') return value
    return value.replace(/\$([A-Z][A-Z0-9_]*)$/, (_, name: string) => {
      const secret = this.#secrets[name]
      if (secret === undefined) throw this.#read.wrong(path, `$${name} is not set`)
      return secret
    })
  }

  /** One call; the id of what was made. */
  async #do(path: Path, method: 'POST' | 'PUT', to: string, body: object = {}): Promise<string> {
    const answer = await this.#call(method, `/api/v1${to}`, body)
    const told = Object(answer.body) as {
      readonly id?: string
      readonly errorSummary?: string
      readonly errorCauses?: readonly { readonly errorSummary: string }[]
    }
    if (answer.status < 300) return told.id ?? ''
    const why = told.errorCauses?.[0]?.errorSummary ?? told.errorSummary ?? String(answer.status)
    throw this.#read.wrong(path, why)
  }
}

function saidOf(user: SeedUser): Exclude<SeedUser, string> {
  return typeof user === 'string' ? { login: user } : user
}

function newApp({ kind, label, userNameTemplate }: SeedApp): object {
  const credentials = userNameTemplate === undefined ? {} : { credentials: { userNameTemplate } }
  return { label, ...nameAndMode(kind), ...credentials }
}

function nameAndMode(kind: AppKind): object {
  const entry = CATALOG.find((one) => one.kind === kind)
  if (entry === undefined) return { signOnMode: 'SAML_2_0' }
  return { name: entry.name, signOnMode: entry.signOnMode }
}
