import { createServer } from 'node:http'

/** A receiver of webhooks that can be down: then it takes no connection. */
export class Inbox {
  /** Ids of the events that came, each as often as it came. */
  readonly received: string[] = []
  readonly url: string
  down = false
  /** Connections that were not taken. */
  refused = 0
  readonly close: () => Promise<void>

  private constructor(url: string, close: () => Promise<void>) {
    this.url = url
    this.close = close
  }

  static async open(): Promise<Inbox> {
    const http = createServer((request, response) => {
      let text = ''
      request.setEncoding('utf8').on('data', (piece: string) => {
        text += piece
      })
      request.on('end', () => {
        inbox.received.push((JSON.parse(text) as { event_id: string }).event_id)
        response.writeHead(204).end()
      })
    })
    http.on('connection', (socket) => {
      if (!inbox.down) return
      inbox.refused += 1
      socket.resetAndDestroy()
    })
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    const address = http.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const inbox = new Inbox(`http://127.0.0.1:${port}/hook`, async () => {
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    })
    inbox.#stop = () => http.closeAllConnections()
    return inbox
  }

  #stop = () => {}

  goDown(): void {
    this.down = true
    this.#stop()
  }
}
