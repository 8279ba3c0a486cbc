// `npm run conformance -- DIR [WORDS]`: runs the cases under a folder, or those whose path or description has the words, and reports.
import { resolve } from 'node:path'
import { ALLOWED } from './allowed.ts'
import { readCaseFiles } from './case-file.ts'
import { isFault, report } from './report.ts'
import { runFiles } from './run-files.ts'

const [folder, ...words] = process.argv.slice(2)
if (folder === undefined) {
  console.error('usage: npm run conformance -- DIR [WORDS]\nDIR holds JSON files in the unified test format.')
  process.exit(2)
}
const wanted = words.join(' ')
const files = readCaseFiles(resolve(folder))
  .map(file => ({ ...file, tests: file.tests.filter(({ description }) => `${file.path}: ${description}`.includes(wanted)) }))
  .filter(file => file.tests.length > 0)
if (files.length === 0) {
  console.error(`there are no such cases under ${folder}`)
  process.exit(2)
}
const results = await runFiles(files, ALLOWED)
console.log(report(results))
process.exit(results.some(isFault) ? 1 : 0)
