import { EXIT, usage } from '../exit-code.ts'
import { stopSignal } from '../serve.ts'
import { OktaAdmin, type OktaExchange } from './admin.ts'

export interface RawWatch {
  readonly apiToken?: string
  readonly bodies?: boolean
}

const LOOK_MS = 500

/** `scimulate okta watch`: what a running mock Okta sends, as it sends it, until Ctrl-C. */
export async function watch(
  url: string,
  { apiToken, bodies = false }: RawWatch,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  const token = apiToken ?? environment.OKTA_API_TOKEN
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    throw usage(`"${url}" is not the URL of a mock Okta`)
  if (token === undefined)
    throw usage('give the API token that scimulate okta printed: --api-token, or OKTA_API_TOKEN')
  const admin = new OktaAdmin({ url: url.replace(/\/$/, ''), apiToken: token })
  let stopped = false
  let wake = () => {}
  void stopSignal().then(() => {
    stopped = true
    wake()
  })
  let last = 0
  console.error(`Watching ${url} (Ctrl-C ends it)`)
  while (!stopped) {
    for (const exchange of await admin.exchangesAfter(last)) {
      last = Math.max(last, exchange.id)
      console.log(line(exchange, bodies))
    }
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, LOOK_MS)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
  return EXIT.fit
}

function line({ request, response, error }: OktaExchange, bodies: boolean): string {
  const answer = response === null ? (error ?? 'no answer') : String(response.status)
  const text = `${request.method.padEnd(6)} ${request.url}  → ${answer}`
  return bodies && request.body !== null && request.body !== ''
    ? `${text}\n       ${request.body}`
    : text
}
