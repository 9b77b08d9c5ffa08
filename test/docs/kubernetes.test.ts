import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parseAllDocuments } from 'yaml'
import { knownOptions } from './known-options.ts'

interface Container {
  readonly args: readonly string[]
  readonly env: readonly {
    readonly name: string
    readonly valueFrom?: { readonly secretKeyRef?: object }
  }[]
  readonly securityContext: object
  readonly resources: { readonly requests: object; readonly limits: object }
  readonly lifecycle?: { readonly preStop: { readonly exec: { readonly command: string[] } } }
}

interface Pod {
  readonly terminationGracePeriodSeconds?: number
  readonly securityContext: { readonly runAsNonRoot: boolean }
  readonly containers: readonly [Container & Record<string, { httpGet: { path: string } }>]
}

interface Document {
  readonly kind: string
  readonly spec: {
    readonly replicas?: number
    readonly minAvailable?: number
    readonly template?: { readonly spec: Pod }
  }
}

const file = readFileSync(join(__dirname, '..', '..', 'examples/scale/kubernetes.yaml'), 'utf8')
const documents = parseAllDocuments(file).map((one) => one.toJS() as Document)
const pods = documents.flatMap(({ spec }) => spec.template?.spec ?? [])

/** How long a server that stops may take beyond the answers that it owes. */
const STOPS_WITHIN_SECONDS = 5

function deployment() {
  const { spec } = documents.find(({ kind }) => kind === 'Deployment') ?? assert.fail()
  return { ...spec, pod: spec.template?.spec ?? assert.fail() }
}

test('every container is given options that there are, and is nobody special', () => {
  assert.equal(pods.length, 2)
  for (const { containers, securityContext } of pods) {
    const [{ args, resources, securityContext: own }] = containers
    knownOptions(args)
    assert.equal(securityContext.runAsNonRoot, true)
    assert.deepEqual(own, {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    })
    assert.ok(resources.requests && resources.limits)
  }
})

test('what is secret comes from the secret, and the nodes share one project', () => {
  for (const { containers } of pods) {
    const [{ args, env }] = containers
    for (const { name, valueFrom } of env) assert.ok(valueFrom?.secretKeyRef, name)
    const used = args.flatMap((word) => /^--(?:database-url|project)=(.*)$/.exec(word)?.[1] ?? [])
    assert.deepEqual(
      used,
      env.map(({ name }) => `$(${name})`),
    )
  }
  const { args } = deployment().pod.containers[0]
  assert.ok(args.some((word) => word.startsWith('--project=')))
  assert.ok(args.includes('--no-first-connection'), 'its token would stand in the log')
})

test('probes ask where it is told, and a node that goes has the time that it takes', () => {
  const { pod, replicas = 0, spec = {} } = { ...deployment(), ...budget() }
  const [{ startupProbe, livenessProbe, readinessProbe, lifecycle }] = pod.containers
  const paths = [startupProbe, livenessProbe, readinessProbe].map((one) => one?.httpGet.path)
  assert.deepEqual(paths, ['/healthz', '/healthz', '/readyz'])
  const [program, seconds] = lifecycle?.preStop.exec.command ?? []
  assert.equal(program, 'sleep')
  const grace = pod.terminationGracePeriodSeconds ?? 0
  assert.ok(Number(seconds) + STOPS_WITHIN_SECONDS < grace)
  assert.ok((spec.minAvailable ?? 0) < replicas, 'no node could ever be taken away')
})

function budget() {
  const { spec } = documents.find(({ kind }) => kind === 'PodDisruptionBudget') ?? assert.fail()
  return { spec }
}
