// Puts this checkout where `npm install --save-dev scimulate` would put the package.
import { existsSync, symlinkSync } from 'node:fs'

const place = new URL('node_modules/scimulate', import.meta.url)
if (!existsSync(place)) symlinkSync('../../..', place, 'dir')
