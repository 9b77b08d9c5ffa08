'use strict'
process.stdin.resume()
