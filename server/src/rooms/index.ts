// The door of rooms: sessions led through the steps of a format, and who may speak in them.
import type { Accounts } from '../accounts/index.ts'
import type { Clock } from '../clock.ts'
import type { Changes } from '../db/change.ts'
import type { Connection } from '../db/connect.ts'
import type { Route } from '../http/route.ts'
import type { PublishRoom, RoomPresence } from '../live/room-door.ts'
import type { Log } from '../log.ts'
import type { Spaces } from '../spaces/index.ts'
import { type Agreements, agreementsOf } from './agreements.ts'
import { roomDoor } from './door.ts'
import { formatsFeature } from './formats/index.ts'
import { importSession } from './import-session.ts'
import { type Keeper, keeperOf } from './keeper.ts'
import type { SessionFormat } from './model.ts'
import { type RecentSessions, recentSessions } from './recent-sessions.ts'
import { actionsOf, roomRoutes } from './routes.ts'
import { type SessionKeys, sessionKeys } from './session-keys.ts'
import { type RoomStore, roomStore } from './store.ts'

export { maySpeak } from './floor.ts'
export { isShippedFormat } from './formats/shipped.ts'
export type { ImportedSession } from './import-session.ts'
export { type Move, moved } from './move.ts'
export { enter, leave, tick } from './people.ts'
export { endsByItselfAfterMs, facilitatorGraceMs, openedAt, type Session, stepsOf } from './state.ts'

export type RoomDeps = {
  store: RoomStore
  keys: SessionKeys
  agreements: Agreements
  spaces: Pick<Spaces, 'store'>
  accounts: Pick<Accounts, 'bylinesOf' | 'idsOfHandles'>
  changes: Changes
  clock: Clock
  log: Log
  publish: PublishRoom
  /** Known once the live door is open. */
  presence(): RoomPresence
  keeper(): Keeper
  formatFor(formatId: string): Promise<SessionFormat | null>
  recent: RecentSessions
}

type Given = Pick<RoomDeps, 'spaces' | 'accounts' | 'changes' | 'clock' | 'log' | 'publish' | 'presence'> & {
  connection: Connection
  dataDir: string
  /** Whether other servers change sessions too. */
  shared: boolean
}

export function roomsFeature({ connection, dataDir, shared, ...given }: Given) {
  const formats = formatsFeature({ connection, clock: given.clock })
  const store = roomStore(connection)
  const deps: RoomDeps = {
    ...given,
    store,
    recent: recentSessions({ ...given, store }, { shared }),
    keys: sessionKeys(dataDir),
    agreements: agreementsOf(connection, given.clock),
    formatFor: formats.formatFor,
    keeper: () => keeper,
  }
  const keeper = keeperOf(deps)
  const actions = { ...actionsOf(deps), formats: formats.actions }
  return {
    actions,
    routes(route: Route) {
      formats.routes(route)
      roomRoutes(route, actions)
    },
    /** For the home page. */
    ownRecently: deps.recent.of,
    door: roomDoor(deps),
    keeper,
    importSession: importSession(deps),
    async createIndexes() {
      await formats.createIndexes()
      await deps.store.createIndexes()
    },
    formatFor: formats.formatFor,
    keys: deps.keys,
    /** Those who were in a room when the server ended have as long to come back as a page. */
    async start() {
      const open = await deps.store.find({ stage: 'open' })
      for (const doc of open) for (const person of doc.state.people) if (person.here) deps.presence().seen(doc._id, person.id)
      keeper.start()
    },
  }
}
export type Rooms = ReturnType<typeof roomsFeature>
