import type { Requirement } from '../../reports/catalogue.ts'
import type { Exchange, RunRecord } from '../../reports/run-record.ts'
import {
  entry,
  exchange,
  type FabricatedScenario,
  idOf,
  recordOf,
  START,
} from './fabricated-run.ts'

const BASE = 'http://127.0.0.1:4000/scim/v2'
const LEVELS = ['MUST', 'MUST', 'REQUIRED', 'SHOULD', 'MAY'] as const
const AREAS = ['create', 'patch', 'filter', 'paging', 'groups', 'error', 'discovery']

/** A run like those of a server that does not deactivate: Okta's parts, and `more` scenarios of the standard. */
export function rehearsal(more: number, exchangesEach = 3): RunRecord {
  const catalogue = [...oktaCatalogue(), ...standardCatalogue(more)]
  const scenarios = [...oktaScenarios(), ...standardScenarios(more)]
  const exchanges = scenarios.flatMap((_, index) =>
    Array.from({ length: exchangesEach }, (__, i) => traffic(index, i, exchangesEach)),
  )
  return recordOf(scenarios, {
    catalogue,
    exchanges,
    target: {
      name: 'a server that keeps people active',
      baseUrl: BASE,
      capabilities: [
        { flag: 'patch', value: true, source: 'ServiceProviderConfig: patch.supported' },
        { flag: 'bulk', value: false, source: 'ServiceProviderConfig: bulk.supported' },
        { flag: 'me', value: false, source: 'probe: GET /Me answered 404' },
      ],
    },
  })
}

function oktaCatalogue(): Requirement[] {
  const okta = (id: string, summary: string, observable: string) =>
    entry(id, { basis: 'documented', area: 'okta', summary, observable })
  return [
    okta(
      'OKTA-1.1-01',
      'The connection test finds a server that lists users.',
      'GET /Users?startIndex=1&count=2 → 200 ListResponse',
    ),
    okta(
      'OKTA-1.2-01',
      'Who is assigned is looked up, then created.',
      'GET /Users?filter=userName eq … → empty; POST /Users → 201',
    ),
    okta(
      'OKTA-1.3-01',
      'A changed profile reaches the user.',
      'PUT /Users/{id} with the new name → 200, and GET shows it',
    ),
    okta(
      'OKTA-1.4-01',
      'Who is unassigned is inactive afterwards.',
      'PUT or PATCH with active false → GET shows active false',
    ),
    okta(
      'OKTA-1.4-02',
      'A deactivated user can still be read.',
      'GET /Users/{id} → 200 with active false',
    ),
    okta('OKTA-1.5-01', 'Who comes back is the same user, active again.', 'same id, active true'),
    okta(
      'OKTA-1.9-01',
      'A pushed group holds its members.',
      'POST /Groups → 201, members as pushed',
    ),
  ]
}

function oktaScenarios(): FabricatedScenario[] {
  const rule = (tag: string, name: string, parts: Partial<FabricatedScenario> = {}) => ({
    feature: 'Deactivating and reactivating people',
    tags: ['okta', tag, 'MUST'],
    rule: name,
    name: 'SAML app: Ada',
    ...parts,
  })
  const kept = {
    type: 'AssertionError',
    message:
      "Ada's user\n+ actual - expected\n\n  {\n+   active: true,\n-   active: false,\n    userName: 'ada@example.com'\n  }",
  }
  return [
    rule('OKTA-1.1-01', 'The connection is tested', { feature: 'Setting up a SAML app' }),
    rule('OKTA-1.2-01', 'Who is assigned exists on the server', {
      feature: 'Setting up a SAML app',
    }),
    rule('OKTA-1.3-01', 'A changed profile reaches the server', {
      feature: 'Setting up a SAML app',
    }),
    rule('OKTA-1.4-01', 'A SAML app deactivates with a replace', {
      ends: kept,
      members: { before: [member('Ada')], after: [member('Ada King')] },
    }),
    rule('OKTA-1.4-01', 'The Header Auth app deactivates with a patch', {
      ends: kept,
      name: 'Header Auth app: Ada',
    }),
    rule('OKTA-1.4-02', 'A deactivated user can still be read', {
      ends: { type: 'Blocked', message: 'OKTA-1.4-01: Ada is still active' },
    }),
    rule('OKTA-1.5-01', 'Who comes back is the same user', {
      ends: { type: 'Blocked', message: 'OKTA-1.4-01: Ada is still active' },
    }),
    rule('OKTA-1.9-01', 'A pushed group holds its members', { feature: 'Pushing groups' }),
  ]
}

