import { fork } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Agent } from 'undici'
import { startMockOkta } from '../mock-okta/app.ts'
import { machine } from './machine.ts'

const PEOPLE = 10_000
const GROUPS = 100
const WARM_UP = 500

interface Sent {
  readonly path: string
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly body: string | null
}

/** CPU per request that the mock pushes, against a bare undici loop with the same bytes to the same server. */
export async function push(json?: string): Promise<void> {
  const child = fork(join(__dirname, 'bare-scim.ts'))
  const port = await new Promise<number>((done) =>
    child.once('message', (value: number) => done(value)),
  )
  try {
    const baseUrl = `http://127.0.0.1:${port}`
    const mock = await pushed(baseUrl)
    const bare = await sentBare(baseUrl, mock.sent, mock.requests)
    const ratio = mock.cpuUs / bare
    const rows = [
      {
        case: 'push',
        size: PEOPLE,
        subject: 'mock-okta',
        cpuUsPerReq: mock.cpuUs,
        rssMb: mock.rssMb,
        rps: mock.rps,
      },
      { case: 'push', size: PEOPLE, subject: 'undici', cpuUsPerReq: bare },
    ]
    console.log(machine())
    console.log(
      `${PEOPLE} people and ${GROUPS} groups: ${mock.requests} requests, ${mock.people} people/s`,
    )
    console.log(`mock    ${mock.cpuUs.toFixed(0)} µs CPU per request, ${mock.rssMb} MB resident`)
    console.log(`undici  ${bare.toFixed(0)} µs CPU per request   ratio ${ratio.toFixed(2)}`)
    if (json !== undefined)
      writeFileSync(
        json,
        JSON.stringify({ machine: machine(), rows, ratios: [{ case: 'push', ratio }] }, null, 2),
      )
  } finally {
    child.kill()
  }
}

/** People and groups through the mock; what is measured begins when all of them are there. */
async function pushed(baseUrl: string) {
  const okta = await startMockOkta({ seed: 1 })
  const admin = caller(okta.url, okta.apiToken)
  const app = await admin('POST', '/api/v1/apps', { label: 'Bench', signOnMode: 'SAML_2_0' })
  await admin('PUT', `/api/v1/scimulate/apps/${app.id}/connection`, {
    scimProvisioningEnabled: true,
    baseUrl,
    uniqueIdentifier: 'userName',
    token: 'bench',
    actions: ['PUSH_NEW_USERS', 'PUSH_GROUPS'],
  })
  await admin('PUT', `/api/v1/apps/${app.id}/features/USER_PROVISIONING`, {
    create: { lifecycleCreate: { status: 'ENABLED' } },
  })
  const everyone = await admin('POST', '/api/v1/groups', { profile: { name: 'Everyone' } })
  const groups: string[] = []
  for (let at = 0; at < GROUPS; at += 1) {
    groups.push((await admin('POST', '/api/v1/groups', { profile: { name: `Group ${at}` } })).id)
  }
  for (let at = 0; at < PEOPLE; at += 1) {
    const login = `person${at}@example.com`
    const profile = { firstName: 'Ada', lastName: `Bench ${at}`, email: login, login }
    const { id } = await admin('POST', '/api/v1/users?activate=true', { profile })
    await admin('PUT', `/api/v1/groups/${everyone.id}/users/${id}`)
    await admin('PUT', `/api/v1/groups/${groups[at % GROUPS]}/users/${id}`)
  }
  const before = (await exchanges(okta.url, okta.apiToken)).length
  const [started, cpu] = [performance.now(), process.cpuUsage()]
  await admin('PUT', `/api/v1/apps/${app.id}/groups/${everyone.id}`, {})
  await settled(admin)
  const seconds = (performance.now() - started) / 1_000
  for (const [at, sourceGroupId] of groups.entries()) {
    const targetGroupName = `Group ${at}`
    await admin('POST', `/api/v1/apps/${app.id}/group-push/mappings`, {
      sourceGroupId,
      status: 'ACTIVE',
      targetGroupName,
    })
  }
  await settled(admin)
  const { user, system } = process.cpuUsage(cpu)
  const whole = (performance.now() - started) / 1_000
  const rssMb = Math.round(process.memoryUsage().rss / 1_048_576)
  const sent = (await exchanges(okta.url, okta.apiToken)).slice(before)
  await okta.close()
  const requests = 2 * PEOPLE + 4 * GROUPS
  return {
    sent,
    requests,
    rssMb,
    rps: Math.round(requests / whole),
    people: Math.round(PEOPLE / seconds),
    cpuUs: (user + system) / requests,
  }
}

async function sentBare(baseUrl: string, sent: readonly Sent[], requests: number): Promise<number> {
  const agent = new Agent()
  const headers = {
    Accept: 'application/scim+json',
    'Accept-Charset': 'utf-8',
    'User-Agent': 'Okta SCIM Client 1.0.0',
    'Accept-Encoding': 'gzip,deflate',
    Authorization: 'Bearer bench',
  }
  const typed = { ...headers, 'Content-Type': 'application/scim+json; charset=utf-8' }
  const one = async ({ path, method, body }: Sent) => {
    const request = {
      origin: baseUrl,
      path,
      method,
      body,
      headers: body === null ? headers : typed,
    }
    await (await agent.request(request)).body.text()
  }
  for (const request of sent.slice(0, WARM_UP)) await one(request)
  const cpu = process.cpuUsage()
  for (let at = 0; at < requests; at += 1) {
    const request = sent[at % sent.length]
    if (request !== undefined) await one(request)
  }
  const { user, system } = process.cpuUsage(cpu)
  await agent.close()
  return (user + system) / requests
}

async function settled(admin: ReturnType<typeof caller>): Promise<void> {
  while (!(await admin('GET', '/api/v1/scimulate/settled?timeoutMs=60000')).settled);
}

async function exchanges(url: string, token: string): Promise<Sent[]> {
  const answer = await fetch(`${url}/api/v1/scimulate/exchanges`, {
    headers: { authorization: `SSWS ${token}` },
  })
  const all = (await answer.json()) as { request: Omit<Sent, 'path'> & { url: string } }[]
  return all.map(({ request: { method, body, url: sent } }) => {
    const { pathname, search } = new URL(sent)
    return { method, body, path: pathname + search }
  })
}

interface Answer {
  readonly id: string
  readonly settled?: boolean
}

function caller(url: string, token: string) {
  return async (method: string, path: string, body?: object): Promise<Answer> => {
    const answer = await fetch(url + path, {
      method,
      headers: { authorization: `SSWS ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    const text = await answer.text()
    return text === '' ? { id: '' } : (JSON.parse(text) as Answer)
  }
}
