import type { Command } from 'commander'

/** How the target knows us, and how the connection to it is made. */
export function addCredentials(command: Command): void {
  command
    .optionsGroup('How the server knows us:')
    .option('--token <token>', 'bearer token (better: SCIM_TOKEN, which no process list shows)')
    .option('--basic <user:password>', 'HTTP Basic')
    .option('--header <"name: value">', 'a header of its own, such as an API key')
    .option('--oauth-token-url <url>', 'OAuth client credentials: where tokens are fetched')
    .option('--oauth-client-id <id>', 'who we are there')
    .option('--oauth-client-secret <secret>', 'better: SCIM_CLIENT_SECRET')
    .option('--oauth-scope <scope>', 'what the token is for, where that is asked')
    .option('--anonymous', 'no credential at all')
    .option('--ca <file>', 'PEM of the authority that signed its certificate')
    .option('--cert <file>', 'PEM of a client certificate, with --key')
    .option('--key <file>', 'PEM of its key')
    .option('--proxy <url>', 'goes through this proxy')
    .option('--insecure', 'takes any certificate; the report says so')
}
