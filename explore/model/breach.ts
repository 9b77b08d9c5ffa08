/** What a thing is about, so that it can be told by name. */
export interface About {
  readonly type: 'Users' | 'Groups'
  readonly id?: string | undefined
  readonly name?: string | undefined
}

export interface BreachFacts {
  /** The same for every breach of one kind, whoever it befalls: by it findings are told apart. */
  readonly rule: string
  /** The id of the requirement in the catalogue. */
  readonly requirement: string
  readonly about: About
  /** The attribute that is wrong, with what it should be; for the scenario's last step. */
  readonly expected?: { readonly path: string; readonly value: unknown }
}

/** The target told something that it may not have told after all that Okta sent. */
export class Breach extends Error {
  override readonly name = 'Breach'
  readonly facts: BreachFacts

  constructor(message: string, facts: BreachFacts) {
    super(message)
    this.facts = facts
  }
}
