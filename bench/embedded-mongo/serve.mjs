// The process that is measured: the built server on the folder that it is given, until it is told to end or nobody is left to tell it.
import { start } from '@hearth/embedded-mongo'

const from = performance.now()
const database = await start({ path: process.argv[2] })
process.stdout.write(`ready after ${performance.now() - from} ms at ${database.uri}\n`)

const end = () => database.close().then(() => process.exit(0))
process.once('SIGTERM', end)
process.once('disconnect', end)
