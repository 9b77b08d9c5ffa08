/** An entry of the app catalog. */
export interface CatalogEntry {
  readonly name: string
  readonly displayName: string
  readonly signOnMode: string
}

export const CATALOG: readonly CatalogEntry[] = [
  {
    name: 'scim2headerauth',
    displayName: 'SCIM 2.0 Test App (Header Auth)',
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
