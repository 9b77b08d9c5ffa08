import { asScimError } from '../http/scim-errors.ts'
import type { Resources } from '../resources/resources.ts'
import { referencesIn, resolved, resolvedPath } from '../scim/bulk/references.ts'
import type { BulkOperation, BulkRequest } from '../scim/bulk/request.ts'
import { invalidSyntax, invalidValue, ScimError } from '../scim/error.ts'
import type { Stored } from '../scim/render.ts'
import { isObject } from '../scim/resource.ts'
import { versionOf } from '../scim/version.ts'
import { pause } from '../store/pause.ts'
import type { ConnectionRow } from '../store/tables.ts'

/** What became of one operation (RFC 7644 §3.7.3). */
export interface Outcome {
  readonly method: string
  readonly bulkId?: string
  readonly version?: string
  readonly location?: string
  readonly status: string
  readonly response?: object
}

/** One bulk request under way: each operation is done as a request of its own would be. */
export class BulkJob {
  readonly #connection: ConnectionRow
  readonly #baseUrl: string
  readonly #types: readonly Resources[]
  readonly #operations: readonly BulkOperation[]
  readonly #most: number
  readonly #declared: ReadonlyMap<string, BulkOperation>
  /** Ids that POSTs of this job were given, by bulkId. */
  readonly #ids = new Map<string, string>()
  /** The bulkIds in what operations bring: looked for once. */
  readonly #referred = new Map<unknown, ReadonlySet<string>>()
  readonly #begun = new Set<BulkOperation>()
  readonly #outcomes = new Map<BulkOperation, Outcome>()
  /** Created while something they refer to was not: to be completed at the end. */
  readonly #incomplete = new Map<BulkOperation, { resources: Resources; id: string }>()
  #errors = 0

