import { Agent } from 'undici'
import type { Sent } from './push-mock.ts'

/** A child process: sends the bytes that the mock sent, one request after the other, and nothing else. */
export interface BareRound {
  readonly cpuUs: number
}

const HEADERS = [
  'Accept',
  'application/scim+json',
  'Accept-Charset',
  'utf-8',
  'User-Agent',
  'Okta SCIM Client 1.0.0',
  'Accept-Encoding',
  'gzip,deflate',
  'Authorization',
  'Bearer bench',
]
const TYPED = [...HEADERS, 'Content-Type', 'application/scim+json; charset=utf-8']
const agent = new Agent()

async function round(baseUrl: string, sent: readonly Sent[]): Promise<BareRound> {
  const cpu = process.cpuUsage()
  for (const { path, method, body } of sent) {
    const headers = body === null ? HEADERS : TYPED
    const answer = await agent.request({ origin: baseUrl, path, method, body, headers })
    await answer.body.text()
  }
  const { user, system } = process.cpuUsage(cpu)
  return { cpuUs: (user + system) / sent.length }
}

process.on('message', (asked: { readonly baseUrl: string; readonly sent: readonly Sent[] }) => {
  void round(asked.baseUrl, asked.sent).then((answer) => process.send?.(answer))
})
