import type { RunParameters } from './run-parameters.ts'

/** The parameters of a run as cucumber carries them: it copies them for every scenario, and a text is copied in no time. */
export type HandedOver = { readonly run: string }

export function handOver(parameters: RunParameters): HandedOver {
  return { run: JSON.stringify(parameters) }
}

const taken = new Map<string, RunParameters>()

/** Read once for all scenarios that are handed the same text, so none of them may change what it finds there. */
export function takeOver({ run }: HandedOver): RunParameters {
  const known = taken.get(run)
  if (known !== undefined) return known
  const parameters = JSON.parse(run, (_key, value: unknown) =>
    Object.freeze(value),
  ) as RunParameters
  taken.clear()
  taken.set(run, parameters)
  return parameters
}