  constructor(
    connection: ConnectionRow,
    baseUrl: string,
    types: readonly Resources[],
    { operations, failOnErrors }: BulkRequest,
  ) {
    this.#connection = connection
    this.#baseUrl = baseUrl
    this.#types = types
    this.#operations = operations
    this.#most = failOnErrors ?? Number.POSITIVE_INFINITY
    this.#declared = new Map(
      operations.flatMap((one) =>
        one.method === 'POST' && one.bulkId !== undefined ? [[one.bulkId, one] as const] : [],
      ),
    )
  }

  /** The outcomes in the order of the request; operations after the last error allowed have none. */
  async run(): Promise<Outcome[]> {
    for (const operation of this.#operations) await this.#do(operation)
    for (const [operation, made] of this.#incomplete) await this.#complete(operation, made)
    return this.#operations.flatMap((operation) => this.#outcomes.get(operation) ?? [])
  }

  async #do(operation: BulkOperation): Promise<void> {
    if (this.#begun.has(operation) || this.#errors >= this.#most) return
    this.#begun.add(operation)
    await pause()
    try {
      await this.#prepare(operation)
      if (this.#errors >= this.#most) return
      this.#outcomes.set(operation, await this.#done(operation))
    } catch (error) {
      this.#failed(operation, error)
    }
  }

  /** What it refers to is made first, wherever in the request it stands. */
  async #prepare(operation: BulkOperation): Promise<void> {
    if (operation.refusal) throw operation.refusal
    for (const bulkId of this.#references(operation)) {
      const referred = this.#declared.get(bulkId)
      if (referred === undefined) throw invalidValue(`no operation creates bulkId "${bulkId}"`)
      await this.#do(referred)
      const outcome = this.#outcomes.get(referred)
      if (outcome !== undefined && !this.#ids.has(bulkId)) {
        throw new ScimError(409, undefined, `the operation with bulkId "${bulkId}" failed`)
      }
    }
  }

  #references({ path, data }: BulkOperation): ReadonlySet<string> {
    const inPath = [...path.matchAll(/bulkId:([^/]+)/g)].map(([, id = '']) => id)
    return new Set([...inPath, ...this.#inData(data)])
  }

  #inData(data: unknown): ReadonlySet<string> {
    const known = this.#referred.get(data)
    if (known !== undefined) return known
    const found = referencesIn(data)
    this.#referred.set(data, found)
    return found
  }

  /** What an operation brings, with the ids of what it refers to: most refers to nothing. */
  async #body({ data }: BulkOperation): Promise<unknown> {
    if (!isObject(data) || this.#inData(data).size === 0) return data
    return resolved(data, this.#ids, pause)
  }

  async #done(operation: BulkOperation): Promise<Outcome> {
    const { method, bulkId, version, data } = operation
    const { resources, id } = this.#target(operation)
    const body = await this.#body(operation)
    const connection = this.#connection
    switch (method) {
      case 'POST': {
        const row = await resources.create(connection, body)
        if (bulkId !== undefined) this.#ids.set(bulkId, row.id)
        if ([...this.#inData(data)].some((one) => !this.#ids.has(one))) {
          this.#incomplete.set(operation, { resources, id: row.id })
        }
        return this.#told(operation, '201', resources, row)
      }
      case 'PUT':
        return this.#told(
          operation,
          '200',
          resources,
          await resources.replace(connection, id, body, version),
        )
      case 'PATCH':
        return this.#told(
          operation,
          '200',
          resources,
          await resources.patch(connection, id, body, version),
        )
      default:
        await resources.delete(connection, id, version)
        return { ...head(operation), location: this.#location(operation), status: '204' }
    }
  }

  /** Resources in a circle: all are there by now, so that the whole can be written (RFC 7644 §3.7.1). */
  async #complete(
    operation: BulkOperation,
    { resources, id }: { resources: Resources; id: string },
  ): Promise<void> {
    try {
      const lost = [...this.#references(operation)].find((bulkId) => !this.#ids.has(bulkId))
      if (lost !== undefined) {
        await resources.delete(this.#connection, id)
        throw new ScimError(409, undefined, `the operation with bulkId "${lost}" failed`)
      }
      const body = await this.#body(operation)
      const row = await resources.replace(this.#connection, id, body)
      this.#outcomes.set(operation, this.#told(operation, '201', resources, row))
    } catch (error) {
      this.#failed(operation, error)
    }
  }

  #target({ method, path }: BulkOperation): { resources: Resources; id: string } {
    const [, endpoint = '', id = '', rest] =
      /^\/?([^/?]+)(?:\/([^/?]+))?(.*)$/.exec(resolvedPath(path, this.#ids)) ?? []
    const resources = this.#types.find(
      ({ type }) => type.endpoint.toLowerCase() === `/${endpoint.toLowerCase()}`,
    )
    if (resources === undefined || rest) {
      throw new ScimError(404, undefined, `path "${path}" leads to no resource type`)
    }
    if (method === 'POST' && id !== '') {
      throw invalidSyntax(`path "${path}": a POST goes to the endpoint of a resource type`)
    }
    if (method !== 'POST' && id === '') {
      throw invalidSyntax(`path "${path}": ${method} goes to one resource, /${endpoint}/{id}`)
    }
    return { resources, id }
  }

  #told(operation: BulkOperation, status: string, { type }: Resources, row: Stored): Outcome {
    return {
      ...head(operation),
      version: versionOf(row.version),
      location: `${this.#baseUrl}${type.endpoint}/${row.id}`,
      status,
    }
  }

  #failed(operation: BulkOperation, error: unknown): void {
    this.#errors += 1
    const told = asScimError(error as Error)
    this.#outcomes.set(operation, {
      ...head(operation),
      ...(operation.method === 'POST' ? {} : { location: this.#location(operation) }),
      status: String(told.status),
      response: told.toBody(),
    })
  }

  #location({ path }: BulkOperation): string {
    return `${this.#baseUrl}/${resolvedPath(path, this.#ids).replace(/^\//, '')}`
  }
}

function head({ method, bulkId }: BulkOperation): { method: string; bulkId?: string } {
  return { method, ...(bulkId === undefined ? {} : { bulkId }) }
}
