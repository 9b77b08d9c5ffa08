import type { Level, Requirement } from '../catalogue.ts'

/** What a broken requirement counts as. */
export type Severity = 'FAIL' | 'WARN' | 'NOTE'

type Graded = Pick<Requirement, 'id' | 'level' | 'basis' | 'certainty' | 'confirmed'>

/** The requirement decides how bad it is, never the check: level, then what the entry rests on. */
export function severity(requirement: Graded, strict: boolean): Severity {
  return milder(byLevel(requirement.level, strict), cap(requirement, strict))
}

function byLevel(level: Level, strict: boolean): Severity {
  switch (level) {
    case 'MUST':
    case 'MUST NOT':
    case 'REQUIRED':
      return 'FAIL'
    case 'SHOULD':
    case 'SHOULD NOT':
      return strict ? 'FAIL' : 'WARN'
    case 'MAY':
      return 'NOTE'
    case 'AMBIGUOUS':
      return 'WARN'
  }
}

/** The worst that the source of an entry can carry. */
function cap({ id, basis, certainty, confirmed = false }: Graded, strict: boolean): Severity {
  if (id.startsWith('DRAFT-')) return 'WARN'
  if (!id.startsWith('RFC')) return capByCertainty(certainty ?? basis, confirmed)
  switch (basis) {
    case 'keyword':
    case 'field':
    case 'abnf':
    case 'erratum':
      return 'FAIL'
    default:
      return confirmed || strict ? 'FAIL' : 'WARN'
  }
}

/** Facts about a product: seen or documented ones may fail, hearsay warns, guesses are only noted. */
function capByCertainty(certainty: string, confirmed: boolean): Severity {
  switch (certainty) {
    case 'documented':
    case 'captured':
      return 'FAIL'
    case 'support':
    case 'third-party':
      return confirmed ? 'FAIL' : 'WARN'
    default:
      return 'NOTE'
  }
}

const MILDEST_FIRST: readonly Severity[] = ['NOTE', 'WARN', 'FAIL']

function milder(a: Severity, b: Severity): Severity {
  return MILDEST_FIRST.indexOf(a) < MILDEST_FIRST.indexOf(b) ? a : b
}
