import { once } from 'node:events'
import { join } from 'node:path'
import { reference, type Subject } from '../server/subject.ts'

/** The reference server with a probe in its process. */
export interface Probed extends Subject {
  /** Since the last call: how long its event loop was held at most; and its heap after a collection. */
  probe(): Promise<Probe>
}

export interface Probe {
  readonly heldMs: number
  readonly heapBytes: number
}

export async function probed(): Promise<Probed> {
  const { child, ...subject } = await reference([
    '--expose-gc',
    '--require',
    join(__dirname, 'loop-probe.cjs'),
  ])
  return {
    ...subject,
    probe: async () => {
      child.send('probe')
      const [told] = (await once(child, 'message')) as [Probe]
      return told
    },
  }
}
