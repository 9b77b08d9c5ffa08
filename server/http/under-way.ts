import type { FastifyInstance, FastifyRequest } from 'fastify'

/** So much longer may a server that stops wait for work that nobody waits for. */
const PATIENCE_MS = 3_000

/**
 * The requests that are worked on. A client that goes away ends its connection and not the work: a server
 * that stops has no connections left and still may not take the store from under those.
 */
export class UnderWay {
  readonly #requests = new Set<FastifyRequest>()
  #ended = () => {}

  constructor(app: FastifyInstance) {
    app.addHook('onRequest', (request, _reply, done) => {
      this.#requests.add(request)
      done()
    })
    // Every answer comes by here, also the one that nobody gets.
    app.addHook('onSend', (request, _reply, payload, done) => {
      this.#requests.delete(request)
      if (this.#requests.size === 0) this.#ended()
      done(null, payload)
    })
  }

  /** Resolves when none is left, or when it takes too long. */
  async ended(): Promise<void> {
    if (this.#requests.size === 0) return
    let timer: NodeJS.Timeout | undefined
    await new Promise<void>((resolve) => {
      this.#ended = resolve
      timer = setTimeout(resolve, PATIENCE_MS)
    })
    clearTimeout(timer)
  }
}
