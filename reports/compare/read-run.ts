import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Envelope } from '@cucumber/messages'
import Ajv2020 from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import schema from '../report.schema.json'
import type { Report } from '../report.ts'
import type { Exchange } from '../run-record.ts'

export interface StoredRun {
  readonly report: Report
  readonly envelopes: readonly Envelope[]
  readonly exchanges: readonly Exchange[]
}

/** Reads a `report.json`; a file that is none is refused with the place. */
export function parseReport(name: string, text: string): Report {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Error(`${name}: not JSON`)
  }
  const validate = addFormats(new Ajv2020({ allowUnionTypes: true })).compile<Report>(schema)
  if (validate(value)) return value
  const [first] = validate.errors ?? []
  throw new Error(`${name}${first?.instancePath ?? ''}: ${first?.message ?? 'not a report'}`)
}

/** Reads a report by its file or by the folder of its run. */
export async function readReport(path: string): Promise<Report> {
  const file = path.endsWith('.json') ? path : join(path, 'report.json')
  return parseReport(file, await readFile(file, 'utf8'))
}

/** Reads all that a run left behind and that another judgement needs. */
export async function readRun(folder: string): Promise<StoredRun> {
  const [report, envelopes, exchanges] = await Promise.all([
    readReport(folder),
    readLines<Envelope>(join(folder, 'messages.ndjson')),
    readLines<Exchange>(join(folder, 'exchanges.ndjson')),
  ])
  return { report, envelopes, exchanges }
}

async function readLines<T>(file: string): Promise<T[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '')
  return lines.map((line, index) => {
    try {
      return JSON.parse(line) as T
    } catch {
      throw new Error(`${file}:${index + 1}: not JSON`)
    }
  })
}
