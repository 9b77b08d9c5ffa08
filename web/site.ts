import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { assetRoutes } from './assets.ts'
import { Form } from './form.ts'
import { Refused } from './refused.ts'
import { Templates } from './render.ts'
import { type Notice, type Session, Sessions } from './session.ts'
import { writing } from './writing.ts'

declare module 'fastify' {
  interface FastifyRequest {
    visitor: Session
  }
}

/** A page of a site. */
export interface Page {
  /** The template's name. */
  readonly view: string
  readonly title: string
  readonly data?: object
}

/** Where a form leads, and what is said there. */
export interface Move {
  readonly to: string
  readonly said?: string
  readonly notice?: Notice
}

export interface Visit {
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly form: Form
  /** What the visitor's browser calls this site. */
  readonly host: string
}

export interface SiteOptions {
  /** Where the site is mounted: /admin. */
  readonly base: string
  readonly name: string
  /** By what the style sheet tells the sites apart. */
  readonly brand: string
  /** The folder of its templates, by its path in the package. */
  readonly pages: string
  readonly menu: readonly { readonly name: string; readonly at: string }[]
  /** Whether only this machine can reach it. */
  readonly loopback: boolean
  /** What whoever comes must know; needed when others can reach it. */
  readonly password: string | undefined
  /** What stands beside every page. */
  readonly beside?: () => Promise<object>
}

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const HEADERS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
}

const HERE = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i

/** Opens a site in a scope of its own, to which the root leads; `fill` gives it its pages. */
export async function openSite(
  app: FastifyInstance,
  options: SiteOptions,
  fill: (site: Site) => void,
): Promise<void> {
  app.get('/', async (_request, reply) => reply.redirect(options.base, 302))
  await app.register(async (scope) => fill(new Site(scope, options)))
}

/**
 * Server-rendered pages: forms that work without a script, one policy for all, a token in every form, and a
 * password where others than this machine can come. It is given a scope of its own.
 */
export class Site {
  readonly app: FastifyInstance
  readonly options: SiteOptions
  readonly #templates: Templates
  readonly #sessions = new Sessions()
  readonly #asset: (name: string) => string
  #failures = 0

