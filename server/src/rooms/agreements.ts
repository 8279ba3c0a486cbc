// The agreement of the rooms: the one that comes with Hearth until the community adopts its own; a version that was adopted is never changed.
import { readFileSync } from 'node:fs'
import type { Agreement } from '@hearth/shared/agreement'
import { instant } from '@hearth/shared/instant'
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import type { Connection } from '../db/connect.ts'
import { isDuplicate, writtenPlainly } from '../db/schema.ts'
import type { Action } from '../http/route.ts'
import { demand } from '../policy/can.ts'
import { Problem } from '../problem.ts'
import type { AgreementDoc } from './model.ts'

/** The compiler copies no data, so both `src` and `dist` read the file where it is written. */
const file = new URL('../../src/rooms/agreement.json', import.meta.url)
const shipped = z.strictObject({ adoptedAt: instant, clauses: z.array(z.string()) }).parse(JSON.parse(readFileSync(file, 'utf8')))

export type Agreements = ReturnType<typeof agreementsOf>

export function agreementsOf(connection: Connection, clock: Clock) {
  const adopted = writtenPlainly<AgreementDoc>(connection, 'agreements')

  async function inForce(): Promise<Agreement> {
    const [newest] = await adopted.find().sort({ version: -1 }).limit(1).toArray()
    if (!newest) return { version: 1, clauses: shipped.clauses, adoptedAt: shipped.adoptedAt }
    return { version: newest.version, clauses: newest.clauses, adoptedAt: newest.adoptedAt.toISOString() }
  }

  const read: Action<'GET /api/agreement'> = async () => inForce()
  /** Of two who adopt at once the second is told `edited-meanwhile`. */
  const adopt: Action<'POST /api/agreement'> = async (actor, { body }) => {
    demand(actor, 'adoptAgreement')
    if (body.basedOn !== (await inForce()).version) throw new Problem('edited-meanwhile')
    const version = body.basedOn + 1
    try {
      await adopted.insertOne({ _id: `agreement ${version}`, version, clauses: body.clauses, adoptedAt: clock.now() })
    } catch (error) {
      throw isDuplicate(error) ? new Problem('edited-meanwhile') : error
    }
    return inForce()
  }
  return { inForce, read, adopt }
}
