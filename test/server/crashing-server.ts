import { startServer } from '../../server/app.ts'

/** A server in a process of its own, so that a test can kill it: `crashing-server.ts FILE`. */
async function main(dataFile: string): Promise<void> {
  const { url, projectId, secret } = await startServer({ dataFile, webhookTimeoutMs: 1_000 })
  console.log(JSON.stringify({ url, projectId, secret }))
}

void main(process.argv[2] ?? '')
