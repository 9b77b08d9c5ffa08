import type { AppKind } from './app.ts'

/** An entry of the app catalog. */
export interface CatalogEntry {
  readonly kind: Exclude<AppKind, 'saml'>
  readonly name: string
  readonly displayName: string
  readonly signOnMode: string
}

export const CATALOG: readonly CatalogEntry[] = [
  {
    kind: 'header-auth',
    name: 'scim2headerauth',
    displayName: 'SCIM 2.0 Test App (Header Auth)',
    signOnMode: 'AUTO_LOGIN',
  },
  {
    kind: 'bearer',
    name: 'scim2testapp',
    displayName: 'SCIM 2.0 Test App (OAuth Bearer Token)',
    signOnMode: 'AUTO_LOGIN',
  },
  {
    kind: 'basic',
    name: 'scim2testapp_basic',
    displayName: 'SCIM 2.0 Test App (Basic Auth)',
    signOnMode: 'AUTO_LOGIN',
  },
]

/** Finds by words, as Browse App Catalog does: "SCIM 2.0 Header Auth" finds the test app. */
export function searchCatalog(query: string): readonly CatalogEntry[] {
  const wanted = wordsIn(query)
  return CATALOG.filter(({ displayName }) => {
    const words = wordsIn(displayName)
    return wanted.every((part) => words.some((word) => word.startsWith(part)))
  })
}

function wordsIn(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^a-z0-9.]+/)
    .filter((word) => word !== '')
}
