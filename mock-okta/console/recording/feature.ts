import type { Action } from '../journal.ts'
import type { App, Connection, Exchange } from '../shapes.ts'
import { jsonIn } from '../traffic/json.ts'
import type { Click } from './click.ts'
import { appWord, plain, stepsOf } from './steps-of.ts'
import type { Words } from './words.ts'

/** What was recorded of one app. */
export interface Recorded {
  readonly app: App
  readonly connection: Connection
  readonly actions: readonly Action[]
  /** The exchanges of the app, by the number of the action that they followed. */
  readonly exchanges: ReadonlyMap<number, readonly Exchange[]>
  readonly words: Words
}

/** The clicks so far as a feature: a Rule for each app, in steps that there are. */
export function featureOf(title: string, apps: readonly Recorded[]): string {
  const rules = apps.map(ruleOf).filter((rule) => rule !== '')
  return [
    '@okta',
    `Feature: ${plain(title)}`,
    '  Recorded in the console of the mock Okta. Run it with: scimulate check --features <this file>',
    '',
    ...rules,
  ].join('\n')
}

function ruleOf(recorded: Recorded): string {
  const word = appWord(recorded.app)
  const lines = word === undefined ? [] : scenarioOf(recorded, word)
  if (lines.length < 2) return ''
  return [
    `  ${tagsOf(recorded)}`,
    `  Rule: What was done with ${plain(recorded.app.label)} is sent as it was then`,
    '',
    `    Scenario: The clicks of the recording, in their order`,
    ...tidy(lines).map((line) => `      ${line}`),
    '',
  ].join('\n')
}

/** The requirement that the clicks are about, and what the server must be able to do for them. */
function tagsOf({ actions, exchanges }: Recorded): string {
  const has = (kind: Click['kind']) => actions.some(({ click }) => click?.kind === kind)
  const sent = [...exchanges.values()].flat()
  return [
    has('pushed') ? '@OKTA-1.9-01' : has('assigned') ? '@OKTA-1.2-01' : '@OKTA-1.1-01',
    '@MUST @needs-filter @needs-no-required-extension',
    ...(sent.some(({ request }) => request.method === 'PATCH') ? ['@needs-patch'] : []),
    ...(has('pushed') ? ['@needs-writable-groups'] : []),
  ].join(' ')
}

function scenarioOf(recorded: Recorded, word: string): string[] {
  const { actions, app, connection } = recorded
  const mine = about(actions, app.id)
  const clicks = actions.filter(({ click }) => click !== undefined && concerns(click, app.id, mine))
  const isNew = clicks.some(({ click }) => click?.kind === 'app made')
  const known = new Set<string>()
  if (connection.importGroups === true) {
    // There is one step for all of that page, which tests, saves and switches on.
    const later = clicks.filter(({ click }) => !opens(click))
    return [
      `Given a ${word} that provisions the server, with Import Groups ticked`,
      ...later.flatMap((action) => linesOf(recorded, action, known)),
    ]
  }
  return [
    isNew ? `Given an Okta org with a ${word}` : `Given a ${word} that provisions the server`,
    ...clicks.flatMap((action) => linesOf(recorded, action, known)),
  ]
}

function opens(click: Click | undefined): boolean {
  if (click?.kind === 'switched') return click.on.length === 3
  return click?.kind === 'app made' || click?.kind === 'tested' || click?.kind === 'connected'
}

/** The people and groups that have to do with an app. */
function about(actions: readonly Action[], appId: string): ReadonlySet<string> {
  const ids = new Set<string>()
  for (const { click } of actions) {
    if (click === undefined || !('appId' in click) || click.appId !== appId) continue
    if ('groupId' in click) ids.add(click.groupId)
    if ('personId' in click) ids.add(click.personId)
  }
  for (const { click } of actions) {
    if (click?.kind === 'joined' && ids.has(click.groupId)) ids.add(click.personId)
  }
  return ids
}

