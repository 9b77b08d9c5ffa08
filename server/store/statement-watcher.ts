import type { KyselyConfig } from 'kysely'

/** Is told of every statement when it has ended. */
export interface StatementWatcher {
  statement(text: string, ms: number, failed?: string): void
}

/** What Kysely is told so that it tells; nothing where nobody listens. */
export function watched(watcher: StatementWatcher | undefined): Pick<KyselyConfig, 'log'> {
  if (watcher === undefined) return {}
  return {
    log: (event) => {
      const failed = event.level === 'error' ? String(event.error) : undefined
      watcher.statement(event.query.sql, event.queryDurationMillis, failed)
    },
  }
}
