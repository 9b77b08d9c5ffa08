import type { App } from '../shapes.ts'
import type { Click } from './click.ts'
import type { Words } from './words.ts'

/** A click in the words of the steps; undefined when there is no step for it. */
export function stepsOf(click: Click, words: Words): readonly string[] | undefined {
  switch (click.kind) {
    case 'app made':
      return []
    case 'tested':
      return testedOf(click.message.text)
    case 'connected':
      return ['When the admin saves the connection', 'Then the app is connected']
    case 'switched':
      return switchedOf(click.on)
    case 'retried':
      return ['When the admin retries the task']
    case 'imported':
      return ['When the admin imports users', 'Then Okta sent no POST']
    case 'synced':
      return ['When the admin forces a sync']
    case 'down':
      return ['Given the server is down']
    case 'up':
      return ['When the server is up again']
    case 'other':
      return undefined
    default:
      return aboutPerson(click, words) ?? aboutGroup(click, words)
  }
}

type Named = Extract<Click, { personId: string } | { groupId: string }>

function aboutPerson(click: Named, words: Words): readonly string[] | undefined {
  if (!('personId' in click) || 'groupId' in click) return undefined
  const who = words.person(click.personId)
  switch (click.kind) {
    case 'assigned':
      return [`When the admin assigns ${who} to the app`]
    case 'unassigned':
      return [`When the admin unassigns ${who} from the app`]
    case 'provisioned':
      return [`When the admin provisions ${who} by hand`]
    case 'gone':
      return [`When ${who} is deleted in Okta`]
    case 'moved':
      return [`When ${who} is ${MOVED[click.step] ?? click.step} in Okta`]
    case 'changed':
      return Object.entries(click.values).map(
        ([name, value]) => `When the admin changes the ${name} of ${who} to "${plain(value)}"`,
      )
  }
}

function aboutGroup(click: Named, words: Words): readonly string[] | undefined {
  if (!('groupId' in click)) return undefined
  const group = words.group(click.groupId)
  switch (click.kind) {
    case 'group assigned':
      return [`When the admin assigns the group ${group} to the app`]
    case 'group unassigned':
      return [`When the admin unassigns the group ${group} from the app`]
    case 'pushed':
      return [`When the admin pushes the group ${group}`]
    case 'pushed now':
      return [`When the admin pushes the group ${group} now`]
    case 'push set':
      return [`When the admin ${click.on ? 'activates' : 'deactivates'} the push of ${group}`]
    case 'unlinked':
      return [
        `When the admin unlinks the group ${group} and ${click.deleted ? 'deletes' : 'leaves'} it in the app`,
      ]
    case 'joined':
      return [`When ${words.person(click.personId)} joins the Okta group ${group}`]
    case 'left':
      return [`When ${words.person(click.personId)} leaves the Okta group ${group}`]
    case 'renamed':
      return [`When the admin renames the Okta group ${group} to ${wordIn(click.name, group)}`]
  }
}

const MOVED: Readonly<Record<string, string>> = {
  activate: 'activated',
  deactivate: 'deactivated',
  suspend: 'suspended',
  unsuspend: 'unsuspended',
}

/** What Okta says of a test. A token that was refused is not written down: any other that is wrong is refused, too. */
function testedOf(message: string): readonly string[] | undefined {
  if (message.startsWith('Error authenticating: Unauthorized')) {
    const test = 'When the admin tests the connection with the token "a-wrong-one"'
    return [test, 'Then Okta says "Error authenticating: Unauthorized"']
  }
  const [said] = /Connector configured successfully|was verified successfully!/.exec(message) ?? []
  if (said === undefined) return undefined
  return ['When the admin tests the connection', `Then Okta says "${said}"`]
}

function switchedOf(on: readonly string[]): readonly string[] | undefined {
  if (on.length === 3) return ['When the admin switches on all actions']
  return on.length === 1 ? [`When the admin switches on ${on[0]}`] : undefined
}

/** A step takes one capitalised word. */
function wordIn(name: string, otherwise: string): string {
  return /^[A-Z][a-z]+/.exec(name)?.[0] ?? `${otherwise}new`
}

/** What may stand between quotation marks of a step. */
export function plain(text: string): string {
  return text.replace(/["\\{}\s]+/g, ' ').trim()
}

/** The app as the steps know it; undefined when they know no such app. */
export function appWord({ name, signOnMode }: App): string | undefined {
  if (name === 'scim2headerauth') return 'Header Auth app'
  return signOnMode === 'SAML_2_0' ? 'SAML app' : undefined
}
