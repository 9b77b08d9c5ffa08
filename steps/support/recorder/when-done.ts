import type { Dispatcher } from 'undici'

/** The same handler, and `done` called once the exchange has ended, well or badly. */
export function whenDone(
  handler: Dispatcher.DispatchHandler,
  done: (error?: Error) => void,
): Dispatcher.DispatchHandler {
  return {
    onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
    onRequestUpgrade: (controller, status, headers, socket) =>
      handler.onRequestUpgrade?.(controller, status, headers, socket),
    onResponseStart: (controller, status, headers, message) =>
      handler.onResponseStart?.(controller, status, headers, message),
    onResponseData: (controller, chunk) => handler.onResponseData?.(controller, chunk),
    onResponseEnd(controller, trailers) {
      done()
      handler.onResponseEnd?.(controller, trailers)
    },
    onResponseError(controller, error) {
      done(error)
      handler.onResponseError?.(controller, error)
    },
  }
}
