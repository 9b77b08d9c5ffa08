import type { Filter } from './ast.ts'

/** The paths that a filter speaks of, as they are written in it; what is inside a value path is part of that. */
export function pathsIn(filter: Filter | undefined): string[] {
  if (filter === undefined) return []
  switch (filter.kind) {
    case 'and':
    case 'or':
      return [...pathsIn(filter.left), ...pathsIn(filter.right)]
    case 'not':
      return pathsIn(filter.filter)
    case 'present':
    case 'value':
    case 'compare':
      return [filter.path]
  }
}
