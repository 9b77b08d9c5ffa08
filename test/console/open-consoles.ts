import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { Webhook } from 'svix'
import { startMockOkta } from '../../mock-okta/app.ts'
import { startServer } from '../../server/app.ts'

/** Both consoles, each on a server of its own. */
export async function openConsoles() {
  const server = await startServer({ console: true, testControls: true })
  const okta = await startMockOkta({ console: true, testControls: true, seed: 7 })
  return {
    okta: { ...okta, at: `${okta.url}/admin` },
    server: { ...server, at: `${server.url}/dashboard` },
    close: async () => {
      await okta.close()
      await server.close()
    },
  }
}

export interface Tab {
  readonly page: Page
  /** Console messages, script errors, refused requests: a good page makes none of them. */
  readonly noise: readonly string[]
  close(): Promise<void>
}

const WATCH = `
globalThis.seen = { shift: 0 }
new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) seen.shift += entry.value }).observe({ type: 'layout-shift', buffered: true })
`

/** A tab in a context of its own, with an ear for all that it should not do. */
export async function openTab(browser: Browser, options: BrowserContextOptions = {}): Promise<Tab> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  const noise: string[] = []
  page.on('console', (message) => noise.push(`console: ${message.text()}`))
  page.on('pageerror', (error) => noise.push(`error: ${error.message}`))
  page.on('response', (answer) => {
    if (answer.status() >= 400) noise.push(`${answer.status()} ${answer.url()}`)
  })
  if (options.javaScriptEnabled !== false) await page.addInitScript(WATCH)
  return { page, noise, close: () => context.close() }
}

/** How far what was there has moved by itself since the page was opened. */
export async function shiftOf(page: Page): Promise<number> {
  return (await page.evaluate<{ shift: number }>('seen')).shift
}

/** A receiver of webhooks, as a customer would have it: what a signature does not vouch for is refused. */
export async function openReceiver() {
  let webhook: Webhook | undefined
  const types: string[] = []
  const waiting: (() => void)[] = []
  const receiver = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += String(part)
    })
    request.on('end', () => {
      try {
        const event = webhook?.verify(body, request.headers as Record<string, string>) as Event
        types.push([event.source, event.object_type, event.action].join('.').toLowerCase())
        response.writeHead(204).end()
      } catch {
        response.writeHead(400).end()
      }
      for (const wake of waiting.splice(0)) wake()
    })
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hooks`,
    types,
    trust: (secret: string) => {
      webhook = new Webhook(secret)
    },
    /** Until one of this type has come. */
    heard: async (type: string) => {
      while (!types.includes(type)) await new Promise<void>((resolve) => waiting.push(resolve))
    },
    close: () => {
      receiver.closeAllConnections()
      receiver.close()
    },
  }
}

interface Event {
  readonly source: string
  readonly object_type: string
  readonly action: string
}
