import { alterationOf } from './all.ts'
import { alteredServer, type Target } from './altered-server.ts'

/** A process of its own for the servers: one at a time, by name, until the parent goes. */
let target: Target | undefined

async function serve(name: string): Promise<void> {
  await target?.close()
  const alteration = alterationOf(name)
  if (alteration === undefined) throw new Error(`no mutant is called ${name}`)
  target = await alteredServer(alteration)
  process.send?.({ baseUrl: target.baseUrl, token: target.token })
}

process.on('message', (name) => void serve(String(name)))
process.on('disconnect', () => process.exit(0))
