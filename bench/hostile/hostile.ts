import { writeFileSync } from 'node:fs'
import { machine } from '../machine.ts'
import type { BenchOptions } from '../options.ts'
import { HEADERS, MOST_FILLING_MS, Population } from '../server/population.ts'
import { GROUP } from '../urns.ts'
import { heaviest } from './heaviest.ts'
import type { Heavy, Victims } from './heavy.ts'
import { storm } from './storm.ts'
import { type Probed, probed } from './subject.ts'

const THOROUGH = { requests: 1_000_000, users: 10_000, rounds: 5 }
const QUICK = { requests: 50_000, users: 2_000, rounds: 2 }

/** Requests that mean harm: how long the heaviest hold the process, and what a million random ones leave behind. */
export async function hostile({ json, quick }: BenchOptions): Promise<void> {
  const { requests, users, rounds } = quick ? QUICK : THOROUGH
  const held = await withServer((server) => heldBy(server, users, rounds))
  await withServer(async (server) => {
    console.log(`${machine()}\n\nheld for (ms, the least of ${rounds} tries), ${users} users:`)
    for (const { name, heldMs, status } of held) console.log(`  ${heldMs}  ${name} (${status})`)
    const seen = await storm(server, requests, (told) => console.error(told))
    console.log(`\n${requests} random hostile requests:`)
    console.log(`  ${seen.failed.length} answered with 5xx or not at all`)
    for (const one of seen.failed.slice(0, 10)) console.log(`    ${one}`)
    for (const { after, heapMb, residentMb } of seen.memory) {
      console.log(`  after ${after}: heap ${heapMb} MB, resident ${residentMb} MB`)
    }
    if (json) writeFileSync(json, JSON.stringify({ machine: machine(), held, ...seen }, null, 2))
    if (seen.failed.length > 0) process.exitCode = 1
  })
}

/**
 * Each part has a server of its own. The groups that are made to measure have ten thousand members each: a list
 * of them is an answer of 23 MB, and 16 clients that ask for it at once wait longer than a storm waits.
 */
async function withServer<T>(work: (server: Probed) => Promise<T>): Promise<T> {
  const server = await probed()
  try {
    return await work(server)
  } finally {
    server.stop()
  }
}

/** How long each of the heaviest requests held the event loop, the longest first. */
async function heldBy(server: Probed, users: number, rounds: number) {
  const victims = await victimsOn(server, users)
  const least = new Map<string, { heldMs: number; status: number }>()
  for (let round = 0; round < rounds; round += 1) {
    for (const heavy of heaviest(victims)) {
      await server.probe()
      const status = await ask(server, heavy)
      const heldMs = Math.round((await server.probe()).heldMs)
      const known = least.get(heavy.name)
      if (known === undefined || heldMs < known.heldMs) least.set(heavy.name, { heldMs, status })
    }
  }
  return [...least]
    .map(([name, told]) => ({ name, ...told }))
    .sort((left, right) => right.heldMs - left.heldMs)
}

async function victimsOn(server: Probed, users: number): Promise<Victims> {
  const population = new Population(server)
  await population.grow(users, MOST_FILLING_MS)
  const group = { schemas: [GROUP], displayName: 'victim' }
  const answer = await send(server, {
    name: 'a group',
    method: 'POST',
    path: '/Groups',
    body: JSON.stringify(group),
  })
  const { id } = (await answer.json()) as { id: string }
  return { userId: population.ids[0] ?? '', groupId: id, members: population.ids }
}

async function ask(server: Probed, heavy: Heavy): Promise<number> {
  const answer = await send(server, heavy)
  await answer.arrayBuffer()
  return answer.status
}

function send({ baseUrl, token }: Probed, { method, path, body }: Heavy): Promise<Response> {
  const headers = { ...HEADERS, authorization: `Bearer ${token}` }
  return fetch(baseUrl + path, body === undefined ? { method, headers } : { method, headers, body })
}
