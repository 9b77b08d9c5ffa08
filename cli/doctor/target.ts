import { connect } from 'node:tls'
import type { Route } from '../../steps/support/recorder/agents.ts'
import { targetAgent } from '../../steps/support/recorder/agents.ts'
import type { Auth } from '../../steps/support/recorder/credential.ts'
import { Credential } from '../../steps/support/recorder/credential.ts'
import { Ledger } from '../../steps/support/recorder/ledger.ts'
import { Recorder } from '../../steps/support/recorder/recorder.ts'
import { probe, reasonOf, Unreachable } from '../../steps/targets/probe.ts'
import { bad, type Finding, ok, warn } from './finding.ts'

const DAY_MS = 86_400_000
const SOON_DAYS = 14
const DRIFT_MS = 30_000

/** Whether the target answers, and how far its clock is from ours. */
export async function answerFindings(url: URL, route: Route): Promise<Finding[]> {
  const agent = targetAgent(route)
  try {
    const started = Date.now()
    const { statusCode, headers, body } = await agent.request({
      origin: url.origin,
      path: url.pathname,
      method: 'GET',
      headersTimeout: 10_000,
    })
    await body.dump()
    const took = Date.now() - started
    return [
      ok('Target', `${url.origin} answers (${statusCode}, ${took} ms)`),
      clockFinding(headers.date, Date.now()),
    ]
  } catch (error) {
    return [bad('Target', `${url.origin} does not answer: ${reasonOf(error)}`)]
  } finally {
    await agent.destroy()
  }
}

/** Signatures, tokens and certificates all need clocks that agree. */
export function clockFinding(date: string | string[] | undefined, now: number): Finding {
  const theirs = typeof date === 'string' ? Date.parse(date) : Number.NaN
  if (Number.isNaN(theirs)) return warn('Clock', 'the target sends no Date header to compare with')
  const off = Math.round((theirs - now) / 1000)
  if (Math.abs(theirs - now) <= DRIFT_MS) return ok('Clock', 'agrees with the target')
  return warn(
    'Clock',
    `the target's is ${Math.abs(off)} s ${off > 0 ? 'ahead' : 'behind'}: tokens and signatures may be refused`,
  )
}

/** When the certificate of an https target ends, and who signed it. */
export async function certificateFinding(url: URL, { tls }: Route): Promise<Finding> {
  if (url.protocol !== 'https:') {
    return warn(
      'TLS',
      'the URL is http: the token travels in the clear, which Okta does not accept',
    )
  }
  return new Promise((resolve) => {
    const socket = connect({
      host: url.hostname,
      port: Number(url.port || 443),
      servername: url.hostname,
      rejectUnauthorized: false,
      timeout: 10_000,
      ...(tls.ca === undefined ? {} : { ca: tls.ca }),
    })
    socket.once('secureConnect', () => {
      const { valid_to } = socket.getPeerCertificate()
      const problem = socket.authorized ? undefined : String(socket.authorizationError)
      socket.destroy()
      resolve(trusted(problem, Date.parse(valid_to), Date.now()))
    })
    socket.once('timeout', () => socket.destroy(new Error('no handshake within 10 s')))
    socket.once('error', ({ message }) => resolve(bad('TLS', message)))
  })
}

function trusted(problem: string | undefined, ends: number, now: number): Finding {
  const day = new Date(ends).toISOString().slice(0, 10)
  if (problem !== undefined) {
    return bad('TLS', `the certificate is not trusted (${problem}): give --ca with its authority`)
  }
  const days = Math.floor((ends - now) / DAY_MS)
  return days < SOON_DAYS
    ? warn('TLS', `the certificate ends in ${days} days, on ${day}`)
    : ok('TLS', `the certificate is trusted and ends on ${day}`)
}

/** Whether it is a SCIM service that takes our credential; nothing but GET is sent. */
export async function serviceFinding(url: URL, auth: Auth, route: Route): Promise<Finding> {
  const token = 'scimulate-doctor'
  const recorder = new Recorder({
    ledger: new Ledger(undefined),
    origins: {},
    unused: 'scimulate-unused-doctor',
    pace: { concurrency: 4, rps: undefined },
    credentials: [new Credential(auth, token)],
    route,
    readOnly: true,
  })
  recorder.addTarget(url.href)
  try {
    const access = { baseUrl: url.href, token }
    const how = {
      bearer: true,
      secondToken: false,
      readOnly: true,
      unused: 'scimulate-unused-doctor',
    }
    const { users, config } = await probe(recorder.dispatcher, access, how)
    return users.status === 200
      ? ok('SCIM', `/Users answers 200, /ServiceProviderConfig ${config.status}`)
      : bad('SCIM', `/Users answers ${users.status} where 200 is due`)
  } catch (error) {
    if (error instanceof Unreachable) return bad('SCIM', error.message)
    throw error
  } finally {
    await recorder.close()
  }
}
