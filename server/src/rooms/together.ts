// Words without a name: given one by one, sealed, and shown together, shuffled, with fresh ids and one time, so that nothing leads to who gave them.
import { randomInt, randomUUID } from 'node:crypto'
import { type Action, Repeat } from '../http/route.ts'
import { demand } from '../policy/can.ts'
import { Problem } from '../problem.ts'
import { changeRoom, mustSeal, type Tx } from './change-room.ts'
import { comeBack } from './enter-session.ts'
import { factsOf, memberOf } from './in-view.ts'
import type { RoomDeps } from './index.ts'
import type { MessageDoc, SessionDoc } from './model.ts'
import { collects, papersOf, readPaper, writePaper } from './papers.ts'
import type { Sealed } from './present-room.ts'
import { placedIn, render, tellMessage } from './say.ts'
import type { Sealer } from './session-keys.ts'
import { currentStep, isFacilitator, personIn } from './state.ts'

/** Once shown only the `id` is left, so that who sends theirs again is told that it was taken. */
type Given = { id: string; source?: string; html?: string }

/**
 * One a person and step; given again it takes the earlier one's place. Nobody is told, not even that something was given: its time would name
 * who. Throws `nothing-together` where the step does not collect, or has shown already.
 */
export function giveTogether(deps: RoomDeps): Action<'POST /api/sessions/:sessionId/together'> {
  return async (actor, { params, body: { id = randomUUID(), body } }) => {
    const doc = await comeBack(deps, actor, params.sessionId)
    const { accountId } = memberOf(actor)
    const sealer = await mustSeal(deps, doc)
    const known = await readPaper<Given>(deps, sealer, doc, 'together', accountId)
    if (known?.id === id && (known.source ?? body) === body) return new Repeat({ seq: doc.seq })
    const html = await render(deps, doc, body)
    await deps.changes.on(doc._id, async tx => {
      const now = await deps.store.byId(doc._id, tx)
      if (!now) throw new Problem('not-found')
      demand(actor, 'sayInSession', await factsOf(deps, actor, now))
      demandGiver(now, accountId)
      await writePaper(deps, tx, sealer, now, 'together', accountId, { id, source: body, html } satisfies Given)
    })
    return { seq: doc.seq }
  }
}

/** Everybody who is here and does not just listen, whoever has the floor. */
function demandGiver(doc: SessionDoc, accountId: string) {
  const person = personIn(doc.state, accountId)
  if (!person?.here) throw new Problem('not-in-session')
  if (person.muted) throw new Problem('muted')
  if (person.seats.includes('listener')) throw new Problem('listening')
  if (!collects(doc)) throw new Problem('nothing-together')
}

/** The facilitator's. Who gave what is no longer known to anybody from here on. */
export function showTogether(deps: RoomDeps): Action<'POST /api/sessions/:sessionId/together/show'> {
  return async (actor, { params }) => {
    demand(actor, 'moveInSession', await factsOf(deps, actor, await comeBack(deps, actor, params.sessionId)))
    const { accountId } = memberOf(actor)
    let shown: MessageDoc[] = []
    const { after } = await changeRoom(deps, params.sessionId, async (doc, tx, seq) => {
      if (!isFacilitator(doc.state, accountId)) throw new Problem('not-the-facilitator')
      if (doc.state.phase === 'step' && doc.shown.includes(doc.state.step)) return null
      if (!collects(doc)) throw new Problem('nothing-together')
      const sealer = await mustSeal(deps, doc)
      const given = shuffled(await takeUp(deps, tx, sealer, doc))
      const place = placedIn(doc, deps.clock.now())
      shown = given.map(({ source, html }, at) => {
        const id = randomUUID()
        const sealed = sealer.seal({ author: null, source: source ?? '', html: html ?? '', reactions: [] } satisfies Sealed, id)
        return { ...place, n: place.n + at, _id: id, seq, kind: 'together', sealed }
      })
      if (shown.length > 0) await deps.store.insertMessages(tx, shown)
      return { lastN: doc.lastN + shown.length, shown: [...doc.shown, doc.state.step] }
    })
    for (const message of shown) await tellMessage(deps, after, message)
    return { seq: after.seq }
  }
}

/** What was given, and the papers written over, so that from here on nobody can tell who gave what. */
async function takeUp(deps: RoomDeps, tx: Tx, sealer: Sealer, doc: SessionDoc): Promise<Given[]> {
  const papers = await deps.store.papersOf(tx, doc._id, 'together', doc.state.step)
  const given = papers.map(paper => sealer.open<Given>(paper.sealed, paper._id))
  for (const [at, paper] of papers.entries())
    await deps.store.putPaper(tx, { ...paper, sealed: sealer.seal({ id: given[at]!.id } satisfies Given, paper._id) })
  return given
}

/** Fisher and Yates, with the system's generator. */
export function shuffled<Item>(items: readonly Item[]): Item[] {
  const all = [...items]
  for (let last = all.length - 1; last > 0; last -= 1) {
    const at = randomInt(last + 1)
    ;[all[last], all[at]] = [all[at]!, all[last]!]
  }
  return all
}

/** Up to three each, taken back by giving others; nobody sees any until the facilitator shows them. */
export function putDots(deps: RoomDeps): Action<'PUT /api/sessions/:sessionId/dots'> {
  return async (actor, { params, body }) => {
    const doc = await comeBack(deps, actor, params.sessionId)
    const { accountId } = memberOf(actor)
    const sealer = await mustSeal(deps, doc)
    await deps.changes.on(doc._id, async tx => {
      const now = await deps.store.byId(doc._id, tx)
      if (!now || !personIn(now.state, accountId)?.here) throw new Problem('not-in-session')
      if (!currentStep(now.state, now.format)?.vote || now.dots?.step === now.state.step) throw new Problem('nothing-together')
      for (const id of body.messages) {
        const message = await deps.store.messageById(id, tx)
        if (message?.sessionId !== now._id || message.step !== now.state.step || message.withdrawn) throw new Problem('not-found')
      }
      await writePaper(deps, tx, sealer, now, 'dots', accountId, [...new Set(body.messages)])
    })
    return { seq: doc.seq }
  }
}

export function showDots(deps: RoomDeps): Action<'POST /api/sessions/:sessionId/dots/show'> {
  return async (actor, { params }) => {
    demand(actor, 'moveInSession', await factsOf(deps, actor, await comeBack(deps, actor, params.sessionId)))
    const { after } = await changeRoom(deps, params.sessionId, async (doc, tx) => {
      if (!isFacilitator(doc.state, memberOf(actor).accountId)) throw new Problem('not-the-facilitator')
      if (!currentStep(doc.state, doc.format)?.vote) throw new Problem('nothing-together')
      if (doc.dots?.step === doc.state.step) return null
      const votes = (await papersOf<string[]>(deps, tx, await mustSeal(deps, doc), doc, 'dots')).flat()
      const counts = [...new Set(votes)].map(message => ({ message, dots: votes.filter(each => each === message).length }))
      return { dots: { step: doc.state.step, counts: shuffled(counts) } }
    })
    return { seq: after.seq }
  }
}
