interface Choice<V extends string> {
  /** What may be chosen; the first is the default. */
  readonly values: readonly [V, ...V[]]
  readonly says: string
}

const choice = <V extends string>(says: string, ...values: [V, ...V[]]): Choice<V> => ({
  values,
  says,
})

/**
 * What is not known of the real Okta for certain, or is only switched on by its support: each an option
 * of the app, whose default is the likeliest.
 */
export const CHOICES = {
  clearedAttributes: choice(
    'How a profile push tells that an attribute was emptied in Okta: the server’s value goes back as it came (keep), is left out (absent), or is sent as null or as an empty text.',
    'keep',
    'absent',
    'null',
    'empty',
  ),
} as const

export type Behaviour = {
  readonly [Name in keyof typeof CHOICES]: (typeof CHOICES)[Name]['values'][number]
}

export const DEFAULT_BEHAVIOUR = Object.fromEntries(
  Object.entries(CHOICES).map(([name, { values }]) => [name, values[0]]),
) as Behaviour