  constructor(app: FastifyInstance, options: SiteOptions) {
    this.app = app
    this.options = options
    this.#templates = new Templates(options.pages)
    app.decorateRequest('visitor', null as unknown as Session)
    app.removeAllContentTypeParsers()
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, text, done) => done(null, String(text)),
    )
    app.addHook('onRequest', async (request, reply) => this.#receive(request, reply))
    app.addHook('preHandler', async (request) => this.#requireToken(request))
    app.setErrorHandler((error, request, reply) => this.#failed(error as Error, request, reply))
    this.#asset = assetRoutes(app, options.base)
    this.#loginRoutes()
  }

  /** A page at this path below the base. */
  page(path: string, show: (visit: Visit) => Promise<Page>): void {
    this.app.get(this.options.base + path, async (request, reply) => {
      const page = await show(visitOf(request))
      return this.#send(request, reply, page)
    })
  }

  /** What a form does. A refusal is told on the page that the form stands on. */
  action(path: string, act: (visit: Visit) => Promise<Move | Page>): void {
    this.app.post(this.options.base + path, async (request, reply) => {
      const { visitor } = request
      const visit = visitOf(request)
      try {
        const answer = await act(visit)
        if ('view' in answer) {
          visitor.draft = visit.form.draft
          return await this.#send(request, reply, answer)
        }
        const { to, said, notice } = answer
        if (said !== undefined) visitor.notices.push({ kind: 'good', text: said })
        if (notice !== undefined) visitor.notices.push(notice)
        return await reply.redirect(this.options.base + to, 303)
      } catch (error) {
        if (!(error instanceof Refused)) throw error
        visitor.notices.push({ kind: 'bad', text: error.message })
        visitor.draft = visit.form.draft
        return reply.redirect(this.#before(request), 303)
      }
    })
  }

  /** A part of a page, for what is live. */
  fragment(view: string, data: object): string {
    return this.#templates.render(view, { d: data, h: writing, base: this.options.base })
  }

  async #send(
    request: FastifyRequest,
    reply: FastifyReply,
    { view, title, data = {} }: Page,
  ): Promise<FastifyReply> {
    const { visitor } = request
    const { base, name, brand, menu, beside, password } = this.options
    // A page that looks for news in the background must not take away what the next one is to say.
    const looks = request.headers['scimulate-live'] !== undefined
    const { notices, draft } = looks ? { notices: [], draft: {} } : visitor
    if (!looks) Object.assign(visitor, { notices: [], draft: {} })
    const open = password === undefined || visitor.signedIn
    const it = {
      ...{ d: data, h: writing, base, draft, title, name, brand, menu, notices },
      csrf: this.#sessions.tokenFor(visitor),
      asset: this.#asset,
      path: request.url.split('?')[0] ?? '',
      beside: open ? await beside?.() : undefined,
      open,
      leaves: password !== undefined && visitor.signedIn,
    }
    const body = this.#templates.render(view, it)
    return reply
      .type('text/html; charset=utf-8')
      .send(this.#templates.render('@layout', { ...it, body }))
  }

  async #receive(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { loopback, password, base } = this.options
    reply.headers(HEADERS)
    // A name of somebody else's that leads to this machine must not open it.
    if (loopback && !HERE.test(request.headers.host ?? '')) throw new Stranger()
    request.visitor = this.#sessions.of(request.headers.cookie)
    reply.header('set-cookie', this.#sessions.cookieFor(request.visitor))
    if (password === undefined || request.visitor.signedIn) return
    const path = request.url.split('?')[0] ?? ''
    if (path === `${base}/login` || path.startsWith(`${base}/assets/`)) return
    await reply.redirect(`${base}/login`, 303)
  }

  async #requireToken(request: FastifyRequest): Promise<void> {
    if (request.method === 'GET' || request.method === 'HEAD') return
    const { origin, host } = request.headers
    const foreign = origin !== undefined && URL.canParse(origin) && new URL(origin).host !== host
    const { form } = visitOf(request)
    if (foreign || !this.#sessions.isToken(request.visitor, form.raw('_csrf'))) throw new Stale()
  }

  #loginRoutes(): void {
    const { base, password, name } = this.options
    if (password === undefined) return
    this.page('/login', async () => ({ view: '@login', title: 'Sign in', data: { name } }))
    this.app.post(`${base}/login`, async (request, reply) => {
      const { form } = visitOf(request)
      if (this.#failures < 20 && same(form.raw('password'), password)) {
        this.#failures = 0
        const fresh = this.#sessions.start()
        fresh.signedIn = true
        reply.removeHeader('set-cookie').header('set-cookie', this.#sessions.cookieFor(fresh))
        return reply.redirect(base, 303)
      }
      this.#failures += 1
      setTimeout(() => {
        this.#failures = Math.max(this.#failures - 1, 0)
      }, 60_000).unref()
      const text =
        this.#failures < 20 ? 'That is not the password.' : 'Too many attempts: wait a minute.'
      request.visitor.notices.push({ kind: 'bad', text })
      return reply.redirect(`${base}/login`, 303)
    })
    this.app.post(`${base}/logout`, async (request, reply) => {
      request.visitor.signedIn = false
      return reply.redirect(`${base}/login`, 303)
    })
  }

  async #failed(error: Error, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    if (error instanceof Stranger) {
      return reply.status(421).type('text/plain').send(error.message)
    }
    const told = error instanceof Refused || error instanceof Stale
    const status = error instanceof Refused ? error.status : error instanceof Stale ? 403 : 500
    const text = told ? error.message : 'Something went wrong here; it is not your fault.'
    if (!told) request.log.error({ err: error })
    const page = { view: '@error', title: TITLES[status] ?? 'Not possible', data: { text } }
    return this.#send(request, reply.status(status), page)
  }

  /** The page that the form stands on. */
  #before({ headers }: FastifyRequest): string {
    const { base } = this.options
    const { referer = '' } = headers
    const url = URL.canParse(referer) ? new URL(referer) : undefined
    const own = url?.host === headers.host && url?.pathname.startsWith(base)
    return own && url !== undefined ? url.pathname + url.search : base
  }
}

const TITLES: Readonly<Record<number, string>> = {
  403: 'The page is too old',
  404: 'Not found',
  500: 'An error of ours',
}

class Stale extends Error {
  override readonly message =
    'This form is from before the last start, or from elsewhere: load its page again and send it once more.'
}

class Stranger extends Error {
  override readonly message =
    'This console is for this machine only: open it under 127.0.0.1 or localhost.'
}

function visitOf(request: FastifyRequest): Visit {
  return {
    params: request.params as Record<string, string>,
    query: new URL(request.url, 'http://here').searchParams,
    form: new Form(typeof request.body === 'string' ? request.body : ''),
    host: request.headers.host ?? '',
  }
}

function same(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}
