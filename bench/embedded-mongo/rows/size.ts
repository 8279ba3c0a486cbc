// Rows of what the database holds and takes: memory and file with 50,000 documents, and the start on a gigabyte.
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from '../../folders.ts'
import { type Row, row } from '../../report.ts'
import { memoryOf } from '../../servers.ts'
import { postsBytes } from '../posts.ts'
import { type Rig, rig, serve } from '../rig.ts'

/** After all rows of reading: heaps and buffers of the whole process, which is Node twice; the map of the file is no part of it. */
export function* memoryRows({ server }: Rig): Generator<Row> {
  if (process.platform !== 'linux') return
  const { ownMiB, residentMiB } = memoryOf(server)
  yield row({ name: 'heap and buffers', unit: 'MiB', reference: null, hearth: ownMiB, goal: { atMost: 200 }, more: { residentMiB } })
}

/** Before any row of writing: nothing but the documents and their index is in the file. */
export function* fileRows({ folder }: Rig): Generator<Row> {
  const bson = postsBytes()
  const file = statSync(join(folder, 'data.mdb')).size
  yield row({ name: 'file, to the BSON in it', unit: 'MiB', reference: bson / 2 ** 20, hearth: file / 2 ** 20, goal: { atMost: 2 } })
}

const gigabyte = 2 ** 30
const documentBytes = 64 * 1_024

/** Closed and opened again on a gigabyte of documents of 64 kB. */
export async function* startRows(pace: Rig['pace']): AsyncGenerator<Row> {
  const folder = temporaryFolder('gigabyte')
  await fillGigabyte(pace, folder)
  const { server, readyMs } = await serve(folder)
  await server.stop()
  yield row({ name: 'ready on 1 GB', unit: 'ms', reference: null, hearth: readyMs, goal: { atMost: 1_000 } })
}

async function fillGigabyte(pace: Rig['pace'], folder: string) {
  await using filled = await rig(pace, folder)
  const collection = filled.db.collection('large')
  const text = 'x'.repeat(documentBytes)
  const documents = () => Array.from({ length: 256 }, (_, n) => ({ n, text }))
  for (let bytes = 0; bytes < gigabyte; bytes += 256 * documentBytes) await collection.insertMany(documents())
}
