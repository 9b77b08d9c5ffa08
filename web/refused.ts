/** What the API behind a site refused, in the words that it gave. */
export class Refused extends Error {
  readonly status: number

  constructor(message: string, status = 400) {
    super(message)
    this.status = status
  }
}
