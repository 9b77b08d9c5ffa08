import { usage } from './exit-code.ts'

/** Throws for what names no PostgreSQL. It may hold a password and is not repeated. */
export function requireDatabaseUrl(url: string): void {
  if (URL.canParse(url) && /^postgres(?:ql)?:$/.test(new URL(url).protocol)) return
  throw usage('--database-url must be postgres://user:password@host:5432/database')
}
