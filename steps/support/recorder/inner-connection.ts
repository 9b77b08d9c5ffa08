import { Duplex } from 'node:stream'

/**
 * Both ends of a connection inside this process. What one end writes the other reads, with no socket of the
 * system between them: a run has thousands of requests of steps, and each would cross one four times.
 * node:http takes such a stream as it takes a socket, on either side.
 */
export function innerConnection(): readonly [Duplex, Duplex] {
  const near = new End()
  const far = new End()
  near.join(far)
  far.join(near)
  return [near, far]
}

class End extends Duplex {
  #other: End | undefined
  #goOn: (() => void) | undefined

  join(other: End): void {
    this.#other = other
  }

  override _read(): void {
    const goOn = this.#goOn
    this.#goOn = undefined
    goOn?.()
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#other?.receive(chunk, done)
  }

  override _writev(chunks: readonly { chunk: Buffer }[], done: () => void): void {
    this.#other?.receive(Buffer.concat(chunks.map(({ chunk }) => chunk)), done)
  }

  override _final(done: () => void): void {
    this.#other?.receive(null, done)
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    const other = this.#other
    this.#other = undefined
    // The other end learns of it as it would from a network: later.
    if (other !== undefined) setImmediate(() => other.destroy())
    done(error)
  }

  /** Whoever writes waits until what came before is read. */
  receive(chunk: Buffer | null, done: () => void): void {
    if (this.destroyed || this.push(chunk) || chunk === null) done()
    else this.#goOn = done
  }

  /** What node:http's Agent asks of a socket, and what means nothing without one. */
  setTimeout(): this {
    return this
  }
  setNoDelay(): this {
    return this
  }
  setKeepAlive(): this {
    return this
  }
  ref(): this {
    return this
  }
  unref(): this {
    return this
  }
}
