// A lease in the database: without Redis one process alone may serve a community, since live events and revocation would split silently.

import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { Connection } from 'mongoose'
import { DatabaseFault } from './connect.ts'
import { isDuplicate } from './schema.ts'

type Lease = { _id: string; holder: string; host: string; pid: number; until: Date }

const termMs = 15_000
const renewEveryMs = 5_000

/** Waits one term at most for a holder that died, then throws `DatabaseFault`. Resolves to a function that gives the lease up. */
export async function takeLease(connection: Connection): Promise<() => Promise<void>> {
  const leases = connection.collection<Lease>('leases')
  const holder = randomUUID()
  const deadline = Date.now() + termMs + 1_000
  while (!(await tryTake(holder))) {
    if (Date.now() > deadline)
      throw new DatabaseFault('Another server already runs on this database. Set REDIS_URL to let several serve one community.')
    await new Promise(resolve => setTimeout(resolve, 500))
  }
  const timer = setInterval(() => void renew().catch(() => undefined), renewEveryMs)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await leases.deleteOne({ _id: 'server', holder })
  }

  async function tryTake(me: string) {
    const held = await leases.findOne({ _id: 'server' })
    if (held && held.until > new Date() && !isDead(held)) return false
    const mine = { holder: me, host: hostname(), pid: process.pid, until: new Date(Date.now() + termMs) }
    try {
      await leases.updateOne(
        { _id: 'server', ...(held ? { holder: held.holder } : { holder: 'nobody' }) },
        { $set: mine },
        { upsert: !held },
      )
    } catch (error) {
      if (!isDuplicate(error)) throw error
    }
    return (await leases.findOne({ _id: 'server' }))?.holder === me
  }

  async function renew() {
    await leases.updateOne({ _id: 'server', holder }, { $set: { until: new Date(Date.now() + termMs) } })
  }
}

/** Whether the holder was a process of this machine that is gone. */
function isDead(lease: Lease) {
  if (lease.host !== hostname()) return false
  if (lease.pid === process.pid) return false
  try {
    process.kill(lease.pid, 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}
