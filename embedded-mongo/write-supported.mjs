// Writes SUPPORTED.md from the built tables.
import { writeFileSync } from 'node:fs'
import { describeSupported } from './dist/supported.js'

writeFileSync(new URL('SUPPORTED.md', import.meta.url), describeSupported())
