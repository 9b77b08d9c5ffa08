import { alterationOf } from './all.ts'
import { alteredServer, type Target } from './altered-server.ts'
import { productAlterationOf } from './product/all.ts'
import { alteredProduct, type ProductTarget } from './product/altered-product.ts'

/** A process of its own for the servers: one at a time, by name, until the parent goes. */
let target: Target | ProductTarget | undefined

async function serve(name: string): Promise<void> {
  await target?.close()
  target = await started(name)
  const { close: _, ...reach } = target
  process.send?.(reach)
}

async function started(name: string): Promise<Target | ProductTarget> {
  const product = productAlterationOf(name)
  if (product !== undefined) return alteredProduct(product)
  const alteration = alterationOf(name)
  if (alteration === undefined) throw new Error(`no mutant is called ${name}`)
  return alteredServer(alteration)
}

process.on('message', (name) => void serve(String(name)))
process.on('disconnect', () => process.exit(0))
