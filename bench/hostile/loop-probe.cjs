'use strict'
// Loaded into the server's process (`node --require`): how long its event loop was held, told when asked.
const { monitorEventLoopDelay } = require('node:perf_hooks')

const RESOLUTION_MS = 1
const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
delays.enable()

process.on('message', () => {
  const heldMs = Math.max(0, delays.max / 1e6 - RESOLUTION_MS)
  globalThis.gc()
  const { heapUsed } = process.memoryUsage()
  setImmediate(() => {
    process.send({ heldMs, heapBytes: heapUsed })
    setTimeout(() => delays.reset(), 2 * RESOLUTION_MS)
  })
})
// Whoever asks does not keep the server: it ends when it has nothing else to do.
process.channel.unref()
