// One post that waits, in the list of one's own: where it goes, when it appears or why it did not, and what can be done.
import type { WaitingPost as Waiting } from '@hearth/shared/waiting-post'
import { useMessages, useReader } from '../messages.ts'
import { OneButton } from './form.tsx'
import { rich } from './rich.tsx'
import { Time } from './time.tsx'

const dayMs = 86_400_000
/** Characters of its words in the list; all of them stand where it is changed. */
const shown = 400

export function WaitingPost({ post }: { post: Waiting }) {
  const words = post.body.length > shown ? `${post.body.slice(0, shown)} …` : post.body
  return (
    <li>
      <h2 class="list-title">
        <Place post={post} />
      </h2>
      <p>
        <When post={post} />
      </p>
      <p class="waiting-words" dir="auto">
        {words}
      </p>
      <Ways post={post} />
    </li>
  )
}

function Place({ post }: { post: Waiting }) {
  const t = useMessages()
  const { place } = post
  const message = place ? t(`waiting.${post.what}`) : t(`waiting.${post.what}.nowhere`)
  return (
    <>
      {rich(message, {
        place: () => (
          <a href={place?.link ?? ''}>
            <bdi>{place?.name}</bdi>
          </a>
        ),
        title: () => <bdi>{post.title}</bdi>,
      })}
    </>
  )
}

function When({ post }: { post: Waiting }) {
  const t = useMessages()
  const { appearsAt, atTheLatest, takenBackAt, held, anonymous } = post
  if (takenBackAt) return <>{rich(t('waiting.takenBackLine'), { when: () => <Time at={dayAfter(takenBackAt)} /> })}</>
  if (held)
    return (
      <>
        <b>{t('waiting.notPosted')}</b> {rich(t(`waiting.held.${held}`), { link: words => <a href={placeOf(post)}>{words}</a> })}
      </>
    )
  if (!appearsAt || !atTheLatest) return <>{t('waiting.heldLine')}</>
  const [from, to] = [() => <Time at={appearsAt} />, () => <Time at={atTheLatest} />]
  if (appearsAt !== atTheLatest) return <>{rich(t('waiting.appearsBetween'), { from, to })}</>
  return <>{rich(t(anonymous ? 'waiting.appearsNoName' : 'waiting.appearsAt'), { when: from })}</>
}

function Ways({ post: { id, place, title, takenBackAt, appearsAt } }: { post: Waiting }) {
  const { t } = useReader()
  const name = title ?? place?.name ?? ''
  const way = (verb: string, what: string) => (
    <OneButton action={`/waiting/${id}/${verb}`} class="btn plain" label={t('waiting.which', { what, name })}>
      {what}
    </OneButton>
  )
  if (takenBackAt) return <div class="row">{way('bring-back', t('waiting.bringBack'))}</div>
  return (
    <div class="row">
      {way('hold', t('waiting.change'))}
      {appearsAt && way('put-off', t('waiting.putOff'))}
      {way('post', t('waiting.postNow'))}
      {way('take-back', t('waiting.takeBack'))}
    </div>
  )
}

function placeOf({ what, id }: Waiting) {
  return what === 'reply' ? `/replies/${id}` : `/topics/${id}`
}

function dayAfter(iso: string) {
  return new Date(Date.parse(iso) + dayMs).toISOString()
}
