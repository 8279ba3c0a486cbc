// A topic to take away, as its reader sees it: as text and as data, written page by page so that the longest takes no more memory than a short one.
import type { Byline } from '@hearth/shared/person'
import type { ViewedReply } from '@hearth/shared/reply'
import { markdownOf, plainMarkdown } from '../exports/index.ts'
import { ask } from './ask.ts'
import type { PageDeps } from './index.tsx'
import { nameOf } from './name-of.ts'
import type { PageRoutes } from './router.ts'
import type { Visit } from './visit.ts'

/** Replies that are held at a time. */
const atOnce = 100

type Exported = Awaited<ReturnType<typeof part>>
type Post = Pick<ViewedReply, 'author' | 'createdAt' | 'edited' | 'removed' | 'contentNotes' | 'html'>

export function exportFiles({ ownFile }: PageRoutes, deps: PageDeps) {
  ownFile('/topics/:topicId/export.json', visit => send(deps, visit, 'json', asJson))
  ownFile('/topics/:topicId/export.md', visit => send(deps, visit, 'md', asMarkdown))
}

function part({ exports }: PageDeps, visit: Visit, after: string | null) {
  const params = { topicId: visit.params.topicId ?? '' }
  return ask(visit, exports.actions.topic, { params, query: { limit: atOnce, ...(after ? { after } : {}) } })
}

/** How the first part begins, what each reply becomes, and how it ends. */
type Form = (
  visit: Visit,
  first: Exported,
  address: string,
) => { begin: string; reply(reply: ViewedReply, at: number): string; end: string }

/** Whether the reader may read is asked anew for each part; where it ends in the middle, the file is cut and not ended as if it were whole. */
async function send(deps: PageDeps, visit: Visit, kind: 'json' | 'md', form: Form) {
  const { res } = visit
  let exported = await part(deps, visit, null)
  const { id, slug } = exported.topic
  const { begin, reply, end } = form(visit, exported, `${deps.publicUrl()}/topics/${id}/${slug}`)
  res.setHeader('Content-Type', kind === 'json' ? 'application/json; charset=utf-8' : 'text/markdown; charset=utf-8')
  // Without words of the title: lists of what was fetched are seen by others.
  res.setHeader('Content-Disposition', `attachment; filename="topic-${id.slice(0, 8)}.${kind}"`)
  res.setHeader('Cache-Control', 'private, no-store')
  res.setHeader('X-Robots-Tag', 'noindex, nofollow, noarchive')
  await write(res, begin)
  for (let at = 0; ; ) {
    await write(res, exported.replies.map(each => reply(each as ViewedReply, at++)).join(''))
    if (exported.next === null || res.destroyed) break
    // What is thrown here ends the connection, since the headers are sent.
    exported = await part(deps, visit, exported.next)
  }
  res.end(end)
}

async function write(res: Visit['res'], text: string) {
  if (res.write(text) || res.destroyed) return
  await new Promise(resolve => res.once('drain', resolve).once('close', resolve))
}

function asJson({ t }: Visit, { readers, space, topic }: Exported, address: string) {
  const about = { notice: t(noticeOf(readers)), readers, space, address, topic }
  return {
    begin: `${JSON.stringify(about).slice(0, -1)},"replies":[`,
    reply: (reply: ViewedReply, at: number) => `${at > 0 ? ',' : ''}\n${JSON.stringify(reply)}`,
    end: ']}\n',
  }
}

function asMarkdown({ t }: Visit, { readers, space, topic }: Exported, address: string) {
  const base = new URL(address).origin
  const tags = topic.tags.length > 0 ? [`${t('compose.tags')}: ${topic.tags.map(plainMarkdown).join(', ')}`] : []
  const head = [`# ${plainMarkdown(topic.title)}`, `> ${t(noticeOf(readers))}`, `<${encodeURI(address)}>`, plainMarkdown(space), ...tags]
  const post = (title: string, facts: string[], each: Post) =>
    `\n\n## ${title} · ${plainMarkdown(nameOf(each.author as Byline, t))}\n\n${postText(t, base, facts, each)}`
  return {
    begin: head.join('\n\n') + post(t('export.original'), [], topic as Post),
    reply: (reply: ViewedReply) =>
      post(t('export.reply', { n: reply.n }), reply.parentN === null ? [] : [t('export.answers', { n: reply.parentN })], reply),
    end: '\n',
  }
}

function postText(t: Visit['t'], base: string, facts: string[], { createdAt, edited, removed, contentNotes, html }: Post) {
  if (removed) return t(removed.by === 'author' ? 'export.takenBack' : 'export.removed')
  const line = [moment(createdAt), ...facts, ...(edited ? [t('export.edited', { at: moment(edited.at) })] : [])].join(' · ')
  const note = contentNotes.length > 0 ? [`**${t('export.note')}** ${plainMarkdown(contentNotes.join(', '))}`] : []
  return [line, ...note, markdownOf(html, base)].join('\n\n')
}

/** Such as 2026-05-01 10:02 UTC: the same wherever it is read. */
function moment(iso: string) {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`
}

export function noticeOf(readers: string) {
  if (readers === 'public') return 'export.public' as const
  return readers === 'members' ? ('export.members' as const) : ('export.some' as const)
}
