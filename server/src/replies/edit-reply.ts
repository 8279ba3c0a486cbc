// A reply's words are changed by its author, or by a moderator; the earlier wording is kept.
import type { ClientSession } from '../db/connect.ts'
import type { Action } from '../http/route.ts'
import { accountIdOf, type Member } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import { languageOf } from '../posts/language-of.ts'
import { writtenFrom } from '../posts/post.ts'
import { Problem } from '../problem.ts'
import { loadReply, presentReply, type ReplyInView } from './in-view.ts'
import type { ReplyDeps } from './index.ts'
import { restamp } from './restamp.ts'
import type { ReplyDoc } from './store.ts'

export function editReply(deps: ReplyDeps): Action<'PATCH /api/replies/:replyId'> {
  return async (actor, { params, body }) => {
    const seen = await loadReply(deps, actor, params.replyId)
    demand(actor, 'editReply', seen.facts)
    if (body.basedOn !== undefined && body.basedOn !== seen.reply.seq)
      throw new Problem('edited-meanwhile', { link: `/replies/${params.replyId}/edit` })
    const words = await wordsOf(deps, seen, body)
    const also = (session: ClientSession | null) =>
      deps.drafts.done(session, {
        accountId: (actor as Member).accountId,
        kind: 'edit-reply',
        placeId: seen.reply._id,
        postId: null,
        from: body.draft,
      })
    if (!changes(seen.reply, words)) {
      await also(null)
      return presentReply(deps, actor, seen.reply, seen.facts.topic)
    }
    const editor = seen.facts.mine && seen.reply.alias !== null ? null : accountIdOf(actor)
    const set = { ...words, editedAt: deps.clock.now(), editedBy: editor }
    return restamp(deps, actor, seen, 'reply.edited', set, { keep: earlierWording(seen), also })
  }
}

type Change = Parameters<ReturnType<typeof editReply>>[1]['body']

async function wordsOf({ accounts }: ReplyDeps, { reply }: ReplyInView, { body, contentNotes, lang }: Change): Promise<Partial<ReplyDoc>> {
  const written = body === undefined ? null : await writtenFrom(body, accounts.idsOfHandles)
  const isOther = written !== null && written.source !== reply.source
  return {
    ...written,
    ...(isOther ? { lang: languageOf(written.source, reply.lang) } : {}),
    ...(contentNotes === undefined ? {} : { contentNotes }),
    ...(lang === undefined ? {} : { lang }),
  }
}

function changes(reply: ReplyDoc, words: Partial<ReplyDoc>) {
  return (['source', 'contentNotes', 'lang'] as const).some(
    key => words[key] !== undefined && JSON.stringify(words[key]) !== JSON.stringify(reply[key]),
  )
}

function earlierWording({ reply: { source, contentNotes, createdAt, editedAt } }: ReplyInView) {
  return { at: editedAt ?? createdAt, title: null, source, contentNotes }
}
