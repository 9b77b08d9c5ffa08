import { alteredServer } from '../../mutants/altered-server.ts'

/** A user's own server, as --start would start it: at the port given, with the token `fixed-token`. */
async function main(): Promise<void> {
  const target = await alteredServer(
    {
      ask: (passing) => {
        const known = passing.authorization === 'Bearer fixed-token'
        passing.authorization = known ? `Bearer ${target.token}` : passing.authorization
        return undefined
      },
    },
    Number(process.argv[2]),
  )
  process.on('SIGTERM', () => void target.close())
}

void main()
