import { type RunningMockOkta, startMockOkta } from '../mock-okta/app.ts'

export interface Sent {
  readonly path: string
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly body: string | null
}

/** A child process: people and groups through the mock, measured from when all of them are there. */
export interface MockRound {
  readonly cpuUs: number
  readonly rssMb: number
  readonly rps: number
  readonly peoplePerSecond: number
  readonly sent: readonly Sent[]
}

interface Asked {
  readonly baseUrl: string
  readonly people: number
  readonly groups: number
}

interface Answer {
  readonly id: string
  readonly settled?: boolean
}

let okta: RunningMockOkta
let rounds = 0
let last = 0

async function round({ baseUrl, people, groups }: Asked): Promise<MockRound> {
  okta ??= await startMockOkta({ seed: 1, rateLimit: { limit: 10_000_000 } })
  rounds += 1
  const appId = await app(baseUrl)
  const { everyone, shared } = await directory(people, groups)
  last = (await exchanges()).last
  const [started, cpu] = [performance.now(), process.cpuUsage()]
  await admin('PUT', `/api/v1/apps/${appId}/groups/${everyone}`, {})
  await settled()
  const seconds = (performance.now() - started) / 1_000
  for (const [at, sourceGroupId] of shared.entries()) {
    const targetGroupName = `Group ${rounds} ${at}`
    const mapping = { sourceGroupId, status: 'ACTIVE', targetGroupName }
    await admin('POST', `/api/v1/apps/${appId}/group-push/mappings`, mapping)
  }
  await settled()
  const { user, system } = process.cpuUsage(cpu)
  const whole = (performance.now() - started) / 1_000
  const rssMb = Math.round(process.memoryUsage().rss / 1_048_576)
  const { sent } = await exchanges()
  const cpuUs = (user + system) / sent.length
  return { cpuUs, rssMb, rps: sent.length / whole, peoplePerSecond: people / seconds, sent }
}

async function app(baseUrl: string): Promise<string> {
  const { id } = await admin('POST', '/api/v1/apps', {
    label: `Bench ${rounds}`,
    signOnMode: 'SAML_2_0',
  })
  await admin('PUT', `/api/v1/scimulate/apps/${id}/connection`, {
    scimProvisioningEnabled: true,
    baseUrl,
    uniqueIdentifier: 'userName',
    token: 'bench',
    actions: ['PUSH_NEW_USERS', 'PUSH_GROUPS'],
  })
  await admin('PUT', `/api/v1/apps/${id}/features/USER_PROVISIONING`, {
    create: { lifecycleCreate: { status: 'ENABLED' } },
  })
  return id
}

async function directory(people: number, groups: number) {
  const everyone = await group(`Everyone ${rounds}`)
  const shared: string[] = []
  for (let at = 0; at < groups; at += 1) shared.push(await group(`Group ${rounds} ${at}`))
  for (let at = 0; at < people; at += 1) {
    const login = `person${rounds}.${at}@example.com`
    const profile = { firstName: 'Ada', lastName: `Bench ${at}`, email: login, login }
    const groupIds = [everyone, shared[at % groups]]
    await admin('POST', '/api/v1/users?activate=true', { profile, groupIds })
  }
  return { everyone, shared }
}

async function group(name: string): Promise<string> {
  return (await admin('POST', '/api/v1/groups', { profile: { name } })).id
}

async function settled(): Promise<void> {
  while (!(await admin('GET', '/api/v1/scimulate/settled?timeoutMs=60000')).settled);
}

async function exchanges(): Promise<{ readonly sent: Sent[]; readonly last: number }> {
  const answer = await fetch(`${okta.url}/api/v1/scimulate/exchanges?after=${last}`, {
    headers: { authorization: `SSWS ${okta.apiToken}` },
  })
  const all = (await answer.json()) as {
    readonly id: number
    readonly request: Omit<Sent, 'path'> & { readonly url: string }
  }[]
  const sent = all.map(({ request: { method, body, url } }) => {
    const { pathname, search } = new URL(url)
    return { method, body, path: pathname + search }
  })
  return { sent, last: all.at(-1)?.id ?? last }
}

async function admin(method: string, path: string, body?: object): Promise<Answer> {
  const answer = await fetch(okta.url + path, {
    method,
    headers: { authorization: `SSWS ${okta.apiToken}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
  return text === '' ? { id: '' } : (JSON.parse(text) as Answer)
}

process.on('message', (asked: Asked) => {
  void round(asked).then((answer) => process.send?.(answer))
})
