// One post, original or reply: who, when, the text or its fold, and what the reader can do. The server and the browser draw the same.
import { useMessages } from '../messages.ts'
import { Badge, RoleBadge } from './badge.tsx'
import { Byline } from './byline.tsx'
import { Fold, NotesLine } from './fold.tsx'
import { marks, type PostProps, placeOf } from './place.ts'
import { PostActions } from './post-actions.tsx'
import { PostFacts } from './post-facts.tsx'
import { Received } from './post-marks.tsx'
import { Tile } from './tile.tsx'
import { Tombstone } from './tombstone.tsx'

export function Post(props: PostProps) {
  const { post, n } = props
  if (post.removed) return <Tombstone {...props} removed={post.removed} />
  return (
    <article
      class={n === null ? 'post original' : 'post'}
      aria-labelledby={`${placeOf(n)}-${props.muted ? 'muted' : 'by'}`}
      {...marks(props)}
    >
      {props.muted ? <MutedFold {...props} /> : <Whole {...props} />}
    </article>
  )
}

function Whole(props: PostProps) {
  return (
    <>
      <PostHead {...props} />
      <PostText {...props} />
      <Received {...props} />
      <PostActions {...props} />
    </>
  )
}

/** Nothing but that it is there, until the reader opens it. */
function MutedFold(props: PostProps) {
  const t = useMessages()
  return (
    <details class="fold muted">
      <summary>
        <span id={`${placeOf(props.n)}-muted`}>{t(props.n === null ? 'post.mutedPost' : 'post.mutedReply')}</span>
        <span class="open">{t('post.showIt')}</span>
        <span class="shut">{t('fold.away')}</span>
      </summary>
      <Whole {...props} />
    </details>
  )
}

/** Where the reader wants the notes open, they stand above the text. */
function PostText({ post, n, cover }: PostProps) {
  const open = cover?.notes === 'show' && post.contentNotes.length > 0
  const hard = cover?.hard ?? []
  const text = <div class="prose" lang={post.lang} dir="auto" dangerouslySetInnerHTML={{ __html: post.html }} />
  if (open && hard.length === 0) {
    return (
      <div class="noted">
        <p class="meta">
          <NotesLine notes={post.contentNotes} />
        </p>
        {text}
      </div>
    )
  }
  return (
    <Fold notes={post.contentNotes} hard={hard} of={n === null ? 'post' : 'reply'}>
      {text}
    </Fold>
  )
}

function PostHead(props: PostProps) {
  const { post, n } = props
  const Level = n === null ? 'h2' : 'h3'
  return (
    <div class="post-head">
      <Tile author={post.author} />
      <div>
        <Level class="post-by" id={`${placeOf(n)}-by`}>
          <Byline author={post.author} />
          <Beside {...props} />
        </Level>
        <PostFacts {...props} />
      </div>
    </div>
  )
}

function Beside({ post, mine, fresh }: PostProps) {
  const t = useMessages()
  const badge = post.author.kind === 'member' ? post.author.badge : null
  return (
    <>
      {mine && <span class="meta"> {t('post.you')}</span>}
      {badge && <RoleBadge role={badge} />}
      {fresh && <Badge kind="fresh">{t('post.new')}</Badge>}
    </>
  )
}
