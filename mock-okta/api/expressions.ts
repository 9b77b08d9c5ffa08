import { compiled } from '../expression-language/compile.ts'
import { ExpressionError } from '../expression-language/tokens.ts'
import { invalid } from '../okta-error.ts'

/** An expression that cannot be read is refused when it is given, not when it is to be worked out. */
export function refuseUnreadable(field: string, expression: string): void {
  try {
    compiled(expression)
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error
    throw invalid(field, `${field}: invalid expression, ${error.message}`)
  }
}
