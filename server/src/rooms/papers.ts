// What lies on the table beside the talk, sealed: private pads, what is collected to be shown together, dots, and what each thinks of the format.
import type { OwnPlace } from '@hearth/shared/room'
import type { Tx } from './change-room.ts'
import { sealerFor } from './change-room.ts'
import type { RoomDeps } from './index.ts'
import type { PaperDoc, SessionDoc } from './model.ts'
import type { Sealer } from './session-keys.ts'
import { currentStep } from './state.ts'

export type Kind = PaperDoc['kind']
/** One a person where there is no step to it. */
const wholeSession = -1

export function stepOfPaper(doc: SessionDoc, kind: Kind) {
  return kind === 'pad' || kind === 'rating' ? wholeSession : doc.state.step
}

/** Whose paper it is shows only with the key. */
export function paperId(sealer: Sealer, doc: SessionDoc, kind: Kind, accountId: string) {
  return sealer.nameOf(doc._id, kind, String(stepOfPaper(doc, kind)), accountId)
}

export async function readPaper<Value>(
  deps: Pick<RoomDeps, 'store'>,
  sealer: Sealer,
  doc: SessionDoc,
  kind: Kind,
  accountId: string,
  tx?: Tx,
): Promise<Value | null> {
  const id = paperId(sealer, doc, kind, accountId)
  const paper = await deps.store.paper(id, tx)
  return paper ? sealer.open<Value>(paper.sealed, id) : null
}

export async function writePaper(
  deps: Pick<RoomDeps, 'store'>,
  tx: Tx,
  sealer: Sealer,
  doc: SessionDoc,
  kind: Kind,
  accountId: string,
  value: unknown,
) {
  const id = paperId(sealer, doc, kind, accountId)
  await deps.store.putPaper(tx, { _id: id, sessionId: doc._id, kind, step: stepOfPaper(doc, kind), sealed: sealer.seal(value, id) })
}

/** Everybody's of one kind in this step, in no order that tells anything. */
export async function papersOf<Value>(
  deps: Pick<RoomDeps, 'store'>,
  tx: Tx | undefined,
  sealer: Sealer,
  doc: SessionDoc,
  kind: Kind,
): Promise<Value[]> {
  const found = await deps.store.papersOf(tx, doc._id, kind, stepOfPaper(doc, kind))
  return found.map(paper => sealer.open<Value>(paper.sealed, paper._id))
}

/** The session's step collects words that are shown together, and has not shown them yet. */
export function collects(doc: SessionDoc) {
  return currentStep(doc.state, doc.format)?.gather === 'together' && !doc.shown.includes(doc.state.step)
}

export async function ownPapers(
  deps: Pick<RoomDeps, 'store' | 'keys'>,
  doc: SessionDoc,
  me: string,
): Promise<Pick<OwnPlace, 'pad' | 'gave' | 'dots' | 'rating'>> {
  const sealer = await sealerFor(deps, doc)
  if (!sealer) return { pad: '', gave: false, dots: [], rating: null }
  const [pad, given, dots, rating] = await Promise.all([
    readPaper<string>(deps, sealer, doc, 'pad', me),
    readPaper<unknown>(deps, sealer, doc, 'together', me),
    readPaper<string[]>(deps, sealer, doc, 'dots', me),
    readPaper<OwnPlace['rating']>(deps, sealer, doc, 'rating', me),
  ])
  return { pad: pad ?? '', gave: given !== null, dots: dots ?? [], rating }
}
