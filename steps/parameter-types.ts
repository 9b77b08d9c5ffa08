import { defineParameterType } from '@cucumber/cucumber'
import type { Action, AppKind } from './support/okta-client.ts'

defineParameterType({
  name: 'app',
  regexp: /SAML app|Header Auth app/,
  transformer: (name: string) => name as AppKind,
})

defineParameterType({
  name: 'action',
  regexp: /Create|Update|Deactivate/,
  transformer: (name: string) => name as Action,
})

/** People and groups are called by one capitalised word: Ada, Grace, Finance. */
defineParameterType({ name: 'name', regexp: /[A-Z][a-z]+/, transformer: (name: string) => name })
