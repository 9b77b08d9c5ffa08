import { connect, createServer, type Server, type Socket } from 'node:net'

/** A way to one of several ports of this machine, whose connections can all be cut at once. */
export class TcpProxy {
  readonly port: number
  /** How many connections have ended so far. */
  ended = 0
  readonly #server: Server
  readonly #open = new Set<Socket>()
  #targets: readonly number[]
  #turn = 0

  private constructor(server: Server, port: number, targets: readonly number[]) {
    this.#server = server
    this.port = port
    this.#targets = targets
    server.on('connection', (from) => this.#join(from, this.#targets.length))
  }

  static async open(targets: readonly number[]): Promise<TcpProxy> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    return new TcpProxy(server, port, targets)
  }

  /** Where connections go that begin from now on, each in turn. */
  set targets(targets: readonly number[]) {
    this.#targets = targets
  }

  /** Cuts every connection by a reset; how many there were. */
  reset(): number {
    const count = Math.floor(this.#open.size / 2)
    for (const socket of this.#open) socket.resetAndDestroy()
    return count
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve))
    for (const socket of this.#open) socket.destroy()
    await closed
  }

  /** One that takes no connections is passed over. */
  #join(from: Socket, tries: number): void {
    from.on('error', () => {})
    this.#turn += 1
    const port = this.#targets[this.#turn % this.#targets.length]
    if (port === undefined || tries === 0) {
      from.resetAndDestroy()
      return
    }
    const to = connect(port, '127.0.0.1')
    // Whoever gives up before there is a way on leaves nothing open behind.
    from.once('close', () => to.destroy())
    to.once('error', () => this.#join(from, tries - 1))
    to.once('connect', () => {
      to.removeAllListeners('error')
      to.on('error', () => {})
      for (const [one, other] of [
        [from, to],
        [to, from],
      ] as const) {
        this.#open.add(one)
        one.setNoDelay(true)
        one.pipe(other)
        one.once('close', () => {
          this.#open.delete(one)
          if (one === to) this.ended += 1
          // What ends in a crash ends as a reset on the other side, too.
          if (one.errored || !one.readableEnded) other.resetAndDestroy()
          else other.end()
        })
      }
    })
  }
}
