// The bench of the database: every row of its yardstick, beside bare lmdb or a goal in the same run. `--quick` takes less than a minute
// and leaves out the start on a gigabyte; other words choose the rows whose group is named so.
import { type Row, tableOf, writeReport } from '../report.ts'
import { fillPosts } from './posts.ts'
import { type Pace, paces, type Rig, rig } from './rig.ts'
import { indexRows, lookupRows, scanRows } from './rows/reads.ts'
import { fileRows, memoryRows, startRows } from './rows/size.ts'
import { insertRows, transactionRows } from './rows/writes.ts'

type Wanted = (group: string) => boolean

async function run() {
  const words = process.argv.slice(2)
  const pace: Pace = words.includes('--quick') ? paces.quick : paces.full
  const chosen = words.filter(word => !word.startsWith('--'))
  const wanted: Wanted = group => chosen.length === 0 || chosen.includes(group)
  const started = performance.now()
  const rows: Row[] = []
  for await (const each of allRows(pace, wanted)) {
    rows.push(each)
    process.stderr.write(`${each.name}: ${(each.ratio ?? each.hearth).toPrecision(4)} ${beside(each)}\n`)
  }
  process.stdout.write(`\n${tableOf(rows)}\n`)
  const seconds = (performance.now() - started) / 1_000
  if (chosen.length === 0) writeReport('bench/embedded-mongo/latest.json', rows, { quick: pace.quick, seconds })
}

const beside = ({ more = {} }: Row) =>
  Object.entries(more)
    .map(([name, figure]) => `${name} ${figure.toPrecision(4)}`)
    .join(' ')

async function* allRows(pace: Pace, wanted: Wanted): AsyncGenerator<Row> {
  yield* rowsOnRig(await rig(pace), wanted)
  if (!pace.quick && wanted('start')) yield* startRows(pace)
}

/** Memory is told between the rows of reading and those of writing. */
async function* rowsOnRig(given: Rig, wanted: Wanted): AsyncGenerator<Row> {
  await using measured = given
  const posts = await fillPosts(measured)
  if (wanted('file')) yield* fileRows(measured)
  if (wanted('reads')) yield* lookupRows(measured, posts)
  if (wanted('scans')) yield* scanRows(measured, posts)
  if (wanted('memory')) yield* memoryRows(measured)
  if (wanted('inserts')) yield* insertRows(measured)
  if (wanted('transactions')) yield* transactionRows(measured)
  if (wanted('index')) yield* indexRows(measured, posts)
}

await run()