function member(name: string): object {
  return { member_id: 'member-1', email_address: 'ada@example.com', status: 'active', name }
}

function standardCatalogue(count: number): Requirement[] {
  return Array.from({ length: count + 20 }, (_, i) =>
    entry(standardId(i), {
      level: LEVELS[i % LEVELS.length] ?? 'MUST',
      area: AREAS[i % AREAS.length] ?? 'create',
      summary: `Requirement number ${i} says what a server does with a request of its kind.`,
    }),
  )
}

function standardId(i: number): string {
  return `RFC7644-3.${(i % 14) + 1}-${String(Math.floor(i / 14) + 1).padStart(2, '0')}`
}

function standardScenarios(count: number): FabricatedScenario[] {
  return Array.from({ length: count }, (_, i) => ({
    feature: `Area ${AREAS[i % AREAS.length]}`,
    tags: ['scim', standardId(i)],
    rule: `Requirement number ${i} holds`,
    name: `example ${i}`,
    ...endOf(i),
  }))
}

function endOf(i: number): Partial<FabricatedScenario> {
  if (i % 23 === 5)
    return { skipped: 'needs bulk: ServiceProviderConfig says bulk.supported false' }
  if (i % 37 === 3)
    return { ends: { type: 'AssertionError', message: 'totalResults: expected 1, got 2' } }
  if (i % 41 === 4)
    return { ends: { type: 'TargetError', message: 'GET /Users: no answer within 10 s' } }
  return {}
}

function traffic(scenario: number, i: number, each: number): Exchange {
  const id = scenario * each + i + 1
  const uuid = `${String(id * 7919).padStart(8, '0')}-1111-4222-8333-${String(id * 104729).padStart(12, '0')}`
  const user = {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    id: uuid,
    userName: `ada.${id}@example.com`,
    name: { givenName: 'Ada', familyName: `Person ${id}` },
    emails: [{ value: `ada.${id}@example.com`, type: 'work', primary: true }],
    active: true,
    meta: {
      resourceType: 'User',
      created: new Date(START + id).toISOString(),
      location: `${BASE}/Users/${uuid}`,
    },
  }
  const writes = i % 3 === 1
  return exchange(id, {
    scenario: idOf(scenario),
    source: scenario < 8 ? 'mock-okta' : 'client',
    at: new Date(START + scenario * 100 + 2 + i * 10).toISOString(),
    ms: 2 + (id % 17),
    request: {
      method: writes ? (scenario < 8 ? 'PUT' : 'POST') : 'GET',
      url: writes
        ? `${BASE}/Users/${scenario < 8 ? uuid : ''}`
        : `${BASE}/Users?filter=${encodeURIComponent(`userName eq "${user.userName}"`)}&startIndex=1&count=100`,
      headers: {
        authorization: 'Bearer $SCIM_TOKEN',
        accept: 'application/scim+json',
        'content-type': 'application/scim+json; charset=utf-8',
        'user-agent': 'Okta SCIM Client 1.0.0',
      },
      body: writes
        ? JSON.stringify({ ...user, id: undefined, meta: undefined, active: false })
        : null,
    },
    response: {
      status: writes && scenario >= 8 ? 201 : 200,
      headers: {
        'content-type': 'application/scim+json; charset=utf-8',
        date: 'Wed, 25 Nov 2026 12:00:00 GMT',
      },
      body: JSON.stringify(
        writes
          ? user
          : {
              schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
              totalResults: 1,
              startIndex: 1,
              itemsPerPage: 1,
              Resources: [user],
            },
      ),
    },
  })
}
