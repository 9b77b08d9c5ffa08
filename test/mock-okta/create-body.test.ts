import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { masked, Rehearsal } from './rehearsal.ts'

let rehearsal: Rehearsal
afterEach(() => rehearsal.close())

const LOGIN = 'ada@okta.local'
const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

/** Everything that Okta's default mappings read of a person. */
const WHOLE = {
  middleName: 'M',
  honorificPrefix: 'Dr',
  honorificSuffix: 'Jr',
  secondEmail: 'home@okta.local',
  title: 'Manager',
  displayName: 'Test User',
  nickName: 'Testy',
  profileUrl: 'https://example.com/t',
  userType: 'Employee',
  preferredLanguage: 'en',
  locale: 'en_US',
  timezone: 'Europe/London',
  primaryPhone: '1',
  mobilePhone: '2',
  streetAddress: '1 Main St',
  city: 'Town',
  state: 'CA',
  zipCode: '90000',
  countryCode: 'US',
  employeeNumber: '7',
  costCenter: 'C',
  organization: 'O',
  division: 'D',
  department: 'Engineering',
  managerId: 'm-1',
}

const BODY = [
  `{"schemas":["${USER}","${ENTERPRISE}"],"userName":"${LOGIN}"`,
  '"name":{"givenName":"Test","familyName":"User","middleName":"M","honorificPrefix":"Dr","honorificSuffix":"Jr"}',
  `"emails":[{"primary":true,"value":"${LOGIN}","type":"work"},{"primary":false,"value":"home@okta.local","type":"other"}]`,
  '"title":"Manager","displayName":"Test User","nickName":"Testy","profileUrl":"https://example.com/t"',
  '"userType":"Employee","preferredLanguage":"en","locale":"en_US","timezone":"Europe/London"',
  '"phoneNumbers":[{"primary":true,"value":"1","type":"work"},{"primary":false,"value":"2","type":"mobile"}]',
  '"addresses":[{"primary":true,"streetAddress":"1 Main St","locality":"Town","region":"CA","postalCode":"90000","country":"US","type":"work"}]',
  `"${ENTERPRISE}":{"employeeNumber":"7","costCenter":"C","organization":"O","division":"D","department":"Engineering","manager":{"value":"m-1"}}`,
]

for (const kind of ['saml', 'header-auth'] as const) {
  test(`${kind}: whatever the default schema maps stands in the body, each at its place`, async () => {
    rehearsal = await Rehearsal.provisioning(kind)
    const id = await rehearsal.person(LOGIN, WHOLE)
    await rehearsal.assign(id)
    const tail = `"externalId":"${id}","groups":[],"password":"********","active":true}`
    assert.equal(masked(rehearsal.stub.take())[1], `POST /Users ${[...BODY, tail].join(',')}`)
  })
}
