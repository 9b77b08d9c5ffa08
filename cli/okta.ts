import { startMockOkta } from '../mock-okta/app.ts'
import { stopSignal } from './serve.ts'
import type { ServeOptions } from './serve-options.ts'

/** `scimulate okta`: the mock Okta with its management API. */
export async function okta(options: ServeOptions): Promise<void> {
  const { host, port, data, testControls = false } = options
  const stopped = stopSignal()
  const running = await startMockOkta({
    host,
    port,
    testControls,
    ...(data === undefined ? {} : { dataFile: data }),
  })
  const { url, apiToken } = running
  console.log(
    options.readyJson
      ? JSON.stringify({ ready: true, url, apiToken })
      : `Mock Okta at ${url}\n  API token   ${apiToken}   (header: Authorization: SSWS <token>)\nCtrl-C stops it.`,
  )
  await stopped
  await running.close()
}
