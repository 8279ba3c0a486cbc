// A coordinator makes a space; the same id again answers the first result.
import { randomUUID } from 'node:crypto'
import { isDuplicate } from '../db/schema.ts'
import { type Action, Repeat } from '../http/route.ts'
import { demand } from '../policy/can.ts'
import { Problem } from '../problem.ts'
import type { SpaceDeps } from './index.ts'
import { presentSpace } from './present.ts'
import { slugOf } from './slug.ts'

export function makeSpace({ store, clock }: SpaceDeps): Action<'POST /api/spaces'> {
  return async (actor, { body }) => {
    demand(actor, 'manageSpaces')
    const { id = randomUUID(), position, ...given } = body
    const last = (await store.all()).at(-1)?.position ?? -1
    const space = {
      _id: id,
      slug: slugOf(body.name),
      ...given,
      position: position ?? last + 1,
      archivedAt: null,
      topicCount: 0,
      createdAt: clock.now(),
    }
    try {
      await store.insert(space)
      return presentSpace(actor, space, null)
    } catch (error) {
      if (!isDuplicate(error)) throw error
      return repeated(id, body.name)
    }

    async function repeated(spaceId: string, name: string) {
      const known = await store.byId(spaceId)
      if (known?.name !== name) throw new Problem('id-taken')
      return new Repeat(presentSpace(actor, known, null))
    }
  }
}
