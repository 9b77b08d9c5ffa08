import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { inPackage } from './package-folder.ts'

interface Asset {
  readonly type: string
  readonly bytes: Buffer
  readonly version: string
}

/** One sheet for the page, in the order in which they count. */
const SHEETS = ['colours', 'frame', 'parts', 'data', 'traffic', 'narrow']

/** Styles and scripts of every page; those of others come from their npm packages as they are. */
const FILES: Readonly<Record<string, { readonly type: string; read(): Buffer }>> = {
  'pico.css': {
    type: 'text/css; charset=utf-8',
    read: () => readFileSync(require.resolve('@picocss/pico/css/pico.min.css')),
  },
  'htmx.js': {
    type: 'text/javascript; charset=utf-8',
    read: () => readFileSync(require.resolve('htmx.org/dist/htmx.min.js')),
  },
  'console.css': {
    type: 'text/css; charset=utf-8',
    read: () =>
      Buffer.concat(SHEETS.map((name) => readFileSync(inPackage(`web/assets/${name}.css`)))),
  },
  'console.js': {
    type: 'text/javascript; charset=utf-8',
    read: () => readFileSync(inPackage('web/assets/console.js')),
  },
  'icon.svg': { type: 'image/svg+xml', read: () => readFileSync(inPackage('web/assets/icon.svg')) },
}

/** Serves the assets below a path; the answer says how a page names each, so that none is ever stale. */
export function assetRoutes(app: FastifyInstance, base: string): (name: string) => string {
  const read = new Map<string, Asset>()
  const asset = (name: string): Asset | undefined => {
    const file = Object.hasOwn(FILES, name) ? FILES[name] : undefined
    if (file === undefined || read.has(name)) return read.get(name)
    const bytes = file.read()
    const version = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
    read.set(name, { type: file.type, bytes, version })
    return read.get(name)
  }
  app.get<{ Params: { name: string } }>(`${base}/assets/:name`, async ({ params }, reply) => {
    const found = asset(params.name)
    if (found === undefined) return reply.status(404).send('')
    return reply
      .type(found.type)
      .header('cache-control', 'public, max-age=31536000, immutable')
      .send(found.bytes)
  })
  return (name) => `${base}/assets/${name}?v=${asset(name)?.version ?? ''}`
}
