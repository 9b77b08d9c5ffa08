import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { matrixOf } from '../../reports/compare/matrix.ts'
import { readReport } from '../../reports/compare/read-run.ts'
import type { Report } from '../../reports/report.ts'

const ROOT = join(__dirname, '..', '..')
const DOCS = join(ROOT, 'docs', 'samples')

/** As much of a run as a page of a few hundred kilobytes holds: what Okta does, and some of the standard. */
const SELECTION = [
  ...['OKTA-1.1-01', 'OKTA-1.2-01', 'OKTA-1.4-01', 'OKTA-1.4-02', 'OKTA-1.9-01', 'STYTCH-4.2-03'],
  ...['RFC7644-2-06', 'RFC7644-3.3-01', 'RFC7644-3.3-09', 'RFC7644-3.5.2-15', 'RFC7644-3.6-01'],
  ...['RFC7644-3.12-04', 'RFC7643-4.1.1-04', 'RFC7643-4.1.2-20', 'RFC7643-4.2-02'],
]

interface Sample {
  readonly name: string
  /** The folder below examples/ whose server it is; without one it is our own. */
  readonly example?: string
}

const SAMPLES: readonly Sample[] = [
  { name: 'reference-server' },
  { name: 'scimmy', example: 'scimmy' },
  { name: 'saml-jackson', example: 'saml-jackson' },
]

/** Writes docs/samples: a report of a selection for each server, and how whole runs of all compare. */
async function main(): Promise<void> {
  mkdirSync(DOCS, { recursive: true })
  const folder = mkdtempSync(join(tmpdir(), 'scimulate-samples-'))
  const whole: Report[] = []
  try {
    for (const sample of SAMPLES) whole.push(await sampled(sample, folder))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  writeFileSync(join(DOCS, 'README.md'), readme(whole))
}

/** Writes the page of one server, and returns the report of its whole run. */
async function sampled({ name, example }: Sample, folder: string): Promise<Report> {
  const server = example === undefined ? undefined : await start(example)
  try {
    const only = SELECTION.flatMap((id) => ['--only', id])
    check(server, [...only, '--out', join(folder, name)])
    copyFileSync(join(folder, name, 'index.html'), join(DOCS, `${name}.html`))
    check(server, ['--out', join(folder, `${name}-whole`)])
    const report = await readReport(join(folder, `${name}-whole`))
    return { ...report, target: { ...report.target, name } }
  } finally {
    server?.process.kill('SIGTERM')
  }
}

interface Running {
  readonly process: ChildProcess
  readonly baseUrl: string
  readonly token: string
}

async function start(example: string): Promise<Running> {
  const words = [join(ROOT, 'examples', example, 'start.mjs'), '--port', '0']
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  const { scim } = JSON.parse(line) as { scim: { baseUrl: string; token: string } }
  return { process: child, ...scim }
}

function check(server: Running | undefined, more: readonly string[]): void {
  const target = server === undefined ? [] : [server.baseUrl]
  const words = ['cli/main.ts', 'check', ...target, '--yes', '--seed', '7', ...more]
  const { status } = spawnSync(process.execPath, ['--require', 'ts-node/register', ...words], {
    cwd: ROOT,
    env: { ...process.env, ...(server === undefined ? {} : { SCIM_TOKEN: server.token }) },
    stdio: 'inherit',
  })
  if (status !== 0 && status !== 1) throw new Error(`check ended with ${status}`)
}

function readme(reports: readonly Report[]): string {
  const { servers, areas } = matrixOf(reports)
  const cells = (list: readonly string[]) => `| ${list.join(' | ')} |`
  return [
    '# Reports to look at',
    '',
    'One page each, of the same selection of requirements; open them in a browser.',
    '',
    ...SAMPLES.map(({ name }) => `- [${name}](${name}.html)`),
    '',
    'Whole runs beside one another: requirements that hold, of those that could be looked at. A server that does',
    'not offer something is not judged by it.',
    '',
    cells(['', ...servers.map(({ name }) => name)]),
    cells(['---', ...servers.map(() => '---:')]),
    cells([
      '**hard requirements**',
      ...servers.map((one) => `**${one.passed}/${one.applicable}**`),
    ]),
    ...areas.map(({ area, cells: of }) =>
      cells([area, ...of.map(({ held, judged }) => (judged === 0 ? '–' : `${held}/${judged}`))]),
    ),
    '',
    '`npm run samples` writes this folder anew, once `npm ci` has been run in `examples/scimmy` and',
    '`examples/saml-jackson`.',
    '',
  ].join('\n')
}

void main()
