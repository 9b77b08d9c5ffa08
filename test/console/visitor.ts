/** Somebody without a script: pages and forms over HTTP, with the cookies that they are given. */
export class Visitor {
  readonly #origin: string
  readonly #cookies = new Map<string, string>()

  constructor(url: string) {
    this.#origin = new URL(url).origin
  }

  async get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return this.#fetch(path, { headers })
  }

  /** A page's text. */
  async page(path: string): Promise<string> {
    return (await this.get(path)).text()
  }

  /** Sends a form as the page that it stands on would, following where it leads. */
  async send(
    path: string,
    fields: Readonly<Record<string, string>>,
    on = path,
  ): Promise<{ readonly status: number; readonly text: string }> {
    const [, token = ''] = /name="_csrf" value="([^"]+)"/.exec(await this.page(on)) ?? []
    const first = await this.post(path, { ...fields, _csrf: token }, { referer: this.#origin + on })
    const to = first.headers.get('location')
    const answer = to === null ? first : await this.get(to.replace(this.#origin, ''))
    return { status: answer.status, text: await answer.text() }
  }

  async post(
    path: string,
    fields: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    return this.#fetch(path, { method: 'POST', headers, body: new URLSearchParams(fields) })
  }

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    const cookie = [...this.#cookies].map((one) => one.join('=')).join('; ')
    const headers = { ...(init.headers as Record<string, string>), cookie }
    const answer = await fetch(this.#origin + path, { ...init, headers, redirect: 'manual' })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      this.#cookies.set(name, value)
    }
    return answer
  }
}
