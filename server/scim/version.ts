import { ScimError } from './error.ts'

/** A resource's version as an entity tag (RFC 7644 §3.14); weak, since only meaning is compared. */
export function versionOf(version: number): string {
  return `W/"${version}"`
}

/** Refuses a change of a version that is not the current one. */
export function requireVersion(ifMatch: string | undefined, version: number): void {
  if (ifMatch === undefined || matches(ifMatch, version)) return
  throw new ScimError(412, undefined, `the resource is at version ${versionOf(version)} by now`)
}

/** Whether a list of tags, or `*`, names this version; weak tags are taken (RFC7644-3.14-A01). */
export function matches(tags: string, version: number): boolean {
  const wanted = opaque(versionOf(version))
  return tags.split(',').some((tag) => tag.trim() === '*' || opaque(tag) === wanted)
}

function opaque(tag: string): string {
  return tag.trim().replace(/^W\//, '')
}
