// The door of spaces.
import type { Clock } from '../clock.ts'
import type { Connection } from '../db/connect.ts'
import type { Route } from '../http/route.ts'
import type { Actor } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import { changeSpace } from './change-space.ts'
import { listSpaces } from './list-spaces.ts'
import { makeSpace } from './make-space.ts'
import { presentSpace } from './present.ts'
import { readSpace } from './read-space.ts'
import { type SpaceDoc, type SpaceStore, spaceStore } from './store.ts'

export { factsOfSpace } from './present.ts'
export { slugOf } from './slug.ts'
export type { SpaceDoc, SpaceStore } from './store.ts'

/** When something was last written in each space; kept by the topics. */
export type Activity = { lastAt(spaceIds: string[]): Promise<Map<string, Date | null>> }
export type SpaceDeps = { store: SpaceStore; clock: Clock; activity: Activity; readersChanged(topicIds: string[] | 'all'): void }

export function spacesFeature(deps: {
  connection: Connection
  clock: Clock
  shared: boolean
  activity: Activity
  readersChanged: SpaceDeps['readersChanged']
}) {
  const store = spaceStore(deps.connection, { shared: deps.shared })
  const inner: SpaceDeps = { store, clock: deps.clock, activity: deps.activity, readersChanged: deps.readersChanged }
  const actions = { list: listSpaces(inner), read: readSpace(inner), make: makeSpace(inner), change: changeSpace(inner) }
  return {
    store,
    actions,
    routes(route: Route) {
      route('GET /api/spaces', actions.list)
      route('POST /api/spaces', actions.make)
      route('GET /api/spaces/:spaceId', actions.read)
      route('PATCH /api/spaces/:spaceId', actions.change)
    },
    /** Every space, also those that the actor does not read: for who keeps them. Throws `not-allowed` for others. */
    async allForKeepers(actor: Actor) {
      demand(actor, 'manageSpaces')
      return (await store.all()).map(space => presentSpace(actor, space, null))
    },
    /** Adds a space with its id given; does nothing when it is there. */
    async importSpace(space: Pick<SpaceDoc, '_id' | 'slug' | 'name' | 'description' | 'visibility' | 'anonymous' | 'position'>) {
      if (!(await store.byId(space._id))) await store.insert({ ...space, archivedAt: null, topicCount: 0, createdAt: deps.clock.now() })
    },
  }
}
export type Spaces = ReturnType<typeof spacesFeature>
