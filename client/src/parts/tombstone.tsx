// The place of a post that was taken back: one sentence saying by whom and when; the answers to it stay.
import { useDates, useMessages } from '../messages.ts'
import { OneButton } from './form.tsx'
import { marks, ownAddress, type PostProps } from './place.ts'
import { NamelessTile } from './tile.tsx'

export function Tombstone(props: PostProps & { removed: { by: 'author' | 'moderator'; at: string } }) {
  const t = useMessages()
  const { n, removed } = props
  const what = n === null ? 'post' : 'reply'
  const who = removed.by === 'author' ? 'byAuthor' : 'byModerator'
  return (
    <div class={n === null ? 'gone original' : 'gone'} {...marks(props)}>
      <NamelessTile sign={false} />
      <div>
        <p>{t(`gone.${what}.${who}`, { day: useDates().day(removed.at) })}</p>
        {props.can?.restore && (
          <OneButton action={`${ownAddress(props)}/restore`} class="act">
            {t('gone.restore')}
          </OneButton>
        )}
      </div>
    </div>
  )
}
