import { badRequest } from './product-error.ts'

/** A request body of the product API, read field by field; what is wrong with one is said by its name. */
export class Fields {
  readonly #body: Readonly<Record<string, unknown>>

  constructor(body: unknown) {
    if (body !== undefined && body !== null && (typeof body !== 'object' || Array.isArray(body))) {
      throw badRequest('invalid_argument', 'The body must be a JSON object.')
    }
    this.#body = (body ?? {}) as Record<string, unknown>
  }

  text(name: string): string | undefined {
    return this.#of(name, 'a string', (value) => typeof value === 'string')
  }

  flag(name: string): boolean | undefined {
    return this.#of(name, 'true or false', (value) => typeof value === 'boolean')
  }

  whole(name: string): number | undefined {
    return this.#of(name, 'a whole number', Number.isInteger)
  }

  texts(name: string): string[] | undefined {
    return this.#of(name, 'a list of strings', (value) => isList(value) && value.every(isText))
  }

  list(name: string): unknown[] | undefined {
    return this.#of(name, 'a list', isList)
  }

  objects(name: string): Record<string, unknown>[] | undefined {
    return this.#of(name, 'a list of objects', (value) => isList(value) && value.every(isObject))
  }

  /** An object of the customer's own: at most twenty keys and four kilobytes. */
  metadata(name: string): Record<string, unknown> | undefined {
    const value = this.object(name)
    if (value === undefined) return undefined
    if (Object.keys(value).length > 20) {
      throw badRequest('metadata_too_many_keys', `${name} must have 20 keys at most.`)
    }
    if (Buffer.byteLength(JSON.stringify(value)) > 4_096) {
      throw badRequest('metadata_too_large', `${name} must have 4 kB at most.`)
    }
    return value
  }

  object(name: string): Record<string, unknown> | undefined {
    return this.#of(name, 'an object', isObject)
  }

  #of<T>(name: string, wanted: string, fits: (value: unknown) => boolean): T | undefined {
    const value = this.#body[name]
    if (value === undefined || value === null) return undefined
    if (!fits(value)) throw badRequest('invalid_argument', `${name} must be ${wanted}.`)
    return value as T
  }
}

function isList(value: unknown): value is unknown[] {
  return Array.isArray(value)
}

function isText(value: unknown): boolean {
  return typeof value === 'string'
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
