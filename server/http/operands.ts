import { badRequest } from './product-error.ts'

/** What a search asks, one question after the other. */
export interface Operand {
  readonly name: string
  readonly value: unknown
}

/** Reads `query` of a search; `subject` begins the names of its errors: member_search, organization_search. */
export function operandsIn(
  query: Record<string, unknown> | undefined,
  subject: string,
): { readonly some: boolean; readonly operands: readonly Operand[] } {
  const operator = query?.operator ?? 'AND'
  if (operator !== 'AND' && operator !== 'OR') {
    throw badRequest('invalid_argument', 'operator must be AND or OR.')
  }
  const list: unknown[] = Array.isArray(query?.operands) ? query.operands : []
  const operands = list.map((operand) => {
    const { filter_name: name, filter_value: value } = (operand ?? {}) as Record<string, unknown>
    if (typeof name !== 'string') {
      throw badRequest(`${subject}_missing_filter_name`, 'Every operand needs a filter_name.')
    }
    if (value === undefined || value === null) {
      throw badRequest(`${subject}_missing_filter_value`, `${name} needs a filter_value.`)
    }
    return { name, value }
  })
  return { some: operator === 'OR' && operands.length > 0, operands }
}

/** Reads the values of operands, each refused in the words of its search. */
export class OperandValues {
  readonly #subject: string

  constructor(subject: string) {
    this.#subject = subject
  }

  texts(value: unknown): string[] {
    if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
      throw this.#expected('array_of_strings', 'a list of strings')
    }
    return value
  }

  flag(value: unknown): boolean {
    if (typeof value !== 'boolean') throw this.#expected('boolean', 'true or false')
    return value
  }

  text(value: unknown): string {
    if (typeof value !== 'string') throw this.#expected('string', 'a string')
    return value
  }

  /** A part of a text, folded; shorter than three characters it would find everybody. */
  part(name: string, value: unknown): string {
    const part = this.text(value)
    if (part.length < 3) {
      throw badRequest(`${this.#subject}_${name}_too_short`, 'Give three characters at least.')
    }
    return part.toLowerCase()
  }

  notRecognized(name: string): Error {
    return badRequest(`${this.#subject}_filter_name_not_recognized`, `There is no filter ${name}.`)
  }

  #expected(kind: string, wanted: string): Error {
    return badRequest(`${this.#subject}_expected_${kind}`, `filter_value must be ${wanted}.`)
  }
}
