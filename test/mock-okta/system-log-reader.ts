import assert from 'node:assert/strict'
import type { Rehearsal } from './rehearsal.ts'

/** An entry of the System Log, as far as tests look at it. */
export interface Event {
  readonly eventType: string
  readonly displayMessage: string
  readonly legacyEventType: string | null
  readonly outcome: { readonly result: string; readonly reason: string | null }
  readonly actor: { readonly type: string }
  readonly target: readonly { readonly type: string; readonly displayName: string }[]
  readonly transaction: { readonly type: string; readonly id: string }
  readonly debugContext: { readonly debugData: Readonly<Record<string, string>> }
}

/** Reads the System Log of a rehearsal through its API. */
export function readerOf(current: () => Rehearsal) {
  const events = async (start: string): Promise<Event[]> => {
    const filter = encodeURIComponent(`eventType sw "${start}"`)
    return current().done('GET', `/api/v1/logs?limit=1000&filter=${filter}`)
  }
  const event = async (eventType: string): Promise<Event> => {
    const [found] = (await events(eventType)).slice(-1)
    assert.ok(found, `no ${eventType}`)
    return found
  }
  return { events, event }
}

/** Kind and name of each target. */
export const targets = ({ target }: Event) =>
  target.map(({ type, displayName }) => [type, displayName])
