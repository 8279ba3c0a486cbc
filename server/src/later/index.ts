// The door of posts that wait.
import type { Accounts } from '../accounts/index.ts'
import type { Clock } from '../clock.ts'
import type { Connection } from '../db/connect.ts'
import type { Route } from '../http/route.ts'
import type { Log } from '../log.ts'
import type { Member } from '../policy/actor.ts'
import type { DoneDrafts } from '../posts/drafts-done.ts'
import type { Replies } from '../replies/index.ts'
import type { Spaces } from '../spaces/index.ts'
import type { Topics } from '../topics/index.ts'
import { changeWaiting } from './change-waiting.ts'
import { listWaiting, readWaiting } from './list-waiting.ts'
import { postIt } from './post-it.ts'
import { postNow } from './post-now.ts'
import { type WaitingStore, waitingStore } from './store.ts'
import { bringBack, takeBack } from './take-back.ts'
import type { Random } from './when.ts'
import { type Worker, workerOf } from './worker.ts'
import { writeLater } from './write-later.ts'

type Given = {
  accounts: Pick<Accounts, 'actorOfAccount' | 'meOf'>
  topics: Pick<Topics, 'actions' | 'store' | 'view'>
  replies: Pick<Replies, 'actions' | 'store'>
  spaces: Pick<Spaces, 'store'>
  drafts: DoneDrafts
  clock: Clock
  log: Log
}
export type LaterDeps = Given & { store: WaitingStore; worker: Worker; random: Random; zoneOf(member: Member): Promise<string> }
export type Later = ReturnType<typeof laterFeature>

export function laterFeature({ connection, ...given }: Given & { connection: Connection }) {
  const store = waitingStore(connection)
  const random = Math.random
  const zoneOf = async (member: Member) => (await given.accounts.meOf(member)).timeZone
  const deps = { ...given, store, random, zoneOf } as LaterDeps
  deps.worker = workerOf({ store, postIt: postIt(deps), clock: given.clock, log: given.log, random })
  const actions = {
    list: listWaiting(deps),
    read: readWaiting(deps),
    write: writeLater(deps),
    change: changeWaiting(deps),
    postNow: postNow(deps),
    takeBack: takeBack(deps),
    bringBack: bringBack(deps),
  }
  return {
    actions,
    worker: deps.worker,
    routes(route: Route) {
      route('GET /api/waiting-posts', actions.list)
      route('POST /api/waiting-posts', actions.write)
      route('GET /api/waiting-posts/:waitingId', actions.read)
      route('PATCH /api/waiting-posts/:waitingId', actions.change)
      route('POST /api/waiting-posts/:waitingId/post', actions.postNow)
      route('DELETE /api/waiting-posts/:waitingId', actions.takeBack)
      route('POST /api/waiting-posts/:waitingId/restore', actions.bringBack)
    },
    createIndexes: store.createIndexes,
  }
}
