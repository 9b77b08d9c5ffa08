import { startServer } from '../../server/app.ts'

/** One of several servers on a PostgreSQL, in a process that can be killed. */
async function node(): Promise<void> {
  const [, , databaseUrl = '', publicUrl = '', projectId = '', secret = ''] = process.argv
  const running = await startServer({
    ...{ databaseUrl, publicUrl, projectId, secret },
    testControls: true,
    webhookTimeoutMs: 2_000,
  })
  process.send?.(running.url)
  process.once('SIGTERM', () => void running.close().then(() => process.exit(0)))
}

// Whoever started it is told by its end; a database that is being killed is no news.
node().catch(() => process.exit(1))
