// Own words put otherwise or taken back, and signs given to those of others: a change of one message, within its step where it is one of words.
import type { Reaction } from '@hearth/shared/room'
import type { Action } from '../http/route.ts'
import { type Actor, accountIdOf } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import { Problem } from '../problem.ts'
import { changeRoom, mustSeal, sealerFor } from './change-room.ts'
import { comeBack } from './enter-session.ts'
import { factsOf, loadSession, memberOf } from './in-view.ts'
import type { RoomDeps } from './index.ts'
import type { MessageDoc, SessionDoc } from './model.ts'
import type { Sealed } from './present-room.ts'
import { render, tellMessage } from './say.ts'
import { personIn } from './state.ts'

export function putOtherwise(deps: RoomDeps): Action<'PATCH /api/sessions/:sessionId/messages/:messageId'> {
  return (actor, { params, body }) =>
    change(deps, actor, params, async ({ doc, message, sealed }) => {
      demandOwn(actor, doc, message, sealed)
      if (sealed.source === body.body) return null
      const html = await render(deps, doc, body.body)
      return { sealed: { ...sealed, source: body.body, html }, editedAt: deps.clock.now() }
    })
}

export function takeBack(deps: RoomDeps): Action<'DELETE /api/sessions/:sessionId/messages/:messageId'> {
  return (actor, { params }) =>
    change(deps, actor, params, async ({ doc, message, sealed }) => {
      demandOwn(actor, doc, message, sealed)
      return { sealed: { ...sealed, source: '', html: '', reactions: [] }, withdrawn: true }
    })
}

export function react(deps: RoomDeps): Action<'PUT /api/sessions/:sessionId/messages/:messageId/reactions'> {
  return (actor, { params, body }) =>
    change(deps, actor, params, async ({ doc, message, sealed }) => {
      const { accountId } = memberOf(actor)
      if (!personIn(doc.state, accountId)?.here || message.withdrawn)
        throw new Problem(message.withdrawn ? 'already-removed' : 'not-in-session')
      const reactions = withSign(sealed.reactions, body.kind, accountId, body.on)
      return JSON.stringify(reactions) === JSON.stringify(sealed.reactions) ? null : { sealed: { ...sealed, reactions } }
    })
}

/** The Markdown of own words, to put them otherwise. */
export function seeSource(deps: RoomDeps): Action<'GET /api/sessions/:sessionId/messages/:messageId/source'> {
  return async (actor, { params }) => {
    const { doc, facts } = await loadSession(deps, actor, params.sessionId)
    demand(actor, 'hearSession', facts)
    const message = visible(actor, doc, await deps.store.messageById(params.messageId))
    const sealer = await sealerFor(deps, doc)
    const sealed = sealer?.open<Sealed>(message.sealed, message._id)
    if (!sealed || sealed.author !== accountIdOf(actor)) throw new Problem('not-allowed')
    return { id: message._id, body: sealed.source }
  }
}

type Known = { doc: SessionDoc; message: MessageDoc; sealed: Sealed }
type Set = { sealed: Sealed; editedAt?: Date; withdrawn?: boolean }

async function change(
  deps: RoomDeps,
  actor: Actor,
  { sessionId, messageId }: { sessionId: string; messageId: string },
  decide: (known: Known) => Promise<Set | null>,
) {
  await comeBack(deps, actor, sessionId)
  let changed: MessageDoc | undefined
  const { after } = await changeRoom(
    deps,
    sessionId,
    async (doc, tx, seq) => {
      const facts = await factsOf(deps, actor, doc)
      demand(actor, 'sayInSession', facts)
      const message = visible(actor, doc, await deps.store.messageById(messageId, tx))
      const sealer = await mustSeal(deps, doc)
      changed = message
      const set = await decide({ doc, message, sealed: sealer.open<Sealed>(message.sealed, message._id) })
      if (!set) return null
      const fields = { ...set, sealed: sealer.seal(set.sealed, message._id), seq }
      await deps.store.changeMessage(tx, message._id, fields)
      changed = { ...message, ...fields }
      return {}
    },
    { quiet: true },
  )
  return tellMessage(deps, after, changed!)
}

/** Throws `not-found` for what is in another session, or was said before a latecomer came. */
export function visible(actor: Actor, doc: SessionDoc, message: MessageDoc | null): MessageDoc {
  const since = doc.late.find(each => each.id === accountIdOf(actor))?.since ?? 0
  if (message?.sessionId !== doc._id || message.n <= since) throw new Problem('not-found')
  return message
}

/** Throws `not-allowed` for the words of others, `step-over` once the step has gone on. */
function demandOwn(actor: Actor, { state }: SessionDoc, message: MessageDoc, { author }: Sealed) {
  if (author !== accountIdOf(actor)) throw new Problem('not-allowed')
  if (message.withdrawn) throw new Problem('already-removed')
  if (state.phase !== message.phase || state.step !== message.step) throw new Problem('step-over')
}

function withSign(reactions: Sealed['reactions'], kind: Reaction, by: string, on: boolean): Sealed['reactions'] {
  const others = (reactions.find(each => each.kind === kind)?.by ?? []).filter(id => id !== by)
  const signs = on ? [...others, by] : others
  const rest = reactions.filter(each => each.kind !== kind)
  return signs.length > 0 ? [...rest, { kind, by: signs }] : rest
}
