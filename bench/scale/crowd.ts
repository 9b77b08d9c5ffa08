import { type People, Population, person } from '../server/population.ts'
import type { Started } from '../server/subject.ts'
import { Filling } from './fill.ts'
import type { Setting } from './nodes.ts'

/** The people of a setting, of whom there can be more. */
export interface Crowd {
  readonly people: People
  grow(size: number): Promise<void>
  /** What each of them takes: bytes on disk, or of memory where nothing is on disk. */
  bytesEach(): Promise<number>
}

export function crowdOf(setting: Omit<Setting, 'behind'> & Partial<Setting>): Promise<Crowd> {
  const { behind, nodes } = setting
  const [node] = nodes
  if (node === undefined) throw new Error('there is nobody to ask')
  return behind === undefined ? inMemory(node) : inDatabase(node, behind)
}

/** Rows put into the database behind the servers' backs. */
async function inDatabase(node: Started, behind: Setting['behind']): Promise<Crowd> {
  const filling = await Filling.begin(behind, node)
  const empty = await behind.bytes()
  return {
    people: peopleOf(filling.ids),
    grow: (size) => filling.grow(size),
    bytesEach: async () => {
      // More than were filled in: the measurements have made people too.
      const [there] = await behind.rows('select count(*) as n from users')
      return Math.round(((await behind.bytes()) - empty) / Number(there?.n))
    },
  }
}

/** Through the API, one by one: there is no other way in. */
async function inMemory(node: Started): Promise<Crowd> {
  const empty = node.resident()
  const people = new Population(node)
  return {
    people,
    grow: async (size) => {
      await people.grow(size, Number.POSITIVE_INFINITY)
    },
    bytesEach: async () => Math.round((node.resident() - empty) / people.next),
  }
}

/** Numbers of people who are made while it is measured; nobody else has them. */
let fresh = 100_000_000

function peopleOf(ids: readonly string[]): People {
  return {
    ids,
    get next() {
      return fresh
    },
    set next(next) {
      fresh = next
    },
    userName: (at) => person(at).userName,
  }
}
