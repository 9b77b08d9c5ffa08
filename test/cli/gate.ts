import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A way to a SCIM server that sees every request, and can hold all that come after so many creates. */
export class Gate {
  readonly url: string
  /** How often each user was asked for by name, and created. */
  readonly lookUps = new Map<string, number>()
  readonly creates = new Map<string, number>()
  readonly #server: Server
  #left = Number.POSITIVE_INFINITY
  #reached = () => {}
  #held: (() => void)[] = []

  private constructor(server: Server) {
    this.#server = server
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  static async to(target: string): Promise<Gate> {
    const server = createServer((incoming, outgoing) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('end', () => {
        const body = Buffer.concat(chunks)
        const { method = '', url = '', headers } = incoming
        gate.#pass(method, url, body.toString(), () => {
          const onward = request(new URL(url, target), { method, headers }, (answer) => {
            outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
            answer.pipe(outgoing)
          })
          onward.on('error', () => outgoing.destroy())
          onward.end(body)
        })
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const gate = new Gate(server)
    return gate
  }

  /** Resolves once so many more creates were let through; all that comes then waits. */
  holdAfter(creates: number): Promise<void> {
    this.#left = creates
    return new Promise((resolve) => {
      this.#reached = resolve
    })
  }

  /** Lets go on what waits, also of whoever is gone by now. */
  open(): void {
    this.#left = Number.POSITIVE_INFINITY
    for (const go of this.#held.splice(0)) go()
  }

  async close(): Promise<void> {
    this.open()
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  #pass(method: string, url: string, body: string, go: () => void): void {
    if (this.#left <= 0) {
      this.#held.push(() => this.#pass(method, url, body, go))
      this.#reached()
      return
    }
    const [, asked] = /userName eq "([^"]+)"/.exec(decodeURIComponent(url)) ?? []
    if (asked !== undefined) add(this.lookUps, asked)
    if (method === 'POST' && url.endsWith('/Users')) {
      add(this.creates, (JSON.parse(body) as { userName: string }).userName)
      this.#left -= 1
    }
    go()
  }
}

function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}
