import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

export const ROOT = join(__dirname, '..', '..')

/** As much of a service as is played without containers. */
export interface Service {
  readonly image?: string
  readonly command?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly ports?: readonly string[]
  readonly volumes?: readonly string[]
  readonly network_mode?: string
  readonly healthcheck?: { readonly test?: readonly string[] }
  readonly depends_on?: readonly string[] | Readonly<Record<string, { readonly condition: string }>>
}

/** compose.yaml, and who reaches whom in it. */
export class ComposeFile {
  readonly #services: Readonly<Record<string, Service>>

  constructor(text = readFileSync(join(ROOT, 'compose.yaml'), 'utf8')) {
    this.#services = (
      parse(text, { merge: true }) as { services: Record<string, Service> }
    ).services
  }

  get names(): string[] {
    return Object.keys(this.#services)
  }

  service(name: string): Service {
    const found = this.#services[name]
    if (found === undefined) throw new Error(`compose.yaml has no service ${name}`)
    return found
  }

  /** What must be there before a service, and in what condition. */
  needsOf(name: string): (readonly [string, string])[] {
    const { depends_on: needs = [] } = this.service(name)
    return Array.isArray(needs)
      ? needs.map((one: string) => [one, 'service_started'] as const)
      : Object.entries(needs).map(([one, { condition }]) => [one, condition] as const)
  }

  /** The network name that a port of a service has: its own, or of the service where it is at home. */
  homeOf(name: string): string {
    return /^service:(.+)$/.exec(this.service(name).network_mode ?? '')?.[1] ?? name
  }

  /** What `localhost:<port>` is within a service, as service and port. */
  localhostWithin(name: string, port: number): string {
    return `${this.homeOf(name)}:${port}`
  }

  /** What `localhost:<port>` is for whoever sits at the machine; undefined where nothing is published. */
  localhostOutside(port: number): string | undefined {
    for (const name of this.names) {
      for (const published of this.service(name).ports ?? []) {
        const [, outside, inside] = /^127\.0\.0\.1:(\d+):(\d+)$/.exec(published) ?? []
        if (inside === undefined) throw new Error(`${name} is open to others: ${published}`)
        if (Number(outside) === port) return `${name}:${inside}`
      }
    }
    return undefined
  }

  /** The file of this checkout that a service sees under a path. */
  fileOf(name: string, path: string): string {
    for (const volume of this.service(name).volumes ?? []) {
      const [from = '', to] = volume.split(':')
      if (to === path) return join(ROOT, from)
    }
    throw new Error(`${name} has no ${path}`)
  }
}
