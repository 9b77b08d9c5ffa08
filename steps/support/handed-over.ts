import type { RunParameters } from './run-parameters.ts'

/** The parameters of a run as cucumber carries them: it copies them for every scenario, and a text is copied in no time. */
export type HandedOver = { readonly run: string }

export function handOver(parameters: RunParameters): HandedOver {
  return { run: JSON.stringify(parameters) }
}

let taken: { readonly run: string; readonly parameters: RunParameters } | undefined

/** Read once for all scenarios that are handed the same text, so none of them may change what it finds there. */
export function takeOver({ run }: HandedOver): RunParameters {
  if (taken?.run !== run) {
    taken = { run, parameters: JSON.parse(run, (_key, value: unknown) => Object.freeze(value)) }
  }
  return taken.parameters
}
