import { When } from '@cucumber/cucumber'
import type { Answer, Method } from './support/http.ts'
import type { ScimWorld } from './world.ts'

When(
  'the client sends {word} {string}',
  async function (this: ScimWorld, method: Method, path: string) {
    this.answer = await this.scim.send(method, this.fill(path))
  },
)

When(
  'the client sends {word} {string} with the authorization {string}',
  async function (this: ScimWorld, method: Method, path: string, authorization: string) {
    this.answer = await this.scim.with({ authorization }).send(method, this.fill(path))
  },
)

When(
  'the client sends {word} {string} without authorization',
  async function (this: ScimWorld, method: Method, path: string) {
    this.answer = await this.scim.with({ authorization: undefined }).send(method, this.fill(path))
  },
)

When(
  'the client sends {word} {string} with the bare token as authorization',
  async function (this: ScimWorld, method: Method, path: string) {
    const authorization = this.access.token
    this.answer = await this.scim.with({ authorization }).send(method, this.fill(path))
  },
)

When('the client looks for the userName of {name}', async function (this: ScimWorld, name: string) {
  this.answer = await lookFor(this, (await this.person(name)).email)
})

When(
  'the client looks for the userName of {name} in upper case',
  async function (this: ScimWorld, name: string) {
    this.answer = await lookFor(this, (await this.person(name)).email.toUpperCase())
  },
)

/** The look-up as Okta sends it. */
function lookFor(world: ScimWorld, userName: string): Promise<Answer> {
  const filter = encodeURIComponent(`userName eq ${JSON.stringify(userName)}`)
  return world.scim.get(`/Users?filter=${filter}&startIndex=1&count=100`)
}
