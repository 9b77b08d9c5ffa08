import type { App } from '../applications/app.ts'
import { DEFAULT_ATTRIBUTES, DEFAULT_MAPPING } from '../applications/attributes.ts'
import { DEFAULT_BEHAVIOUR } from '../applications/behaviour.ts'
import { CATALOG } from '../applications/catalog.ts'
import { IMPORT_DEFAULTS } from '../applications/import-settings.ts'
import { DEFAULT_TO_OKTA } from '../applications/to-okta.ts'
import { DEFAULT_FORMAT, type UserNameFormat } from '../applications/user-name.ts'
import { invalid } from '../okta-error.ts'
import type { Engine } from '../provisioning/engine.ts'
import { refuseUnreadable } from './expressions.ts'
import { fieldsIn, textIn } from './http.ts'

/** How people sign in to an app of the catalog: by Okta's plug-in, or by SAML. */
const CATALOG_MODES: ReadonlySet<string> = new Set(['AUTO_LOGIN', 'SAML_2_0'])

/** Makes an app of a request body: the SAML app, or one of the catalog by its name. */
export function newApp(engine: Engine, fields: Record<string, unknown>, active: boolean): App {
  const label = textIn(fields, 'label')
  const signOnMode = textIn(fields, 'signOnMode')
  const entry = CATALOG.find(({ name }) => name === fields.name)
  if (entry === undefined && signOnMode !== 'SAML_2_0') {
    throw invalid('signOnMode', 'signOnMode: SAML_2_0, or name: one of the catalog.')
  }
  if (entry !== undefined && !CATALOG_MODES.has(signOnMode)) {
    throw invalid('signOnMode', `signOnMode: ${[...CATALOG_MODES].join(' or ')} for ${entry.name}.`)
  }
  const id = engine.random.id('0oa')
  const now = engine.now().toISOString()
  return {
    id,
    kind: entry?.kind ?? 'saml',
    name: entry?.name ?? `scimulate_${label.toLowerCase().replace(/[^a-z0-9]+/g, '')}_1`,
    label,
    status: active ? 'ACTIVE' : 'INACTIVE',
    signOnMode,
    userNameFormat: formatIn(fields),
    attributes: DEFAULT_ATTRIBUTES,
    mapping: DEFAULT_MAPPING,
    toOkta: DEFAULT_TO_OKTA,
    behaviour: DEFAULT_BEHAVIOUR,
    kept: keptIn(fields),
    created: now,
    lastUpdated: now,
    connection: undefined,
    heldConnection: undefined,
    actions: { create: false, update: false, deactivate: false },
    passwordSync: { enabled: false, seed: 'RANDOM', change: 'KEEP_EXISTING' },
    renameGroups: true,
    excludeUserNameUpdates: isExcluded(fields),
    pushRules: new Map(),
    importSettings: IMPORT_DEFAULTS,
    imported: new Map(),
    lastImport: undefined,
    importQueued: undefined,
    appGroups: undefined,
    deletions: [],
    users: new Map(),
    groups: new Map(),
    mappings: new Map(),
    exchanges: [],
    tasks: [],
  }
}

/** A PUT of the app: label, username format, and what is only kept. */
export function replaceApp(engine: Engine, app: App, fields: Record<string, unknown>): void {
  const label = textIn(fields, 'label')
  const format = formatIn(fields)
  app.label = label
  app.userNameFormat = format
  app.excludeUserNameUpdates = isExcluded(fields)
  app.kept = keptIn(fields)
  app.lastUpdated = engine.now().toISOString()
}

const KEPT = ['settings', 'visibility', 'accessibility', 'profile']

function keptIn(fields: Record<string, unknown>): Record<string, unknown> {
  const { scheme, revealPassword } = fieldsIn(fields.credentials)
  const credentials = {
    ...(typeof scheme === 'string' ? { scheme } : {}),
    ...(typeof revealPassword === 'boolean' ? { revealPassword } : {}),
  }
  const kept = KEPT.filter((name) => typeof fields[name] === 'object' && fields[name] !== null)
  return { ...Object.fromEntries(kept.map((name) => [name, fields[name]])), credentials }
}

/** The username format: of Okta's list, or an expression that is tried out before it is taken. */
function formatIn(fields: Record<string, unknown>): UserNameFormat {
  const { userNameTemplate } = fieldsIn(fields.credentials)
  const given = fieldsIn(userNameTemplate)
  const { type = DEFAULT_FORMAT.type, template = DEFAULT_FORMAT.template } = given
  if (type === 'NONE') return { type, template: '' }
  if (type !== 'BUILT_IN' && type !== 'CUSTOM') {
    throw invalid('userNameTemplate', 'userNameTemplate.type: must be BUILT_IN, CUSTOM or NONE')
  }
  const format: UserNameFormat = { type, template: String(template) }
  refuseUnreadable('userNameTemplate', format.template)
  return format
}

/** "Exclude Username Updates", as the username format's pushStatus has it. */
function isExcluded(fields: Record<string, unknown>): boolean {
  const { userNameTemplate } = fieldsIn(fields.credentials)
  return fieldsIn(userNameTemplate).pushStatus === 'DONT_PUSH'
}
