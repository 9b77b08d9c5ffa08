import { authOf, type RawAuth } from '../check/auth-options.ts'
import { type RawRoute, routeOf } from '../check/route-options.ts'
import { EXIT, usage } from '../exit-code.ts'
import { type Finding, warn } from './finding.ts'
import { folderFinding, nodeFinding, portFinding } from './machine.ts'
import { answerFindings, certificateFinding, serviceFinding } from './target.ts'

type Environment = Readonly<Record<string, string | undefined>>

const MARKS = { ok: 'ok  ', warn: 'note', bad: 'BAD ' } as const

/** `scimulate doctor`: what would be in the way of a run. 3 when the target is, 4 when this machine is. */
export async function doctor(
  url: string | undefined,
  raw: RawAuth & RawRoute,
  environment: Environment,
): Promise<number> {
  const here = [nodeFinding(process.versions.node), await portFinding(), await folderFinding()]
  here.forEach(tell)
  const there = await targetFindings(url ?? environment.SCIM_BASE_URL, raw, environment)
  if (here.some(({ state }) => state === 'bad')) return EXIT.ownError
  return there.some(({ state }) => state === 'bad') ? EXIT.unreachable : EXIT.fit
}

async function targetFindings(
  text: string | undefined,
  raw: RawAuth & RawRoute,
  environment: Environment,
): Promise<Finding[]> {
  if (text === undefined || text === '') {
    const finding = warn('Target', 'none was named: scimulate doctor https://example.com/scim/v2')
    tell(finding)
    return [finding]
  }
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) {
    throw usage(`the base URL must be an http or https URL, not "${text}"`)
  }
  const url = new URL(text)
  const route = routeOf(raw)
  const answered = await answerFindings(url, route)
  const findings = [...answered, await certificateFinding(url, route)]
  findings.forEach(tell)
  if (answered.some(({ state }) => state === 'bad')) return findings
  const auth = authOf(raw, environment)
  const service =
    auth === undefined
      ? warn('SCIM', 'no credential: set SCIM_TOKEN to see whether it is taken')
      : await serviceFinding(url, auth, route)
  tell(service)
  return [...findings, service]
}

function tell({ state, name, message }: Finding): void {
  console.log(`${MARKS[state]} ${name.padEnd(7)} ${message}`)
}
