import { type Answer, objectIn } from './http.ts'

/** A resource as the target gave it. */
export type Resource = Readonly<Record<string, unknown>> & { readonly id: string }

/** The resources of a ListResponse; an empty result may leave the member out (RFC7644-3.4.2-A01). */
export function resourcesIn(answer: Answer): Resource[] {
  const { Resources } = objectIn(answer)
  return Array.isArray(Resources) ? (Resources as Resource[]) : []
}

/** `Ada, Grace and Joan` → three names; `nobody` → none. */
export function namesIn(text: string): string[] {
  return text === 'nobody' ? [] : text.split(/, | and /)
}
