'use strict'
// Loaded into the server's process (`node --require`): how long its event loop was held, asked for by a message.
const { monitorEventLoopDelay } = require('node:perf_hooks')

const RESOLUTION_MS = 1
const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
delays.enable()

process.on('message', () => {
  const heldMs = Math.max(0, delays.max / 1e6 - RESOLUTION_MS)
  delays.reset()
  process.send({ heldMs, heapBytes: process.memoryUsage().heapUsed })
})
