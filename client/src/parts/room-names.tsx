// Names of people in a room, each read in its own direction; the reader is "you".
import { useMessages } from '../messages.ts'
import { nameIn, useRoom } from './room-view.ts'

export function Name({ id }: { id: string | null }) {
  const { state } = useRoom()
  return <bdi>{nameIn(state, id)}</bdi>
}

const shown = 3

/** At most three by name; the rest is a number. */
export function Names({ ids }: { ids: readonly string[] }) {
  const t = useMessages()
  const { me } = useRoom()
  const more = ids.length - shown
  return (
    <>
      {ids.slice(0, shown).map((id, n) => (
        <span key={id}>
          {n > 0 && ', '}
          {id === me.id ? t('room.you') : <Name id={id} />}
        </span>
      ))}
      {more > 0 && ` ${t('room.andMore', { count: more })}`}
    </>
  )
}
