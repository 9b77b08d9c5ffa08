/**
 * ts-node's own swc transpiler, whose results are kept between processes: a run has four isolates and the
 * tests have hundreds of processes, and each would transpile some hundred files that are as they were.
 * One entry for each file, in the folder of caches that npm packages share; it holds for the very text, place and
 * options that it was made of.
 */
const { createHash } = require('node:crypto')
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')
const { version } = require('@swc/core/package.json')
const swc = require('ts-node/transpilers/swc')

const FOLDER = join(__dirname, 'node_modules', '.cache', 'ts-node-swc')

exports.create = (given) => {
  const { service, nodeModuleEmitKind } = given
  const options = JSON.stringify([version, nodeModuleEmitKind, service.config.options])
  let transpiler
  return {
    transpile(input, about) {
      const entry = join(FOLDER, digestOf(about.fileName))
      const made = digestOf(options, about.fileName, input)
      const known = read(entry)
      if (known?.made === made) return known.output
      transpiler ??= swc.create(given)
      const output = transpiler.transpile(input, about)
      keep(entry, { made, output })
      return output
    },
  }
}

function digestOf(...texts) {
  const digest = createHash('sha256')
  for (const text of texts) digest.update(text).update('\0')
  return digest.digest('hex')
}

function read(entry) {
  try {
    return JSON.parse(readFileSync(entry, 'utf8'))
  } catch {
    return undefined
  }
}

/** Whole or not at all, since others read it at the same time; where nothing can be kept, nothing is. */
function keep(entry, value) {
  const draft = `${entry}.${process.pid}.${Math.random()}`
  try {
    mkdirSync(FOLDER, { recursive: true })
    writeFileSync(draft, JSON.stringify(value))
    renameSync(draft, entry)
  } catch {
    // The next process makes it again.
  }
}
