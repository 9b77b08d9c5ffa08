import { join, resolve } from 'node:path'
import { Writable } from 'node:stream'
import {
  type IRunConfiguration,
  type IRunEnvironment,
  loadConfiguration,
  loadSupport,
  runCucumber,
} from '@cucumber/cucumber/api'
import type { Envelope } from '@cucumber/messages'
import { handOver } from '../../steps/support/handed-over.ts'
import type { RunParameters } from '../../steps/support/run-parameters.ts'
import { FEATURES } from '../features-folder.ts'
import type { OwnFiles } from './own-files.ts'

export interface Selection {
  readonly tags: string
  readonly name: string | undefined
  readonly order: string
  readonly shard: string
  /** Files of features in the place of ours; ours when there are none. */
  readonly features: readonly string[]
  /** What somebody runs beside them. */
  readonly own: OwnFiles
  /** Only tells what would run. */
  readonly list?: boolean
}

type More = Pick<RunParameters, 'pass' | 'throughout'>

/** Where the suite lies: beside this file's folder, as sources or as built. */
const ROOT = join(__dirname, '..', '..')
const BUILT = __filename.endsWith('.js')
const OURS = join(FEATURES, '**/*.feature')

/**
 * The step definitions, loaded at the first run: a second require of a file registers nothing, so every
 * run of a process must use what the first one loaded.
 */
let support: ReturnType<typeof loadSupport> | undefined

/**
 * Runs the features through cucumber's API, so that verdicts, not cucumber's exit code, decide ours.
 * Returns every message of the run; `onMessage` sees each as it comes. What holds throughout a run is
 * judged last, on what `whenOver` then finds; without it those scenarios do not run.
 */
export async function runFeatures(
  parameters: Omit<RunParameters, 'pass'>,
  selection: Selection,
  onMessage: (envelope: Envelope) => void,
  whenOver?: () => Promise<RunParameters['throughout']>,
): Promise<Envelope[]> {
  const environment: IRunEnvironment = { cwd: ROOT, stdout: silence(), stderr: process.stderr }
  const { runConfiguration } = await loadConfiguration(
    {
      file: false,
      provided: {
        paths: [
          ...(selection.features.length > 0 ? selection.features : [OURS]),
          ...selection.own.features,
        ],
        require: [join(ROOT, `steps/**/*.${BUILT ? 'js' : 'ts'}`), ...selection.own.required],
        import: [...selection.own.imported],
        tags: selection.tags,
        order: selection.order as 'defined',
        shard: selection.shard,
        ...(selection.name === undefined ? {} : { name: [selection.name] }),
        dryRun: selection.list ?? false,
      },
    },
    environment,
  )
  support ??= loadSupport(runConfiguration, environment)
  const envelopes: Envelope[] = []
  const pass = async (more: More, sources: IRunConfiguration['sources']) => {
    const { runtime } = runConfiguration
    const worldParameters = handOver({ ...parameters, ...more })
    const library = await support
    await runCucumber(
      {
        ...runConfiguration,
        runtime: { ...runtime, worldParameters },
        sources,
        support: library ?? {},
      },
      environment,
      (envelope) => {
        envelopes.push(envelope)
        onMessage(envelope)
      },
    )
  }
  const { sources } = runConfiguration
  await pass({ pass: 1 }, { ...sources, tagExpression: both(selection.tags, `not ${LAST}`) })
  const again = failedIn(envelopes)
  // A failure that does not repeat is flaky; more of them than this are no accident.
  if (again.length > 0 && again.length <= MOST_RETRIED) {
    await pass({ pass: 2 }, { ...sources, paths: again, shard: '' })
  }
  const paths = filesWithLast(envelopes)
  if (whenOver !== undefined && paths.length > 0) {
    // Each part of a divided run judges all that it saw itself.
    const last = { ...sources, paths, tagExpression: both(selection.tags, LAST), shard: '' }
    await pass({ pass: 1, throughout: (await whenOver()) ?? {} }, last)
  }
  return envelopes
}

const MOST_RETRIED = 50

/** Scenarios about the run as a whole. */
const LAST = '@throughout'

function both(tags: string, more: string): string {
  return tags === '' ? more : `(${tags}) and ${more}`
}

/** The files that hold scenarios about the run: every scenario is told of, whether it is selected or not. */
function filesWithLast(envelopes: readonly Envelope[]): string[] {
  const uris = envelopes.flatMap(({ pickle }) =>
    pickle?.tags.some(({ name }) => name === LAST) ? [resolve(ROOT, pickle.uri)] : [],
  )
  return [...new Set(uris)]
}

/** Where the scenarios stand of which a step failed: `file.feature:12`. */
function failedIn(envelopes: readonly Envelope[]): string[] {
  const pickles = new Map(envelopes.flatMap(({ pickle }) => (pickle ? [[pickle.id, pickle]] : [])))
  const cases = new Map(
    envelopes.flatMap(({ testCase }) => (testCase ? [[testCase.id, testCase.pickleId]] : [])),
  )
  const started = new Map(
    envelopes.flatMap(({ testCaseStarted: one }) => (one ? [[one.id, one.testCaseId]] : [])),
  )
  const places = envelopes.flatMap(({ testStepFinished }) => {
    if (testStepFinished?.testStepResult.status !== 'FAILED') return []
    const testCase = started.get(testStepFinished.testCaseStartedId)
    const pickle = pickles.get(cases.get(testCase ?? '') ?? '')
    return pickle?.location ? [`${resolve(ROOT, pickle.uri)}:${pickle.location.line}`] : []
  })
  return [...new Set(places)]
}

/** cucumber prints its progress whatever it is told; ours is printed instead. */
function silence(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() })
}
