// What a reader can do with a post, as plain words under it.
import { useMessages } from '../messages.ts'
import { answerAddress, placeAddress, topicAddress } from './addresses.ts'
import { nameOf } from './byline.tsx'
import { ownAddress, type PostProps } from './place.ts'

export function PostActions(props: PostProps) {
  const t = useMessages()
  const { post, n, topicId, can } = props
  const which = n === null ? t('post.original') : t('post.numbered', { n })
  const name = nameOf(post.author, t)
  const own = ownAddress(props)
  return (
    <div class="acts">
      {props.mayReply && (
        <a
          class="act"
          href={n === null ? `${topicAddress(topicId)}#compose` : answerAddress(topicId, post.id)}
          aria-label={t('post.replyTo', { name })}
          data-reply={post.id}
        >
          {t('post.reply')}
        </a>
      )}
      <CopyLink {...props} which={which} />
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
    </div>
  )
}

/** Only with script: without it the date is the link to copy. */
function CopyLink({ n, topicId, which }: PostProps & { which: string }) {
  const t = useMessages()
  const address = n === null ? topicAddress(topicId) : placeAddress(topicId, n)
  return (
    <button type="button" class="act" data-copy={address} data-needs-script aria-label={t('post.copyWhich', { which })}>
      {t('post.copy')}
    </button>
  )
}
