import type { JudgedRequirement, Judgement } from './verdicts/judgement.ts'
import { type Verdict, worst } from './verdicts/verdict.ts'

/** What an admin wants of Okta, by the section of the catalogue that is about it. */
const ABILITIES: readonly { readonly sections: RegExp; readonly can: string }[] = [
  { sections: /^OKTA-1\.1-/, can: 'connect' },
  { sections: /^OKTA-1\.2-/, can: 'create users' },
  { sections: /^OKTA-1\.3-/, can: 'update users' },
  { sections: /^OKTA-1\.4-/, can: 'deactivate users' },
  { sections: /^OKTA-1\.5-/, can: 'reactivate users' },
  { sections: /^OKTA-1\.8-/, can: 'import users' },
  { sections: /^OKTA-1\.9-/, can: 'push groups' },
]

const BROKEN = new Set<Verdict>(['FAIL', 'ERROR', 'BLOCKED'])

/** Whether the server is fit for Okta, in one sentence; what else is broken, in a second. */
export function verdictSentence({ requirements, score }: Judgement): string {
  const { can, cannot } = abilities(requirements)
  const failed = requirements.filter(({ verdict }) => verdict === 'FAIL').length
  const errors = requirements.filter(({ verdict }) => verdict === 'ERROR').length
  return [oktaSentence(can, cannot), rest(can, failed, errors, score.applicable)]
    .filter((sentence) => sentence !== '')
    .join(' ')
}

/** Which abilities were shown and which failed; what was not looked at is in neither list. */
export function abilities(requirements: readonly JudgedRequirement[]): {
  readonly can: readonly string[]
  readonly cannot: readonly string[]
} {
  const can: string[] = []
  const cannot: string[] = []
  for (const ability of ABILITIES) {
    const verdict = worst(
      requirements.filter(({ id }) => ability.sections.test(id)).map((one) => one.verdict),
    )
    if (verdict !== 'SKIP') (BROKEN.has(verdict) ? cannot : can).push(ability.can)
  }
  return { can, cannot }
}

function oktaSentence(can: readonly string[], cannot: readonly string[]): string {
  if (can.length === 0 && cannot.length === 0) return ''
  if (cannot.length === 0) return `Okta can ${listed(can)} here.`
  if (can.length === 0) return `Okta cannot ${listed(cannot, 'or')} here.`
  return `Okta can ${listed(can)} here, but not reliably ${listed(cannot, 'or')}.`
}

function rest(can: readonly string[], failed: number, errors: number, applicable: number): string {
  if (errors > 0) return `${counted(errors, 'requirement')} could not be judged.`
  if (failed > 0) return `${counted(failed, 'requirement')} ${failed === 1 ? 'fails' : 'fail'}.`
  if (can.length > 0) return 'Nothing that was tested fails.'
  return applicable === 0
    ? 'No hard requirement was looked at.'
    : `Nothing fails among the ${counted(applicable, 'hard requirement')} that were looked at.`
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** "create and update users": a noun that several verbs share is said once, at the end. */
function listed(phrases: readonly string[], word = 'and'): string {
  const merged: string[] = []
  for (const [index, phrase] of phrases.entries()) {
    const [verb = '', noun] = phrase.split(' ')
    const shared = noun !== undefined && phrases[index + 1]?.endsWith(` ${noun}`)
    merged.push(shared ? verb : phrase)
  }
  const last = merged.pop() ?? ''
  return merged.length === 0 ? last : `${merged.join(', ')} ${word} ${last}`
}
