import type { IncomingHttpHeaders } from 'node:http'

/** What a span says, by name. */
export type SpanAttributes = Readonly<Record<string, string | number>>

/** A span that has begun. */
export interface OpenSpan {
  /** @param failed why it came to no good end */
  end(name: string, attributes: SpanAttributes, failed?: string): void
}

/** Where spans go: OpenTelemetry, behind the little that the server needs of it. */
export interface Tracing {
  /**
   * Begins the span of a request, below the one that its `traceparent` names. All that `run` leads to,
   * now and later, belongs to it.
   */
  request(method: string, headers: IncomingHttpHeaders, run: (span: OpenSpan) => void): void
  /** A statement of the database that has just ended, below the span of its request. */
  statement(text: string, ms: number, failed?: string): void
  /** Sends what was not sent yet. */
  close(): Promise<void>
}
