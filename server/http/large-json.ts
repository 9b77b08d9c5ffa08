import { JSONParser } from '@streamparser/json'
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import { invalidSyntax } from '../scim/error.ts'
import { pause } from '../store/pause.ts'
import { JsonShape } from './json-shape.ts'
import { parsed, SCIM_JSON_TYPES } from './scim-media-type.ts'

const { FST_ERR_CTP_BODY_TOO_LARGE } = fastify.errorCodes

/** From this size on, in bytes, a body is parsed as it comes in; below, all at once is faster. */
export const WHOLE = 1_000_000
/** Bytes parsed before others might want a turn. */
const PIECE = 16_384

type Body = FastifyRequest['raw']

/** Bodies of many megabytes, as groups have them: read as a stream, while others are served. */
export function acceptLargeScim(app: FastifyInstance): void {
  app.removeContentTypeParser([...SCIM_JSON_TYPES])
  app.addContentTypeParser([...SCIM_JSON_TYPES], (request: FastifyRequest, body: Body) =>
    read(body, request.routeOptions.bodyLimit, Number(request.headers['content-length'] ?? 0)),
  )
}

async function read(body: Body, limit: number, announced: number): Promise<unknown> {
  if (announced > limit) throw new FST_ERR_CTP_BODY_TOO_LARGE()
  const pieces: Buffer[] = []
  let size = 0
  let large: LargeJson | undefined
  // The connection stays open for the answer, also when the rest of the body is of no interest.
  for await (const piece of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += piece.length
    if (size > limit) throw new FST_ERR_CTP_BODY_TOO_LARGE()
    pieces.push(piece)
    if (size <= WHOLE) continue
    large ??= new LargeJson()
    for (const one of pieces.splice(0)) await large.write(one)
  }
  return large === undefined ? parsed(Buffer.concat(pieces)) : large.value()
}

/** JSON put together while it comes in. */
class LargeJson {
  readonly #shape = new JsonShape()
  readonly #parser = new JSONParser({ paths: ['$'] })
  #value: unknown

  constructor() {
    this.#parser.onValue = ({ value }) => {
      this.#value = value
    }
  }

  async write(piece: Buffer): Promise<void> {
    this.#shape.read(piece)
    for (let at = 0; at < piece.length; at += PIECE) {
      this.#heeding(() => this.#parser.write(piece.subarray(at, at + PIECE)))
      await pause()
    }
  }

  value(): unknown {
    if (!this.#parser.isEnded) this.#heeding(() => this.#parser.end())
    return this.#value
  }

  #heeding(step: () => void): void {
    try {
      step()
    } catch {
      throw invalidSyntax('the body is not JSON')
    }
  }
}
