// Somebody says something: with the floor, sealed, numbered, and told to everybody in the room; again with the same id it is said once.
import { randomUUID } from 'node:crypto'
import type { RoomMessage, saying } from '@hearth/shared/room'
import type { z } from 'zod'
import { isDuplicate } from '../db/schema.ts'
import { type Action, Repeat } from '../http/route.ts'
import { handlesIn, renderMarkdown } from '../markdown/index.ts'
import type { Actor } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import { Problem } from '../problem.ts'
import { changeRoom, mustSeal } from './change-room.ts'
import { withHere } from './come-back.ts'
import { maySpeak } from './floor.ts'
import { factsOf, loadSession, memberOf } from './in-view.ts'
import type { RoomDeps } from './index.ts'
import type { MessageDoc, SessionDoc } from './model.ts'
import { messageShown, presentMessage, type Sealed } from './present-room.ts'
import { peopleOf } from './present-session.ts'
import { isFacilitator, personIn } from './state.ts'

type Saying = z.output<typeof saying>

export function say(deps: RoomDeps): Action<'POST /api/sessions/:sessionId/messages'> {
  return (actor, { params, body }) => sayIn(deps, actor, params.sessionId, body)
}

/**
 * Written first, and looked for only when it is not taken: what was taken before the floor went on is answered again, so that nobody believes it
 * lost. Throws `not-your-turn` and the other codes of the floor; `already-sent` for other words under the same id, `id-taken` for somebody else's.
 */
export async function sayIn(deps: RoomDeps, actor: Actor, sessionId: string, { id = randomUUID(), ...words }: Saying) {
  try {
    const { after, said, sealed } = await write(deps, actor, sessionId, { id, ...words })
    deps.presence().seen(sessionId, memberOf(actor).accountId)
    return await tellMessage(deps, after, said, sealed)
  } catch (error) {
    const isTaken = isDuplicate(error)
    if (!isTaken && !(error instanceof Problem)) throw error
    const known = await saidBefore(deps, actor, sessionId, id, words.body)
    if (known) return new Repeat(known)
    throw isTaken ? new Problem('id-taken') : error
  }
}

async function write(deps: RoomDeps, actor: Actor, sessionId: string, { id, body, note }: Saying & { id: string }) {
  const htmlIn = await rendering(deps, body)
  let said: MessageDoc | undefined
  let sealed: Sealed | undefined
  const { after } = await changeRoom(
    deps,
    sessionId,
    async (doc, tx, seq) => {
      demand(actor, 'sayInSession', await factsOf(deps, actor, doc))
      const { accountId } = memberOf(actor)
      const now = deps.clock.now()
      const here = { ...doc, state: withHere(doc, accountId, now) }
      demandFloor(here, accountId, note)
      sealed = { author: accountId, source: body, html: htmlIn(doc), reactions: [] }
      const bytes = (await mustSeal(deps, doc)).seal(sealed, id)
      said = { ...placedIn(doc, now), _id: id, seq, kind: note ? 'note' : 'said', sealed: bytes }
      await deps.store.insertMessages(tx, [said])
      return { lastN: said.n, state: here.state }
    },
    { quiet: true },
  )
  return { after, said: said!, sealed: sealed! }
}

/** Process notes are the facilitator's, whoever has the floor. */
function demandFloor({ state, format }: SessionDoc, accountId: string, note: boolean) {
  const verdict = maySpeak(state, format, accountId)
  if (note && personIn(state, accountId)?.here && state.phase !== 'closed') {
    if (!isFacilitator(state, accountId)) throw new Problem('not-the-facilitator')
    return
  }
  if (verdict !== true) throw new Problem(verdict)
}

export function placedIn(doc: SessionDoc, at: Date) {
  const { state, lastN, _id: sessionId } = doc
  return { sessionId, n: lastN + 1, phase: state.phase, step: state.step, at, editedAt: null, withdrawn: false }
}

/** Mentions lead to people in the room, and to nobody else. */
export async function rendering(deps: Pick<RoomDeps, 'accounts'>, source: string): Promise<(doc: Pick<SessionDoc, 'cameIds'>) => string> {
  const handles = handlesIn(source)
  if (handles.length === 0) {
    const { html } = renderMarkdown(source, new Map())
    return () => html
  }
  const found = await deps.accounts.idsOfHandles(handles)
  return ({ cameIds }) => renderMarkdown(source, new Map([...found].filter(([, id]) => cameIds.includes(id)))).html
}

async function saidBefore(deps: RoomDeps, actor: Actor, sessionId: string, id: string, body: string): Promise<RoomMessage | null> {
  const known = await deps.store.messageById(id)
  if (!known) return null
  const { doc, facts } = await loadSession(deps, actor, sessionId)
  demand(actor, 'hearSession', facts)
  if (known.sessionId !== doc._id) throw new Problem('id-taken')
  const sealer = await mustSeal(deps, doc)
  const { author, source } = sealer.open<Sealed>(known.sealed, id)
  if (author !== memberOf(actor).accountId) throw new Problem('id-taken')
  if (source !== body && !known.editedAt && !known.withdrawn) throw new Problem('already-sent')
  return presentMessage(known, sealer, await deps.accounts.bylinesOf(peopleOf(doc)))
}

/** To everybody in the room but those who came after it and do not read what was before. `sealed` is what was sealed in it. */
export async function tellMessage(deps: RoomDeps, doc: SessionDoc, said: MessageDoc, sealed: Sealed): Promise<RoomMessage> {
  const message = messageShown(said, sealed, await deps.accounts.bylinesOf(peopleOf(doc)))
  const notTo = doc.late.filter(each => each.since >= said.n).map(each => each.id)
  deps.publish.said({ sessionId: doc._id, seq: said.seq, now: deps.clock.now().toISOString(), message, notTo })
  return message
}