function concerns(click: Click, appId: string, mine: ReadonlySet<string>): boolean {
  if ('appId' in click && click.appId !== undefined) return click.appId === appId
  if ('groupId' in click) return mine.has(click.groupId)
  return 'personId' in click ? mine.has(click.personId) : true
}

/** And where a keyword would be repeated; columns below one another. */
function tidy(lines: readonly string[]): string[] {
  let keyword = ''
  return aligned(lines).map((line) => {
    const [, own, rest] = /^(Given|When|Then|And) (.*)$/.exec(line) ?? []
    if (own === undefined) return line
    if (own === keyword) return `And ${rest}`
    if (own !== 'And') keyword = own
    return line
  })
}

function aligned(lines: readonly string[]): string[] {
  const cells = (line: string) =>
    line
      .trim()
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim())
  const isRow = (line: string | undefined) => line?.startsWith('  |') === true
  return lines.map((line, at) => {
    if (!isRow(line)) return line
    let first = at
    let last = at
    while (isRow(lines[first - 1])) first -= 1
    while (isRow(lines[last + 1])) last += 1
    const rows = lines.slice(first, last + 1).map(cells)
    const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0))
    return `  | ${cells(line)
      .map((cell, column) => cell.padEnd(width(column)))
      .join(' | ')} |`
  })
}

function linesOf(recorded: Recorded, { number, click }: Action, known: Set<string>): string[] {
  const { words, exchanges } = recorded
  if (click === undefined) return []
  const steps = stepsOf(click, words)
  const sent = exchanges.get(number) ?? []
  if (steps === undefined) return [`# no step: the admin ${plain(whatOf(click))}`]
  const met = introductions(click, words, known)
  if (steps.length === 0 || SILENT.has(click.kind)) return [...met, ...steps]
  // Several steps in the place of one click send more often than the click did.
  if (steps.filter((step) => step.startsWith('When')).length > 1) return [...met, ...steps]
  return [...met, ...steps, ...sentOf(recorded, sent), ...stateOf(click, words, sent)]
}

/** What these send is not compared: a server that others use, too, has more pages to import. */
const SILENT: ReadonlySet<Click['kind']> = new Set(['down', 'up', 'imported'])

function whatOf(click: Click): string {
  if (click.kind === 'tested') return `tests the connection, and Okta says ${click.message.text}`
  return click.kind === 'other' ? click.what : `switches on some of To App`
}

/** People and groups are made where they are first spoken of. */
function introductions(click: Click, words: Words, known: Set<string>): string[] {
  const lines: string[] = []
  if ('personId' in click && !known.has(click.personId)) {
    known.add(click.personId)
    lines.push(`Given the person ${words.person(click.personId)}`)
  }
  if ('groupId' in click && !known.has(click.groupId)) {
    known.add(click.groupId)
    lines.push(`Given the Okta group ${words.group(click.groupId)}`)
  }
  return lines
}

function sentOf({ connection, words }: Recorded, sent: readonly Exchange[]): string[] {
  if (sent.length === 0) return ['Then Okta sent nothing']
  const root = (connection.baseUrl ?? '').replace(/\/+$/, '')
  const rows = sent.map(({ request: { method, url } }) => {
    const path = decodeURIComponent(url.startsWith(root) ? url.slice(root.length) : url)
    return `  | ${method} | ${words.path(path).replaceAll('|', '\\|')} |`
  })
  return ['Then Okta sent:', ...rows]
}

/** Whether the person is active on the server, as it said itself. */
function stateOf(click: Click, words: Words, sent: readonly Exchange[]): string[] {
  if (!('personId' in click) || 'groupId' in click) return []
  const last = sent.findLast(({ request }) => request.method !== 'GET')
  if (last?.response === null || last === undefined || last.response.status >= 400) return []
  const { active } = jsonIn(last.response.body)
  if (typeof active !== 'boolean') return []
  return [`And ${words.person(click.personId)} has the user:`, `  | active | ${active} |`]
}
