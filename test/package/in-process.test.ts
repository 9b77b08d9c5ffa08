import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { check, startMockOkta, startReferenceServer } from '../../index.ts'
import { alteredServer } from '../../mutants/altered-server.ts'

const out = mkdtempSync(join(tmpdir(), 'scimulate-in-process-'))
after(() => rmSync(out, { recursive: true, force: true }))

/** Sends what an in-process handler is asked on to a real server, as a handler of one's own would answer. */
async function forward(to: string, request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  const bare = request.method === 'GET' || request.method === 'HEAD'
  const body = bare ? {} : { body: await request.text() }
  const answer = await fetch(to + pathname + search, {
    method: request.method,
    headers: withoutHost(request),
    ...body,
  })
  return known(answer, to, new URL(request.url).origin)
}

/** The answer with references by which a client of the handler comes back to the handler. */
async function known(answer: Response, behind: string, before: string): Promise<Response> {
  const headers = new Headers(answer.headers)
  const location = headers.get('location')
  if (location !== null) headers.set('location', location.replace(behind, before))
  const text = (await answer.text()).replaceAll(behind, before)
  return new Response(text === '' ? null : text, { status: answer.status, headers })
}

/** A listener of one's own: what comes below a path is answered by the good server. */
async function answerBelow(
  path: string,
  to: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk)
  const request = new Request(`http://localhost${(incoming.url ?? '').replace(path, '')}`, {
    method: incoming.method ?? 'GET',
    headers: incoming.headers as Record<string, string>,
    ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
  })
  const answer = await forward(to, request)
  outgoing.writeHead(answer.status, Object.fromEntries(answer.headers))
  outgoing.end(await answer.text())
}

function withoutHost({ headers }: Request): Headers {
  const kept = new Headers(headers)
  for (const name of ['host', 'connection', 'content-length', 'expect']) kept.delete(name)
  return kept
}

test('several targets are checked in one process: a fetch handler, then one that fails', async () => {
  const good = await alteredServer({})
  const bad = await alteredServer({
    tell: (_passing, answer) =>
      typeof answer.body?.status === 'string'
        ? { ...answer, body: { ...answer.body, status: Number(answer.body.status) } }
        : answer,
  })
  try {
    const first = await check({
      target: { fetch: (request) => forward(good.baseUrl, request) },
      token: good.token,
      tags: '@scim',
      out,
    })
    const wrong = first.report.scenarios.filter(({ verdict }) => /FAIL|ERROR/.test(verdict))
    assert.deepEqual(
      wrong.map(({ name, reason }) => [name, reason]),
      [],
    )
    assert.equal(first.exitCode, 0)
    assert.ok(first.report.scenarios.length > 20)
    const second = await check({ url: bad.baseUrl, token: bad.token, tags: '@scim', out })
    assert.equal(second.exitCode, 1)
    const failed = second.report.requirements.filter(({ verdict }) => verdict === 'FAIL')
    assert.deepEqual(
      failed.map(({ id }) => id),
      ['RFC7644-3.12-04'],
    )
  } finally {
    await good.close()
    await bad.close()
  }
})

test('a Node request listener is checked as well, below a path', async () => {
  const good = await alteredServer({})
  try {
    const { exitCode } = await check({
      target: {
        listener: (incoming, outgoing) => {
          void answerBelow('/scim/v2', good.baseUrl, incoming, outgoing)
        },
      },
      path: '/scim/v2',
      token: good.token,
      tags: '@RFC7644-3.3-11 or @RFC7644-3.4.2-10',
      out,
    })
    assert.equal(exitCode, 0)
  } finally {
    await good.close()
  }
})

test('the two programs start in-process and stop without a trace', async () => {
  const [server, okta] = [await startReferenceServer(), await startMockOkta()]
  assert.match(server.url, /^http:\/\/127\.0\.0\.1:\d+$/)
  assert.match(okta.url, /^http:\/\/127\.0\.0\.1:\d+$/)
  await okta.close()
  await server.close()
})
