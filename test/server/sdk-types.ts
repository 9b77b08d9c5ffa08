import { join } from 'node:path'
import ts from 'typescript'

const TYPES = join(__dirname, '../../node_modules/stytch/types/lib/index.d.ts')

/**
 * What the official SDK promises its callers, asked of its own declarations: how a value differs from the
 * type that a method of `B2BClient` resolves to, members that the type does not know included.
 */
export class SdkTypes {
  readonly #program: ts.Program
  readonly #checker: ts.TypeChecker
  readonly #client: ts.Type

  constructor() {
    const options = { strict: true, skipLibCheck: true, types: [], noEmit: true }
    this.#program = ts.createProgram([TYPES], options)
    this.#checker = this.#program.getTypeChecker()
    const module = this.#checker.getSymbolAtLocation(this.#source())
    const client = module && this.#checker.getExportsOfModule(module).find(isClient)
    if (client === undefined) throw new Error(`${TYPES} exports no B2BClient`)
    this.#client = this.#checker.getDeclaredTypeOfSymbol(this.#aliased(client))
  }

  /** How an answer differs from what `method`, as `scim.connection.get`, resolves to; nothing where it does not. */
  differences(method: string, answer: unknown): string[] {
    return this.#differ(answer, this.#resolved(method), method)
  }

  #source(): ts.SourceFile {
    const source = this.#program.getSourceFile(TYPES)
    if (source === undefined) throw new Error(`${TYPES} cannot be read`)
    return source
  }

  #aliased(symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol
  }

  #resolved(method: string): ts.Type {
    let type = this.#client
    for (const name of method.split('.')) type = this.#member(type, name)
    const signature = type.getCallSignatures()[0]
    const resolved = signature && this.#checker.getAwaitedType(signature.getReturnType())
    if (resolved === undefined) throw new Error(`${method} is no method of the SDK`)
    return resolved
  }

  #member(type: ts.Type, name: string): ts.Type {
    const symbol = type.getProperty(name)
    if (symbol === undefined) throw new Error(`the SDK has no ${name}`)
    return this.#checker.getTypeOfSymbol(symbol)
  }

  #differ(value: unknown, type: ts.Type, at: string): string[] {
    if (type.isUnion()) {
      const each = type.types.map((one) => this.#differ(value, one, at))
      return each.reduce((best, one) => (one.length < best.length ? one : best))
    }
    const elements = this.#checker.isArrayType(type)
      ? this.#checker.getTypeArguments(type as ts.TypeReference)[0]
      : undefined
    if (elements !== undefined) {
      if (!Array.isArray(value)) return [`${at} is ${JSON.stringify(value)}, no list`]
      return value.flatMap((one, i) => this.#differ(one, elements, `${at}[${i}]`))
    }
    if (type.flags & ts.TypeFlags.Any) return []
    if (type.flags & ts.TypeFlags.Object) return this.#differAsObject(value, type, at)
    return fits(value, type) ? [] : [`${at} is ${JSON.stringify(value)}, no ${this.#named(type)}`]
  }

  #differAsObject(value: unknown, type: ts.Type, at: string): string[] {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return [`${at} is ${JSON.stringify(value)}, no object`]
    }
    const found = value as Readonly<Record<string, unknown>>
    const known = new Map(type.getProperties().map((one) => [one.name, one]))
    const others = type.getStringIndexType()
    const missing = [...known.values()]
      .filter((one) => !(one.flags & ts.SymbolFlags.Optional) && found[one.name] === undefined)
      .map((one) => `${at}.${one.name} is missing`)
    const wrong = Object.entries(found).flatMap(([name, one]) => {
      const symbol = known.get(name)
      const wanted = symbol ? this.#checker.getTypeOfSymbol(symbol) : others
      if (wanted === undefined) return [`${at}.${name} is unknown to the SDK`]
      return this.#differ(one, wanted, `${at}.${name}`)
    })
    return [...missing, ...wrong]
  }

  #named(type: ts.Type): string {
    return this.#checker.typeToString(type)
  }
}

function isClient({ name }: ts.Symbol): boolean {
  return name === 'B2BClient'
}

function fits(value: unknown, type: ts.Type): boolean {
  if (type.isStringLiteral() || type.isNumberLiteral()) return value === type.value
  if (type.flags & ts.TypeFlags.BooleanLiteral) return typeof value === 'boolean'
  if (type.flags & ts.TypeFlags.String) return typeof value === 'string'
  if (type.flags & ts.TypeFlags.Number) return typeof value === 'number'
  if (type.flags & ts.TypeFlags.Null) return value === null
  return false
}
