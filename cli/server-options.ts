import { randomBytes } from 'node:crypto'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { ServerOptions } from '../server/app.ts'
import { natural } from './commands/values.ts'
import { programs } from './programs.ts'
import type { ServeOptions } from './serve-options.ts'

/** The flags of `scimulate server` beside those that the mock has too. */
export interface ProductOptions extends ServeOptions {
  readonly databaseUrl?: string
  readonly allowPrivateWebhooks?: boolean
  readonly webhookOrder: 'strict' | 'relaxed'
  readonly choice: Readonly<Record<string, unknown>>
  readonly project: readonly Project[]
  readonly scimModel?: string
  readonly publicUrl?: string
  readonly firstConnection: boolean
  readonly passwordCost?: number
  readonly log: NonNullable<ServerOptions['log']>
}

/** A project of the product API, as a script knows it beforehand. */
export interface Project {
  readonly projectId: string
  readonly secret: string
  /** Whether the secret was made up here, and is told nowhere else. */
  readonly madeUp: boolean
}

export function withProductOptions(command: Command): Command {
  return command
    .option(
      '--database-url <url>',
      'keep the state in this PostgreSQL (postgres://…), which several servers may share',
    )
    .option(
      '--project <id[:secret]>',
      'a project that scripts know beforehand; a second one sees nothing of the first; may be repeated',
      project,
      [],
    )
    .option(
      '--allow-private-webhooks',
      'let webhooks go into private networks (the default while the server listens on loopback)',
    )
    .option('--no-allow-private-webhooks', 'refuse private networks there too')
    .addOption(
      new Option('--webhook-order <order>', 'what a webhook that fails holds back')
        .choices(['strict', 'relaxed'])
        .default('relaxed'),
    )
    .option(
      '--no-first-connection',
      'makes no organization and connection at the start: for nodes of a server that is there already',
    )
    .addOption(
      new Option('--log <what>', 'what goes to stderr as lines of JSON: failures, or every request')
        .choices(['off', 'error', 'info'])
        .default('error'),
    )
    .option(
      '--public-url <url>',
      'where clients reach it, by way of a proxy or a tunnel',
      publicUrl,
    )
    .option(
      '--scim-model <file>',
      'schemas and resource types beside the built-in ones, in YAML or JSON; see docs/scim-server.md',
    )
    .option(
      '--password-cost <n>',
      'work of a password hash: scrypt with N = 2^n, 10 to 18; 0 forgets passwords (default: 10)',
      natural,
    )
    .option(
      '--choice <name=value>',
      'behaviour that Stytch publishes nowhere, see docs/product-api.md; may be repeated',
      choice,
      {},
    )
}

/** The flags in the words of `startServer`. */
export function productOptions(options: ProductOptions): ServerOptions {
  const { databaseUrl, allowPrivateWebhooks, webhookOrder, choice: choices, project: all } = options
  const { scimModel, log, publicUrl, passwordCost: cost } = options
  const [own, ...projects] = all.map(({ projectId, secret }) => ({ projectId, secret }))
  return {
    webhookOrder,
    choices,
    log,
    projects,
    ...own,
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...(cost === undefined ? {} : { passwordCost: cost }),
    ...(scimModel === undefined ? {} : { scim: programs.scimModel().readScimModel(scimModel) }),
    ...(allowPrivateWebhooks === undefined ? {} : { allowPrivateWebhooks }),
  }
}

function publicUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.search || url.hash) {
    throw new InvalidArgumentError('it must be http://… or https://…, without a query.')
  }
  return url.href
}

function choice(text: string, before: Readonly<Record<string, unknown>>): object {
  const [, name, value = ''] = /^(\w+)=(.+)$/.exec(text) ?? []
  if (name === undefined) throw new InvalidArgumentError('it must be name=value.')
  return { ...before, [name]: /^(true|false|\d+)$/.test(value) ? JSON.parse(value) : value }
}

function project(text: string, before: readonly Project[]): readonly Project[] {
  const [, projectId, given] = /^([\w.-]+)(?::(\S{8,}))?$/.exec(text) ?? []
  if (projectId === undefined) {
    throw new InvalidArgumentError(
      'it must be id or id:secret, the secret of at least 8 characters.',
    )
  }
  const secret = given ?? `secret-test-${randomBytes(24).toString('base64url')}`
  return [...before, { projectId, secret, madeUp: given === undefined }]
}
