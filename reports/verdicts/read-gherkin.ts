import type { Envelope, Feature, FeatureChild, RuleChild, Step } from '@cucumber/messages'

/** Where a node of a feature file stands. */
export interface Place {
  readonly feature: string
  readonly rule: string | null
  readonly line: number
  /** Given, When, Then … of a step. */
  readonly keyword: string
}

/** Finds scenarios and steps of the feature files by the ids that pickles refer to. */
export function readGherkin(envelopes: readonly Envelope[]): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>()
  for (const { gherkinDocument } of envelopes) {
    const feature = gherkinDocument?.feature
    if (!feature) continue
    for (const child of feature.children) walk(child, feature, null, places)
  }
  return places
}

function walk(
  child: FeatureChild | RuleChild,
  feature: Feature,
  rule: string | null,
  places: Map<string, Place>,
): void {
  const named = 'rule' in child ? child.rule : undefined
  for (const inner of named?.children ?? []) walk(inner, feature, named?.name ?? null, places)
  const place = (line: number, keyword: string) => ({ feature: feature.name, rule, line, keyword })
  const steps = (list: readonly Step[]) => {
    for (const { id, location, keyword } of list)
      places.set(id, place(location.line, keyword.trim()))
  }
  if (child.background) steps(child.background.steps)
  if (!child.scenario) return
  places.set(child.scenario.id, place(child.scenario.location.line, child.scenario.keyword))
  steps(child.scenario.steps)
}
