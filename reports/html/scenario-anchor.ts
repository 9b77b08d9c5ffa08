/** The place of a scenario in the page; the same in every run of the same feature files. */
export function scenarioAnchor({
  uri,
  line,
}: {
  readonly uri: string
  readonly line: number
}): string {
  const file = uri.replace(/^.*features\//, '').replace(/\.feature$/, '')
  return `${file.replace(/[^\w/-]+/g, '-')}:${line}`
}
