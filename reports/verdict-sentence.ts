import type { JudgedRequirement, Judgement } from './verdicts/judgement.ts'
import type { Verdict } from './verdicts/verdict.ts'

interface Ability {
  readonly id: RegExp
  readonly verb: string
  readonly noun: string
  readonly doing: string
}

/** What an admin wants of Okta, by the section of the catalogue that is about it. */
const ABILITIES: readonly Ability[] = [
  { id: /^OKTA-1\.1-/, verb: 'connect', noun: '', doing: 'connecting' },
  { id: /^OKTA-1\.2-/, verb: 'create', noun: 'users', doing: 'creating users' },
  { id: /^OKTA-1\.3-/, verb: 'update', noun: 'users', doing: 'updating users' },
  { id: /^OKTA-1\.4-/, verb: 'deactivate', noun: 'users', doing: 'deactivating users' },
  { id: /^OKTA-1\.5-/, verb: 'reactivate', noun: 'users', doing: 'reactivating users' },
  { id: /^OKTA-1\.8-/, verb: 'import', noun: 'users', doing: 'importing users' },
  { id: /^OKTA-1\.9-/, verb: 'push', noun: 'groups', doing: 'pushing groups' },
]

const BROKEN = new Set<Verdict>(['FAIL', 'ERROR', 'BLOCKED'])

/**
 * Whether the server is fit for Okta, in one sentence; what else there is to say, in another.
 *
 * @param histories those that random rehearsals found and the server does not bear
 */
export function verdictSentence({ requirements, score }: Judgement, histories = 0): string {
  const { can, partly, cannot } = abilities(requirements)
  const sentences = [
    oktaSentence(can, cannot),
    partly.length === 0
      ? ''
      : `${capital(joined(partly.map(({ doing }) => doing)))} ${partly.length === 1 ? 'works' : 'work'} only in part.`,
    histories > 0
      ? restWithHistories(requirements, histories)
      : rest(requirements, can.length > 0, score.applicable),
  ]
  return sentences.filter((sentence) => sentence !== '').join(' ')
}

/** What the server let work, in part, or not at all; what was not looked at is in no list. */
function abilities(
  requirements: readonly JudgedRequirement[],
): Record<'can' | 'partly' | 'cannot', readonly Ability[]> {
  const standing = ABILITIES.map((ability) => {
    const verdicts = requirements
      .filter(
        ({ id, verdict, party }) => ability.id.test(id) && verdict !== 'SKIP' && party !== 'client',
      )
      .map(({ verdict }) => verdict)
    return { ability, all: verdicts.length, bad: verdicts.filter((v) => BROKEN.has(v)).length }
  }).filter(({ all }) => all > 0)
  const those = (test: (one: { all: number; bad: number }) => boolean) =>
    standing.filter(test).map(({ ability }) => ability)
  return {
    can: those(({ bad }) => bad === 0),
    partly: those(({ bad, all }) => bad > 0 && bad < all),
    cannot: those(({ bad, all }) => bad === all),
  }
}

function oktaSentence(can: readonly Ability[], cannot: readonly Ability[]): string {
  if (can.length === 0 && cannot.length === 0) return ''
  if (cannot.length === 0) return `Okta can ${listed(can, 'and')} here.`
  if (can.length === 0) return `Okta cannot ${listed(cannot, 'or')} here.`
  return `Okta can ${listed(can, 'and')} here, but not ${listed(cannot, 'or')}.`
}

function restWithHistories(requirements: readonly JudgedRequirement[], histories: number): string {
  const failed = failures(requirements)
  const fail = histories === 1 ? '1 random history fails' : `${histories} random histories fail`
  return failed === '' ? `No scenario fails, but ${fail}.` : `${failed}, and ${fail}.`
}

function rest(
  requirements: readonly JudgedRequirement[],
  oktaWorks: boolean,
  applicable: number,
): string {
  const failed = failures(requirements)
  if (failed !== '') return `${failed}.`
  if (oktaWorks) return 'Nothing that was tested fails.'
  if (applicable === 0) return 'No hard requirement was looked at.'
  return `Nothing fails; ${applicable} hard ${applicable === 1 ? 'requirement was' : 'requirements were'} looked at.`
}

function failures(requirements: readonly JudgedRequirement[]): string {
  const count = (verdict: Verdict) => requirements.filter((one) => one.verdict === verdict).length
  const failed = count('FAIL')
  const errors = count('ERROR')
  return [
    failed > 0 ? `${counted(failed)} ${failed === 1 ? 'fails' : 'fail'}` : '',
    errors > 0 ? `${counted(errors)} could not be judged` : '',
  ]
    .filter((part) => part !== '')
    .join(', and ')
}

function counted(count: number): string {
  return `${count} requirement${count === 1 ? '' : 's'}`
}

/** "create and update users, and push groups": verbs of one noun share it. */
function listed(abilities: readonly Ability[], word: 'and' | 'or'): string {
  const verbs = new Map<string, string[]>()
  for (const { verb, noun } of abilities) verbs.set(noun, [...(verbs.get(noun) ?? []), verb])
  const phrases = [...verbs].map(([noun, list]) => `${joined(list, word)} ${noun}`.trim())
  const nested = [...verbs.values()].some((list) => list.length > 1) && phrases.length > 1
  return nested
    ? `${phrases.slice(0, -1).join(', ')}, ${word} ${phrases.at(-1)}`
    : joined(phrases, word)
}

function joined(words: readonly string[], word = 'and'): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} ${word} ${words.at(-1)}`
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
