import assert from 'node:assert/strict'
import okta from '@okta/okta-sdk-nodejs'
import {
  type MockOktaOptions,
  type RunningMockOkta,
  startMockOkta,
} from '../../../mock-okta/app.ts'

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails when it is not there.
export type Json = any

/** A mock Okta, the official SDK on it, and plain requests for what the SDK's typed models drop. */
export interface SdkOrg {
  readonly mock: RunningMockOkta
  readonly sdk: okta.Client
  raw(method: string, path: string, body?: unknown): Promise<{ response: Response; body: Json }>
}

export async function sdkOrg(options: MockOktaOptions = {}): Promise<SdkOrg> {
  const mock = await startMockOkta({ seed: 1, ...options })
  const sdk = client(mock, mock.apiToken)
  const raw = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(mock.url + path, {
      method,
      headers: { authorization: `SSWS ${mock.apiToken}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { response, body: text === '' ? undefined : JSON.parse(text) }
  }
  return { mock, sdk, raw }
}

export function client(mock: RunningMockOkta, token: string): okta.Client {
  // The SDK's cache would answer a GET from before another call changed what it reads.
  return new okta.Client({ orgUrl: mock.url, token, cacheMiddleware: null })
}

export function person(login: string, profile: object = {}, password = true) {
  return {
    profile: { login, email: login, firstName: 'Ada', lastName: 'Lovelace', ...profile },
    ...(password ? { credentials: { password: { value: 'Correct-Horse-1' } } } : {}),
  }
}

/** The ids or names of a collection, to its end. */
export async function all<T>(
  collection: AsyncIterable<Json> | Promise<AsyncIterable<Json>>,
  pick: (one: Json) => T,
): Promise<T[]> {
  const found: T[] = []
  for await (const one of await collection) if (one !== null) found.push(pick(one))
  return found
}

/** What an SDK call was refused with. */
export async function refused(call: Promise<unknown>): Promise<Json> {
  try {
    await call
  } catch (error) {
    return error
  }
  assert.fail('the call was not refused')
}
