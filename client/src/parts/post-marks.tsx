// The marks of readers on a post: what they may press, and what its author alone is told.
import type { Marks, PostReaction } from '@hearth/shared/reaction'
import { type MessageKey, useMessages } from '../messages.ts'
import { bookmarkAddress } from './addresses.ts'
import { OneButton } from './form.tsx'
import { ownAddress, type PostProps, placeOf } from './place.ts'

/** What one reader has of a post's marks. `offered` is empty where they may not react. */
export type PostMarks = {
  offered: readonly PostReaction[]
  pressed: readonly PostReaction[]
  received: readonly PostReaction[]
  bookmarked: boolean
}

/** How many stand beside "Reply"; the others are under "More". */
const besideReply = 2

/** Undefined for guests, who neither mark nor are told. */
export function marksOf(marks: Marks | null, { id, mine }: { id: string; mine: boolean }, mayReact: boolean): PostMarks | undefined {
  if (!marks) return undefined
  const own = marks.items.find(each => each.postId === id)
  return {
    offered: mayReact && !mine ? marks.offered : [],
    pressed: own?.reactions ?? [],
    bookmarked: own?.bookmarked ?? false,
    received: marks.received.find(each => each.postId === id)?.reactions ?? [],
  }
}

/** Buttons of one form, which stands with the first of them: each is pressed or released on its own. */
export function ReactionButtons(props: PostProps & { which: string; where: 'row' | 'more' }) {
  const { marks, where } = props
  if (!marks || marks.offered.length === 0) return null
  if (where === 'more') return <>{marks.offered.slice(besideReply).map(kind => button(kind, marks))}</>
  return (
    <form method="post" action={`${ownAddress(props)}/reactions`} class="one-button" id={formOf(props)}>
      {marks.offered.slice(0, besideReply).map(kind => button(kind, marks))}
    </form>
  )

  function button(kind: PostReaction, { pressed }: PostMarks) {
    return <ReactionButton key={kind} kind={kind} form={formOf(props)} which={props.which} pressed={pressed.includes(kind)} />
  }
}

function formOf({ n }: PostProps) {
  return `react-${placeOf(n)}`
}

function ReactionButton({ kind, form, which, pressed }: { kind: PostReaction; form: string; which: string; pressed: boolean }) {
  const t = useMessages()
  const word = t(`react.${kind}`)
  return (
    <button
      type="submit"
      class="act"
      form={form}
      name={pressed ? 'release' : 'press'}
      value={kind}
      aria-pressed={pressed}
      aria-label={t('react.which', { word, which })}
      data-react
    >
      {word}
    </button>
  )
}

/** Kept with one press; then it leads to the note and the reminder, so that no second press can lose them. */
export function BookmarkWay({ post, marks, which }: PostProps & { which: string }) {
  const t = useMessages()
  const word = t(marks?.bookmarked ? 'react.bookmarked' : 'react.bookmark')
  const label = t('react.bookmarkWhich', { word, which })
  if (!marks?.bookmarked)
    return (
      <OneButton action={`${bookmarkAddress(post.id)}/add`} label={label}>
        {word}
      </OneButton>
    )
  return (
    <a class="act strong" href={bookmarkAddress(post.id)} aria-label={label}>
      {word}
    </a>
  )
}

/** On one's own post, also on one without a name: that it was heard, never by whom and never how often. */
export function Received({ marks }: Pick<PostProps, 'marks'>) {
  const t = useMessages()
  if (!marks || marks.received.length === 0) return null
  return (
    <p class="meta received">
      {marks.received.map(kind => `${t(`received.${kind}` as MessageKey)} `)}
      {t('received.onlyYou')}
    </p>
  )
}
