// The small line under a name: what it answers, when it was written, when it was changed and by whom.
import type { Byline } from '@hearth/shared/person'
import { type Translate, useDates, useMessages } from '../messages.ts'
import { placeAddress, topicAddress } from './addresses.ts'
import { nameOf } from './byline.tsx'
import { Facts } from './facts.tsx'
import { ownAddress, type PostProps } from './place.ts'
import { rich } from './rich.tsx'
import { Time } from './time.tsx'
import type { Answered } from './tree.ts'

export function PostFacts(props: PostProps) {
  const t = useMessages()
  const { post, n, topicId, answers } = props
  return (
    <Facts
      items={[
        n === null && t('post.started'),
        answers && <Answers answers={answers} topicId={topicId} />,
        post.author.kind === 'anonymous' && t('post.withoutName'),
        <a key="when" href={n === null ? `${topicAddress(topicId)}#original` : placeAddress(topicId, n)}>
          <Time at={post.createdAt} />
        </a>,
        post.edited && <Edited {...props} edited={post.edited} />,
      ]}
    />
  )
}

function Answers({ answers, topicId }: { answers: Answered; topicId: string }) {
  const t = useMessages()
  return (
    <span class={answers.spoken ? 'vh' : undefined}>
      {rich(t('post.inReplyTo'), {
        to: () => (
          <a href={placeAddress(topicId, answers.n)}>
            <bdi>{answered(answers, t)}</bdi>
          </a>
        ),
      })}
    </span>
  )
}

function answered(answers: Answered, t: Translate) {
  return answers.author ? nameOf(answers.author, t) : t('post.numbered', { n: answers.n })
}

function Edited(props: PostProps & { edited: { at: string; by: Byline | null } }) {
  const t = useMessages()
  const dates = useDates()
  const { post, edited } = props
  const at = dates.moment(edited.at)
  const bySomebodyElse = edited.by !== null && !samePerson(edited.by, post.author)
  const words = bySomebodyElse ? t('post.editedBy', { name: nameOf(edited.by as Byline, t), at }) : t('post.edited', { at })
  return props.can?.history ? <a href={`${ownAddress(props)}/history`}>{words}</a> : <span>{words}</span>
}

/** Two guests' bylines may or may not be one person: told as somebody else's edit, as the masked form is. */
function samePerson(one: Byline, other: Byline) {
  return one.kind === 'member' && other.kind === 'member' && one.id === other.id
}
