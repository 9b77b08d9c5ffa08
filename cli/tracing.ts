import type { Context, Span, SpanOptions } from '@opentelemetry/api'
import type { OpenSpan, Tracing } from '../server/tracing.ts'
import { usage } from './exit-code.ts'

type Api = typeof import('@opentelemetry/api')
type Sdk = typeof import('@opentelemetry/sdk-node')

/** How long the last spans may take when the server stops. */
const PATIENCE_MS = 2_000

/**
 * OpenTelemetry where its standard variables name a collector; undefined otherwise. Its packages are the
 * user's to install, and are loaded here only.
 */
export function openTracing(
  environment: Readonly<Record<string, string | undefined>>,
): Tracing | undefined {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: all, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: traces } =
    environment
  if (!all && !traces) return undefined
  if (environment.OTEL_SDK_DISABLED?.toLowerCase() === 'true') return undefined
  const { api, sdk } = packages()
  // What else the variables say (protocol, headers, sampler, resource) the SDK reads itself.
  const node = new sdk.NodeSDK({
    serviceName: environment.OTEL_SERVICE_NAME ?? 'scimulate',
    instrumentations: [],
    metricReaders: [],
    logRecordProcessors: [],
  })
  node.start()
  return new OpenTelemetry(api, () => node.shutdown())
}

function packages(): { api: Api; sdk: Sdk } {
  try {
    return {
      api: require('@opentelemetry/api') as Api,
      sdk: require('@opentelemetry/sdk-node') as Sdk,
    }
  } catch {
    throw usage(
      'OTEL_EXPORTER_OTLP_ENDPOINT needs: npm install @opentelemetry/api @opentelemetry/sdk-node',
    )
  }
}

class OpenTelemetry implements Tracing {
  readonly #api: Api
  readonly #shutdown: () => Promise<void>

  constructor(api: Api, shutdown: () => Promise<void>) {
    this.#api = api
    this.#shutdown = shutdown
  }

  request(
    method: string,
    headers: Parameters<Tracing['request']>[1],
    run: (span: OpenSpan) => void,
  ): void {
    const { context, propagation, trace, SpanKind } = this.#api
    const parent = propagation.extract(context.active(), headers)
    const span = this.#span(method, { kind: SpanKind.SERVER }, parent)
    const open: OpenSpan = {
      end: (name, attributes, failed) => {
        span.updateName(name)
        span.setAttributes(attributes)
        this.#end(span, failed)
      },
    }
    context.with(trace.setSpan(parent, span), () => run(open))
  }

  statement(text: string, ms: number, failed?: string): void {
    const { context, SpanKind, trace } = this.#api
    // What no request has asked for, such as the delivery of webhooks, would be a trace of its own each.
    if (trace.getSpan(context.active()) === undefined) return
    // Values are bound: the text holds none of them.
    const attributes = { 'db.query.text': text }
    const startTime = Date.now() - ms
    const name = /^\s*\w+/.exec(text)?.[0].trim().toUpperCase() ?? 'statement'
    const options = { kind: SpanKind.CLIENT, attributes, startTime }
    this.#end(this.#span(name, options, context.active()), failed)
  }

  async close(): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, PATIENCE_MS)
    })
    await Promise.race([this.#shutdown().catch(() => {}), late])
    clearTimeout(timer)
  }

  #span(name: string, options: SpanOptions, parent: Context): Span {
    return this.#api.trace.getTracer('scimulate').startSpan(name, options, parent)
  }

  #end(span: Span, message: string | undefined): void {
    if (message !== undefined) span.setStatus({ code: this.#api.SpanStatusCode.ERROR, message })
    span.end()
  }
}
