// A server in a process of its own, for tests that limit, trace or kill it: says where it is found, and then what it logs.
import { writeSync } from 'node:fs'
import { start } from '../../dist/index.js'

const server = await start({ path: process.argv[2], log: event => writeSync(1, `${event}\n`) })
// It ends with its input.
process.stdin.resume().on('end', () => void server.close())
writeSync(1, `${server.uri}\n`)
