import { isMainThread, parentPort, workerData } from 'node:worker_threads'
import { type ServerOptions, startServer } from '../../server/app.ts'

/**
 * Our own server on a thread of its own: it answers while the suite reads the answer before. It is told
 * its options as `workerData`, says how to reach it once it listens, and closes at the first message.
 */
async function serve(): Promise<void> {
  const server = await startServer(workerData as ServerOptions)
  const { url, projectId, secret } = server
  parentPort?.postMessage({ url, projectId, secret })
  parentPort?.once('message', () => {
    void server.close().then(() => parentPort?.close())
  })
}

// Cucumber loads whatever lies below steps/, this file too.
if (!isMainThread) void serve()
