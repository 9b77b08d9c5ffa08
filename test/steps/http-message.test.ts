import assert from 'node:assert/strict'
import { test } from 'node:test'
import { encodedPath } from '../../steps/support/http-message.ts'

const mark = (): string => 'm;1'

for (const [path, encoded] of [
  [
    '/Users?filter=userName eq "a"; title pr',
    '/Users?filter=userName%20eq%20%22a%22%3B%20title%20pr',
  ],
  ['/Users?filter=title eq "{mark}"&count=1', '/Users?filter=title%20eq%20%22m%3B1%22&count=1'],
  ['/Users;a/{mark}?count=1;startIndex=2', '/Users;a/m%3B1?count=1%3BstartIndex=2'],
] as const) {
  test(`a query has no bare semicolon, which ends a parameter somewhere: ${path}`, () => {
    assert.equal(encodedPath(path, mark), encoded)
  })
}
