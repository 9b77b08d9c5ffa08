import { join } from 'node:path'
import { Writable } from 'node:stream'
import {
  type IRunEnvironment,
  loadConfiguration,
  loadSupport,
  runCucumber,
} from '@cucumber/cucumber/api'
import type { Envelope } from '@cucumber/messages'
import type { RunParameters } from '../../steps/support/run-parameters.ts'

export interface Selection {
  readonly tags: string
  readonly name: string | undefined
  readonly order: string
  readonly shard: string
}

/** Where the suite lies: beside this file's folder, as sources or as built. */
const ROOT = join(__dirname, '..', '..')
const BUILT = __filename.endsWith('.js')

/** The feature files and, beside them, the catalogue of requirements; not compiled, so not in dist. */
export const FEATURES = join(BUILT ? join(ROOT, '..') : ROOT, 'features')

/**
 * The step definitions, loaded at the first run: a second require of a file registers nothing, so every
 * run of a process must use what the first one loaded.
 */
let support: ReturnType<typeof loadSupport> | undefined

/**
 * Runs the features through cucumber's API, so that verdicts, not cucumber's exit code, decide ours.
 * Returns every message of the run; `onMessage` sees each as it comes.
 */
export async function runFeatures(
  parameters: RunParameters,
  selection: Selection,
  onMessage: (envelope: Envelope) => void,
): Promise<Envelope[]> {
  const environment: IRunEnvironment = { cwd: ROOT, stdout: silence(), stderr: process.stderr }
  const { runConfiguration } = await loadConfiguration(
    {
      file: false,
      provided: {
        paths: [join(FEATURES, '**/*.feature')],
        require: [join(ROOT, `steps/**/*.${BUILT ? 'js' : 'ts'}`)],
        tags: selection.tags,
        order: selection.order as 'defined',
        shard: selection.shard,
        ...(selection.name === undefined ? {} : { name: [selection.name] }),
        worldParameters: JSON.parse(JSON.stringify(parameters)),
      },
    },
    environment,
  )
  support ??= loadSupport(runConfiguration, environment)
  const envelopes: Envelope[] = []
  await runCucumber({ ...runConfiguration, support: await support }, environment, (envelope) => {
    envelopes.push(envelope)
    onMessage(envelope)
  })
  return envelopes
}

/** cucumber prints its progress whatever it is told; ours is printed instead. */
function silence(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() })
}
