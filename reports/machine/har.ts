import type { Exchange, RunInfo } from '../run-record.ts'

/** The exchanges as a HAR 1.2 log, which browsers and proxies open. */
export function har(exchanges: readonly Exchange[], run: RunInfo): object {
  return {
    log: {
      version: '1.2',
      creator: { name: 'scimulate', version: run.versions.scimulate ?? '0' },
      comment: run.command,
      // Of what observers told nobody saw a request.
      entries: exchanges.filter(({ source }) => source !== 'observers').map(entry),
    },
  }
}

function entry({ id, scenario, lane, source, at, ms, request, response, error }: Exchange): object {
  return {
    startedDateTime: at,
    time: ms,
    request: {
      method: request.method,
      url: request.url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: pairs(request.headers),
      queryString: query(request.url),
      headersSize: -1,
      bodySize: request.body === null ? 0 : Buffer.byteLength(request.body),
      ...(request.body === null
        ? {}
        : {
            postData: { mimeType: headerOf(request.headers, 'content-type'), text: request.body },
          }),
    },
    response: harResponse(response, error),
    cache: {},
    timings: { send: 0, wait: ms, receive: 0 },
    comment: `#${id} ${lane} by ${source}${scenario === null ? '' : ` in ${scenario}`}`,
  }
}

/** A request without an answer has status 0 in a HAR. */
function harResponse(response: Exchange['response'], error: string | null): object {
  const { status, headers, body } = response ?? { status: 0, headers: {}, body: '' }
  return {
    status,
    statusText: error ?? '',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: pairs(headers),
    content: {
      size: Buffer.byteLength(body),
      mimeType: headerOf(headers, 'content-type') || 'x-unknown',
      text: body,
    },
    redirectURL: headerOf(headers, 'location'),
    headersSize: -1,
    bodySize: Buffer.byteLength(body),
    ...(error === null ? {} : { _error: error }),
  }
}

type Headers = Readonly<Record<string, string>>

function headerOf(headers: Headers, name: string): string {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1] ?? ''
}

function pairs(headers: Headers): object[] {
  return Object.entries(headers).map(([name, value]) => ({ name, value }))
}

function query(url: string): object[] {
  if (!URL.canParse(url)) return []
  return [...new URL(url).searchParams].map(([name, value]) => ({ name, value }))
}
