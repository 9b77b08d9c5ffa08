/** What one look found: fine, to be known, or in the way of a run. */
export interface Finding {
  readonly state: 'ok' | 'warn' | 'bad'
  readonly name: string
  readonly message: string
}

export const ok = (name: string, message: string): Finding => ({ state: 'ok', name, message })
export const warn = (name: string, message: string): Finding => ({ state: 'warn', name, message })
export const bad = (name: string, message: string): Finding => ({ state: 'bad', name, message })
