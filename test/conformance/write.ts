import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { featureFiles } from '../architecture/feature-files.ts'
import { accountable, askedByOkta, checksIn, pageOf } from './page.ts'

/** `npm run conformance`: writes docs/conformance.md anew. */
const page = pageOf(accountable(), askedByOkta(), checksIn(featureFiles()))
writeFileSync(join(__dirname, '..', '..', 'docs', 'conformance.md'), page)
