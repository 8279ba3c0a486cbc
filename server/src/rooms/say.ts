// Somebody says something: with the floor, sealed, numbered, and told to everybody in the room; again with the same id it is said once.
import { randomUUID } from 'node:crypto'
import type { RoomMessage, saying } from '@hearth/shared/room'
import type { z } from 'zod'
import { type Action, Repeat } from '../http/route.ts'
import { handlesIn, renderMarkdown } from '../markdown/index.ts'
import type { Actor } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import { Problem } from '../problem.ts'
import { changeRoom, mustSeal } from './change-room.ts'
import { comeBack } from './enter-session.ts'
import { maySpeak } from './floor.ts'
import { factsOf, memberOf } from './in-view.ts'
import type { RoomDeps } from './index.ts'
import type { MessageDoc, SessionDoc } from './model.ts'
import { presentMessage, type Sealed } from './present-room.ts'
import { peopleOf } from './present-session.ts'
import { isFacilitator, personIn } from './state.ts'

type Saying = z.output<typeof saying>

export function say(deps: RoomDeps): Action<'POST /api/sessions/:sessionId/messages'> {
  return (actor, { params, body }) => sayIn(deps, actor, params.sessionId, body)
}

/** Throws `not-your-turn` and the other codes of the floor; `already-sent` for other words under the same id, `id-taken` for somebody else's. */
export async function sayIn(deps: RoomDeps, actor: Actor, sessionId: string, { id = randomUUID(), ...words }: Saying) {
  const doc = await comeBack(deps, actor, sessionId)
  // What was taken before the floor went on is answered again, so that nobody believes it lost.
  const again = () => saidBefore(deps, doc, id, memberOf(actor).accountId, words.body)
  const before = await again()
  if (before) return new Repeat(before)
  try {
    const { after, said } = await write(deps, actor, doc, { id, ...words })
    return await tellMessage(deps, after, said)
  } catch (error) {
    const known = error instanceof Problem && error.code === 'id-taken' ? await again() : null
    if (known) return new Repeat(known)
    throw error
  }
}

async function write(deps: RoomDeps, actor: Actor, { _id: sessionId, ...doc }: SessionDoc, { id, body, note }: Saying & { id: string }) {
  const { accountId } = memberOf(actor)
  const html = await render(deps, doc, body)
  let said: MessageDoc | undefined
  const { after } = await changeRoom(
    deps,
    sessionId,
    async (now, tx, seq) => {
      demand(actor, 'sayInSession', await factsOf(deps, actor, now))
      demandFloor(now, accountId, note)
      if (await deps.store.messageById(id, tx)) throw new Problem('id-taken')
      const sealed = (await mustSeal(deps, now)).seal({ author: accountId, source: body, html, reactions: [] } satisfies Sealed, id)
      said = { ...placedIn(now, deps.clock.now()), _id: id, seq, kind: note ? 'note' : 'said', sealed }
      await deps.store.insertMessages(tx, [said])
      return { lastN: said.n }
    },
    { quiet: true },
  )
  return { after, said: said! }
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
export async function render(deps: Pick<RoomDeps, 'accounts'>, { cameIds }: Pick<SessionDoc, 'cameIds'>, source: string): Promise<string> {
  const handles = handlesIn(source)
  const found = handles.length > 0 ? await deps.accounts.idsOfHandles(handles) : new Map<string, string>()
  const here = new Map([...found].filter(([, id]) => cameIds.includes(id)))
  return renderMarkdown(source, here).html
}

async function saidBefore(deps: RoomDeps, doc: SessionDoc, id: string, accountId: string, body: string): Promise<RoomMessage | null> {
  const known = await deps.store.messageById(id)
  if (!known) return null
  if (known.sessionId !== doc._id) throw new Problem('id-taken')
  const sealer = await mustSeal(deps, doc)
  const { author, source } = sealer.open<Sealed>(known.sealed, id)
  if (author !== accountId) throw new Problem('id-taken')
  if (source !== body && !known.editedAt && !known.withdrawn) throw new Problem('already-sent')
  return presentMessage(known, sealer, await deps.accounts.bylinesOf(peopleOf(doc)))
}

/** To everybody in the room but those who came after it and do not read what was before. */
export async function tellMessage(deps: RoomDeps, doc: SessionDoc, said: MessageDoc): Promise<RoomMessage> {
  const sealer = await mustSeal(deps, doc)
  const message = presentMessage(said, sealer, await deps.accounts.bylinesOf(peopleOf(doc)))
  const notTo = doc.late.filter(each => each.since >= said.n).map(each => each.id)
  deps.publish.said({ sessionId: doc._id, seq: said.seq, now: deps.clock.now().toISOString(), message, notTo })
  return message
}
