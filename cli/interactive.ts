import { CommandError, EXIT } from './exit-code.ts'

/** What a terminal is asked when `scimulate` is called without a word: the server and its token. */
export interface Answers {
  readonly url: string
  readonly token: string
}

/** Asks for what a first run needs; the token is never shown. */
export async function ask(): Promise<Answers> {
  const { intro, isCancel, password, text } = await import('@clack/prompts')
  intro('scimulate: rehearse Okta provisioning against your SCIM server')
  const url = await text({
    message: 'SCIM base URL (empty: our own server, to see what a run is like)',
    placeholder: 'https://example.com/scim/v2',
    defaultValue: '',
    validate: mistakeIn,
  })
  if (isCancel(url)) throw cancelled()
  if (url === '') return { url: '', token: '' }
  const token = await password({ message: 'Bearer token (it is not shown)' })
  if (isCancel(token)) throw cancelled()
  return { url, token }
}

/** Offers to open the page; yes is what most want. */
export async function offersReport(): Promise<boolean> {
  const { confirm, isCancel } = await import('@clack/prompts')
  const answer = await confirm({ message: 'Open the report?' })
  return !isCancel(answer) && answer
}

/** What is wrong with a typed URL; undefined when it may be one. */
export function mistakeIn(url: string | undefined): string | undefined {
  if (url === undefined || url === '') return undefined
  return /^https?:\/\//i.test(url) && URL.canParse(url)
    ? undefined
    : 'It must begin with http:// or https://'
}

function cancelled(): CommandError {
  return new CommandError(EXIT.interrupted, 'nothing was sent')
}
