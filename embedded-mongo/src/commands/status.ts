// What tools ask about the server and the machine when they connect and from time to time.
import { cpus, hostname, release, totalmem, type } from 'node:os'
import { Double, Int32, Long } from 'bson'
import { CommandError } from '../errors.ts'
import type { Doc } from '../language/value.ts'
import type { Command, Context } from './context.ts'
import { requireAdmin, textOption } from './context.ts'
import { describe, VERSION } from './diagnostics.ts'

const MEGABYTE = 1024 * 1024

export const serverStatus: Command = {
  options: 'any',
  run(context) {
    const { engine } = context
    const uptime = process.uptime()
    const { open, made } = engine.connections
    return {
      host: hostname(),
      version: VERSION,
      process: 'embedded-mongo',
      pid: Long.fromNumber(process.pid),
      uptime: new Double(Math.floor(uptime)),
      uptimeMillis: Long.fromNumber(Math.floor(uptime * 1000)),
      localTime: engine.now(),
      connections: { current: new Int32(open), totalCreated: new Int32(made) },
      mem: { bits: new Int32(64), resident: new Int32(Math.round(process.memoryUsage.rss() / MEGABYTE)) },
      repl: describe(context) as Doc,
      storageEngine: { name: 'lmdb', supportsCommittedReads: true, persistent: true },
      transactions: { currentOpen: Long.fromNumber(openTransactions(context)) },
    }
  },
}

function openTransactions({ engine }: Context): number {
  return [...engine.sessions.byId.values()].filter(({ transaction }) => transaction?.state === 'open').length
}

/** Nobody has to say who they are, so nobody is known. */
export const connectionStatus: Command = {
  options: ['connectionStatus', 'showPrivileges'],
  run: () => ({ authInfo: { authenticatedUsers: [], authenticatedUserRoles: [], authenticatedUserPrivileges: [] } }),
}

export const hostInfo: Command = {
  options: ['hostInfo'],
  run: context => ({
    system: {
      currentTime: context.engine.now(),
      hostname: hostname(),
      cpuAddrSize: new Int32(64),
      memSizeMB: Long.fromNumber(Math.round(totalmem() / MEGABYTE)),
      numCores: new Int32(cpus().length),
      cpuArch: process.arch,
    },
    os: { type: type(), name: process.platform, version: release() },
    extra: {},
  }),
}

/** It was started by a program, not by a command line. */
export const getCmdLineOpts: Command = {
  options: ['getCmdLineOpts'],
  run(context) {
    requireAdmin(context)
    return { argv: [], parsed: {} }
  },
}

/** What there is to say goes to the log of the program that started the server. */
export const getLog: Command = {
  options: ['getLog'],
  run(context) {
    requireAdmin(context)
    const name = textOption(context, 'getLog')
    if (name === '*') return { names: ['global', 'startupWarnings'] }
    if (name !== 'global' && name !== 'startupWarnings') throw new CommandError('CommandFailed', `No log named '${name}'`)
    return { totalLinesWritten: new Int32(0), log: [] }
  },
}

const PARAMETERS: Record<string, Doc> = { featureCompatibilityVersion: { version: VERSION.split('.').slice(0, 2).join('.') } }

export const getParameter: Command = {
  options: 'any',
  run(context) {
    requireAdmin(context)
    if (context.args.getParameter === '*') return PARAMETERS
    const asked = Object.keys(PARAMETERS).filter(name => context.args[name] !== undefined)
    if (asked.length === 0) throw new CommandError('InvalidOptions', 'no option found to get')
    return Object.fromEntries(asked.map(name => [name, PARAMETERS[name]]))
  },
}

export const whatsmyuri: Command = { options: ['whatsmyuri'], run: context => ({ you: `connection ${context.client.id}` }) }
