import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

interface TokenAnswer {
  readonly status?: number
  readonly body: object
}

/** An OAuth 2 server that consents to everything: each code and each refresh token brings another access token. */
export class AuthorizationServer {
  /** Queries of the authorization endpoint, as they came. */
  readonly asked: URLSearchParams[] = []
  /** Forms that the token endpoint got. */
  readonly forms: Record<string, string>[] = []
  /** What the token endpoint says in the place of its own answer. */
  answer: TokenAnswer | undefined
  /** What it tells of an access token's life, in seconds. */
  expiresIn: number | undefined = 3_600
  readonly #server: Server

  private constructor() {
    this.#server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://localhost')
      if (url.pathname === '/authorize') {
        this.asked.push(url.searchParams)
        const back = new URL(url.searchParams.get('redirect_uri') ?? '')
        back.searchParams.set('code', 'the-code')
        back.searchParams.set('state', url.searchParams.get('state') ?? '')
        response.writeHead(302, { location: back.href }).end()
        return
      }
      let text = ''
      request.on('data', (chunk: Buffer) => {
        text += chunk.toString()
      })
      request.on('end', () => {
        this.forms.push(Object.fromEntries(new URLSearchParams(text)))
        const { status = 200, body } = this.answer ?? this.#tokens()
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
      })
    })
  }

  static async start(): Promise<AuthorizationServer> {
    const server = new AuthorizationServer()
    await new Promise<void>((done) => {
      server.#server.listen(0, '127.0.0.1', done)
    })
    return server
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((done) => {
      this.#server.close(done)
    })
  }

  #tokens(): TokenAnswer {
    const number = this.forms.length
    return {
      body: {
        access_token: `access-${number}`,
        token_type: 'Bearer',
        refresh_token: `refresh-${number}`,
        ...(this.expiresIn === undefined ? {} : { expires_in: this.expiresIn }),
      },
    }
  }
}
