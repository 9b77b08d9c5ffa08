import { defineParameterType } from '@cucumber/cucumber'
import { namesIn } from './support/list.ts'
import type { Action, AppKind } from './support/okta-client.ts'
import { errorIn } from './support/schema.ts'

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

/** None or several of them: nobody · Ada · Ada and Grace · Ada, Grace and Joan. */
defineParameterType({
  name: 'names',
  regexp: /nobody|[A-Z][a-z]+(?:, [A-Z][a-z]+)*(?: and [A-Z][a-z]+)?/,
  useForSnippets: false,
  transformer: (text: string) => namesIn(text),
})

/** One status or several that are all right: 200 · 200 or 204. */
defineParameterType({
  name: 'statuses',
  regexp: /\d{3}(?: or \d{3})*/,
  useForSnippets: false,
  transformer: (text: string) => text.split(' or ').map(Number),
})

/** 400 · 400 invalidFilter · 400 or 409 uniqueness · 400 perhaps invalidSyntax or invalidValue. */
defineParameterType({
  name: 'error',
  regexp: /\d{3}(?: or \d{3})*(?: (?:perhaps )?[a-z]\w+(?: or [a-z]\w+)*)?/,
  useForSnippets: false,
  transformer: errorIn,
})
