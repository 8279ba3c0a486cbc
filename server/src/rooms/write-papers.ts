// Notes, the private pad, the summary that a room agrees on, what the presenter releases, and what each thinks of the format.
import { randomUUID } from 'node:crypto'
import type { Seat } from '@hearth/shared/format'
import type { Action } from '../http/route.ts'
import type { Actor } from '../policy/actor.ts'
import { demand } from '../policy/can.ts'
import { Problem } from '../problem.ts'
import { changeRoom, mustSeal, type Tx } from './change-room.ts'
import { comeBack } from './come-back.ts'
import { factsOf, memberOf } from './in-view.ts'
import type { RoomDeps } from './index.ts'
import type { SessionDoc } from './model.ts'
import { readPaper, writePaper } from './papers.ts'
import type { SealedSummary } from './present-room.ts'
import { holderOf, isFacilitator, type Person, personIn } from './state.ts'

/** Somebody here who may write: loaded, and asked once more within the change. Throws `not-in-session`. */
async function writing(
  deps: RoomDeps,
  actor: Actor,
  sessionId: string,
  decide: (known: { doc: SessionDoc; person: Person; tx: Tx }) => Promise<Partial<SessionDoc> | null> | Partial<SessionDoc> | null,
) {
  await comeBack(deps, actor, sessionId)
  const { after } = await changeRoom(deps, sessionId, async (doc, tx) => {
    demand(actor, 'sayInSession', await factsOf(deps, actor, doc))
    const person = personIn(doc.state, memberOf(actor).accountId)
    if (!person?.here) throw new Problem('not-in-session')
    if (doc.state.phase === 'closed') throw new Problem('session-closed')
    return decide({ doc, person, tx })
  })
  return { seq: after.seq }
}

const writers: Seat[] = ['note-keeper', 'facilitator', 'presenter']

/** The note keeper's and the facilitator's; the presenter may strike any line, and so may write them too. */
export function keepNotes(deps: RoomDeps): Action<'PUT /api/sessions/:sessionId/notes'> {
  return (actor, { params, body }) =>
    writing(deps, actor, params.sessionId, async ({ doc, person }) => {
      if (!person.seats.some(seat => writers.includes(seat))) throw new Problem('not-allowed')
      return { sealedNotes: (await mustSeal(deps, doc)).seal(body.body, `${doc._id} notes`) }
    })
}

/** For its writer's eyes; nobody is told. */
export function keepPad(deps: RoomDeps): Action<'PUT /api/sessions/:sessionId/pad'> {
  return (actor, { params, body }) =>
    writing(deps, actor, params.sessionId, async ({ doc, person, tx }) => {
      await writePaper(deps, tx, await mustSeal(deps, doc), doc, 'pad', person.id, body.body)
      return null
    })
}

/** While the session closes. A new wording is agreed to anew, by its writer at once. */
export function proposeSummary(deps: RoomDeps): Action<'PUT /api/sessions/:sessionId/summary'> {
  return (actor, { params, body }) =>
    writing(deps, actor, params.sessionId, async ({ doc, person }) => {
      if (!isFacilitator(doc.state, person.id) && !person.seats.includes('note-keeper')) throw new Problem('not-allowed')
      if (doc.summary !== null || doc.state.phase !== 'closing') throw new Problem('step-over')
      const sealed = (await mustSeal(deps, doc)).seal(
        { text: body.body, agreed: [person.id] } satisfies SealedSummary,
        `${doc._id} summary`,
      )
      return standing({ ...doc, sealedSummary: body.body.trim() ? sealed : null }, { text: body.body, agreed: [person.id] })
    })
}

export function agreeToSummary(deps: RoomDeps): Action<'POST /api/sessions/:sessionId/summary/agree'> {
  return (actor, { params }) =>
    writing(deps, actor, params.sessionId, async ({ doc, person }) => {
      if (!doc.sealedSummary || doc.state.phase !== 'closing') throw new Problem('not-found')
      const sealer = await mustSeal(deps, doc)
      const { text, agreed } = sealer.open<SealedSummary>(doc.sealedSummary, `${doc._id} summary`)
      if (agreed.includes(person.id)) return null
      const now: SealedSummary = { text, agreed: [...agreed, person.id] }
      return standing({ ...doc, sealedSummary: sealer.seal(now, `${doc._id} summary`) }, now)
    })
}

/** Once all who are here, listeners aside, agreed it stands, and stays after the erasure. */
function standing({ state, sealedSummary }: SessionDoc, { text, agreed }: SealedSummary): Partial<SessionDoc> {
  const asked = state.people.filter(person => person.here && !person.removed && !person.seats.includes('listener'))
  const stands = text.trim() !== '' && asked.every(person => agreed.includes(person.id))
  return { sealedSummary, ...(stands ? { summary: text } : {}) }
}

export function releaseTakeaway(deps: RoomDeps): Action<'POST /api/sessions/:sessionId/takeaways'> {
  return async (actor, { params, body: { id = randomUUID(), text } }) => {
    await writing(deps, actor, params.sessionId, ({ doc, person }) => {
      if (holderOf(doc.state, 'presenter')?.id !== person.id) throw new Problem('not-allowed')
      const known = doc.takeaways.find(each => each.id === id)
      if (known && known.text !== text) throw new Problem('already-sent')
      if (doc.takeaways.length >= mostTakeaways) throw new Problem('too-many')
      return known ? null : { takeaways: [...doc.takeaways, { id, text }] }
    })
    deps.publish.papers(params.sessionId)
    return { id, text }
  }
}
const mostTakeaways = 20

/** In the words of who brought the situation; without one, of the facilitator. */
export function setTopicWords(deps: RoomDeps): Action<'PUT /api/sessions/:sessionId/topic-words'> {
  return (actor, { params, body }) =>
    writing(deps, actor, params.sessionId, ({ doc, person }) => {
      const presenter = holderOf(doc.state, 'presenter')
      if (presenter ? presenter.id !== person.id : !isFacilitator(doc.state, person.id)) throw new Problem('not-allowed')
      return { topicWords: body.words }
    })
}

const ratingOf = { helped: 'helped', partly: 'partly', 'not-today': 'notToday' } as const

/** Counted without a name; another answer takes the earlier one's place. */
export function rate(deps: RoomDeps): Action<'PUT /api/sessions/:sessionId/rating'> {
  return (actor, { params, body }) =>
    writing(deps, actor, params.sessionId, async ({ doc, person, tx }) => {
      if (doc.state.phase !== 'closing') throw new Problem('step-over')
      const sealer = await mustSeal(deps, doc)
      const before = await readPaper<keyof typeof ratingOf>(deps, sealer, doc, 'rating', person.id, tx)
      if (before === body.rating) return null
      await writePaper(deps, tx, sealer, doc, 'rating', person.id, body.rating)
      const counts = { ...(doc.ratings ?? { helped: 0, partly: 0, notToday: 0 }) }
      counts[ratingOf[body.rating]] += 1
      if (before) counts[ratingOf[before]] -= 1
      return { ratings: counts }
    })
}
