// The line under the room's title, which stands in the page's own bar: the format, and how many are here.
import type { Translate } from '../messages.ts'
import type { RoomView } from '../parts/room-view.ts'

export function tellHere({ session, state }: RoomView, t: Translate) {
  const line = document.getElementById('room-line')
  const here = state.people.filter(person => person.here && !person.removed).length
  if (line) line.textContent = `${session.format.name}, ${t('room.hereCount', { count: here })}`
}
