import { readdirSync, readFileSync } from 'node:fs'
import { Eta } from 'eta'
import { inPackage } from './package-folder.ts'

const SHARED = 'web/pages'

/** What every template may use: the site's data as `d`, and how things are written. */
const HEADER = 'const { d = {}, h, base, draft = {} } = it;'

/**
 * The templates of a site, and with an @ before their names those that all sites share. `<%= %>` escapes,
 * whatever it is given.
 */
export class Templates {
  readonly #eta: Eta

  constructor(folder: string) {
    this.#eta = new Eta({
      views: inPackage(folder),
      functionHeader: HEADER,
      cache: true,
      autoEscape: true,
      // A line's end after a tag belongs to what is shown as it is.
      autoTrim: false,
    })
    for (const file of readdirSync(inPackage(SHARED))) {
      const text = readFileSync(`${inPackage(SHARED)}/${file}`, 'utf8')
      this.#eta.loadTemplate(`@${file.replace(/\.eta$/, '')}`, text)
    }
  }

  render(name: string, data: object): string {
    return this.#eta.render(name, data)
  }
}
