import assert from 'node:assert/strict'
import { subscribe } from 'node:diagnostics_channel'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { type Furnished, furnish } from './furnished.ts'
import { openConsoles } from './open-consoles.ts'
import { Visitor } from './visitor.ts'

/** What takes a form, of both consoles: `/admin/apps/:id/general`. */
const taken = new Set<string>()
subscribe('fastify.initialization', (message) => {
  const { fastify } = message as { fastify: FastifyInstance }
  fastify.addHook('onRoute', ({ method, url }) => {
    if (method === 'POST' && /^\/(admin|dashboard)(\/|$)/.test(url)) taken.add(url)
  })
})

let consoles: Awaited<ReturnType<typeof openConsoles>>
let furnished: Furnished
const pages = new Map<string, { readonly text: string; readonly headers: Headers }>()

before(async () => {
  consoles = await openConsoles()
  furnished = await furnish(consoles)
  for (const url of furnished.screens) {
    const answer = await new Visitor(url).get(url.replace(new URL(url).origin, ''))
    pages.set(url, { text: await answer.text(), headers: answer.headers })
  }
})
after(() => consoles.close())

/** The forms that change something, with the page that they stand on. */
const forms = () =>
  [...pages].flatMap(([url, { text }]) =>
    [...text.matchAll(/<form method="post".*?<\/form>/gs)].map(([form]) => ({ url, form })),
  )

test('every form of every screen carries the token of its session', () => {
  assert.ok(forms().length > 0)
  const bare = forms().filter(({ form }) => !/name="_csrf" value="[\w-]{43}"/.test(form))
  assert.deepEqual(bare, [])
})

test('every form can be sent without a script: it leads to what takes it, by a button of its own', () => {
  const routes = [...taken].map((route) => new RegExp(`^${route.replace(/:\w+/g, '[^/]+')}$`))
  const wrong = forms().filter(({ form }) => {
    const actions = [...form.matchAll(/(?:form)?action="([^"]+)"/g)].map(([, to = '']) => to)
    const sends = /<button(?![^>]*type="button")/.test(form)
    const known = (to: string) => routes.some((route) => route.test(to))
    // A form that nothing can be chosen in yet has no button.
    return actions.length === 0 || !actions.every(known) || !(sends || !/<label/.test(form))
  })
  assert.deepEqual(wrong, [])
})

test('whatever takes a form refuses one without the token', async () => {
  assert.ok(taken.size > 0)
  const answers = await Promise.all(
    [...taken].map(async (route) => {
      const site = route.startsWith('/admin') ? consoles.okta : consoles.server
      const path = route.replace(/:\w+/g, 'any')
      const { status } = await new Visitor(site.url).post(path, { name: 'Intruders' })
      return `${route} ${status}`
    }),
  )
  assert.deepEqual(
    answers.filter((answer) => !answer.endsWith(' 403')),
    [],
  )
})

test('every screen has the one policy, and nothing that it would stop', () => {
  const [first] = pages.values()
  const policy = first?.headers.get('content-security-policy')
  assert.match(policy ?? '', /default-src 'none'/)
  for (const [url, { text, headers }] of pages) {
    assert.equal(headers.get('content-security-policy'), policy, url)
    assert.doesNotMatch(
      text,
      /<script(?![^>]* src=)|<style|\sstyle=|\son\w+=|hx-on|javascript:/,
      url,
    )
    const elsewhere = [...text.matchAll(/(?:src|href)="(https?:[^"]*)"/g)].map(([, to = '']) => to)
    assert.deepEqual(
      elsewhere.filter((to) => !to.startsWith(consoles.server.url)),
      [],
      url,
    )
  }
})
