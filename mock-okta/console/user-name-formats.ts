import type { Form } from '../../web/form.ts'

/** Application username format: what Okta's list offers. */
export const FORMATS = [
  { label: 'Okta username', type: 'BUILT_IN', template: '${source.login}' },
  { label: 'Email', type: 'BUILT_IN', template: '${source.email}' },
  {
    label: 'Okta username prefix',
    type: 'BUILT_IN',
    template: '${fn:substringBefore(source.login, "@")}',
  },
  { label: 'Custom', type: 'CUSTOM', template: '' },
] as const

/** The format that a form chose. */
export function formatIn(form: Form): { readonly type: string; readonly template: string } {
  const chosen = FORMATS.find(({ label }) => label === form.text('format')) ?? FORMATS[0]
  const { type, template } = chosen
  return { type, template: type === 'CUSTOM' ? form.text('custom') : template }
}

/** The label of a format as an app has it. */
export function labelOf({ type, template }: { readonly type: string; readonly template: string }) {
  if (type === 'CUSTOM') return 'Custom'
  return FORMATS.find((format) => format.template === template)?.label ?? 'Okta username'
}
