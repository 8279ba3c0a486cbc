// The bench: every row beside its reference in the same run; a table for people and `bench/latest.json` for the rest.
// `--quick` takes about six minutes on two cores; other words choose the rows whose group is named so.

import { type Row, tableOf, writeReport } from './report.ts'
import { liveRows } from './rows/live.ts'
import { pageRows } from './rows/pages.ts'
import { postRows } from './rows/posts.ts'
import { idleRows, memoryRows, startRows } from './rows/process.ts'
import { roomRows } from './rows/rooms.ts'
import { weightRows } from './rows/weight.ts'
import { seed } from './seed.ts'
import { buildReferences } from './servers.ts'
import { type Pace, paces, type Stage, stage } from './stage.ts'

type Groups = Record<string, (stage: Stage) => AsyncGenerator<Row>>

/** On one and the same server, in this order: memory is told after all else. */
const onStage: Groups = { pages: pageRows, posts: postRows, weight: weightRows, memory: memoryRows }

async function run() {
  const words = process.argv.slice(2)
  const pace: Pace = words.includes('--quick') ? paces.quick : paces.full
  const chosen = words.filter(word => !word.startsWith('--'))
  const wanted = (group: string) => chosen.length === 0 || chosen.includes(group)
  const started = performance.now()
  const rows: Row[] = []
  for await (const each of allRows(pace, wanted)) {
    rows.push(each)
    process.stderr.write(`${each.name}: ${each.ratio?.toFixed(3) ?? Math.round(each.hearth)}\n`)
  }
  process.stdout.write(`\n${tableOf(rows)}\n`)
  if (chosen.length === 0) writeReport('bench/latest.json', rows, { quick: pace.quick, seconds: (performance.now() - started) / 1_000 })
}

async function* allRows(pace: Pace, wanted: (group: string) => boolean): AsyncGenerator<Row> {
  buildReferences()
  const seeded = seed()
  if (wanted('start')) yield* startRows(seeded)
  if (wanted('idle')) yield* idleRows(seeded, pace)
  yield* stageRows(pace, wanted)
  if (wanted('live')) yield* liveRows(seeded, pace)
  if (wanted('rooms')) yield* roomRows(seeded, pace)
}

async function* stageRows(pace: Pace, wanted: (group: string) => boolean): AsyncGenerator<Row> {
  const groups = Object.entries(onStage).filter(([group]) => wanted(group))
  if (groups.length === 0) return
  await using measured = await stage(pace)
  for (const [, rowsOf] of groups) yield* rowsOf(measured)
}

await run()
