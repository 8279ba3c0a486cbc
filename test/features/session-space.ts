// A space with a coordinator, somebody who plans sessions in it, and somebody who comes to them.
import type { World } from '../world.ts'

export async function spaceOf(place: World) {
  const coordinator = await place.coordinator()
  const space = await coordinator.must('POST /api/spaces', { body: { name: 'Supervision', visibility: 'members' } })
  const ana = await place.member({ handle: 'ana', displayName: 'Ana', roles: ['peer-supporter'] })
  const ben = await place.member({ handle: 'ben', displayName: 'Ben' })
  return { coordinator, space, ana, ben, form: `/spaces/${space.id}/sessions/new` }
}
