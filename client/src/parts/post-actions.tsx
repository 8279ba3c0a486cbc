// What a reader can do with a post, as plain words under it: to answer, to say that it was heard, and more.
import type { ComponentChildren } from 'preact'
import { useMessages } from '../messages.ts'
import { answerAddress, placeAddress, topicAddress } from './addresses.ts'
import { nameOf } from './byline.tsx'
import { ownAddress, type PostProps } from './place.ts'
import { BookmarkWay, ReactionButtons } from './post-marks.tsx'

type Named = PostProps & { which: string }

export function PostActions(props: PostProps) {
  const t = useMessages()
  const which = props.n === null ? t('post.original') : t('post.numbered', { n: props.n })
  const named = { ...props, which }
  return (
    <div class="acts">
      <ReplyLink {...props} />
      {props.marks ? (
        <>
          <ReactionButtons {...named} where="row" />
          <More which={which}>
            <ReactionButtons {...named} where="more" />
            <BookmarkWay {...named} />
            <CopyLink {...named} />
            <OwnWays {...named} />
          </More>
        </>
      ) : (
        <CopyLink {...named} />
      )}
    </div>
  )
}

function ReplyLink({ post, n, topicId, mayReply }: PostProps) {
  const t = useMessages()
  if (!mayReply) return null
  return (
    <a
      class="act"
      href={n === null ? `${topicAddress(topicId)}#compose` : answerAddress(topicId, post.id)}
      aria-label={t('post.replyTo', { name: nameOf(post.author, t) })}
      data-reply={post.id}
    >
      {t('post.reply')}
    </a>
  )
}

/** Opens in the flow, below the words; works without script. */
function More({ which, children }: { which: string; children: ComponentChildren }) {
  const t = useMessages()
  return (
    <details class="acts-more">
      <summary class="act" aria-label={t('post.moreAbout', { which })}>
        {t('post.more')}
      </summary>
      <div class="acts">{children}</div>
    </details>
  )
}

function OwnWays(props: Named) {
  const t = useMessages()
  const { post, can, which } = props
  const own = ownAddress(props)
  return (
    <>
      {can?.edit && (
        <a class="act" href={`${own}/edit`} aria-label={t('post.editWhich', { which })}>
          {t('post.edit')}
        </a>
      )}
      {can?.history && post.edited && (
        <a class="act" href={`${own}/history`} aria-label={t('post.historyOf', { which })}>
          {t('post.history')}
        </a>
      )}
      {can?.remove && (
        <a class="act" href={`${own}/remove`} aria-label={t(props.mine ? 'post.takeBackWhich' : 'post.removeWhich', { which })}>
          {t(props.mine ? 'post.takeBack' : 'post.remove')}
        </a>
      )}
    </>
  )
}

/** Only with script: without it the date is the link to copy. */
function CopyLink({ n, topicId, which }: Named) {
  const t = useMessages()
  const address = n === null ? topicAddress(topicId) : placeAddress(topicId, n)
  return (
    <button type="button" class="act" data-copy={address} data-needs-script aria-label={t('post.copyWhich', { which })}>
      {t('post.copy')}
    </button>
  )
}
