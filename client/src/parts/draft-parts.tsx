// What a form of writing shows of its draft: when it was kept, how to begin afresh, and other words that came from another device.
import type { DraftKind } from '@hearth/shared/draft'
import { useMessages } from '../messages.ts'
import { draftDoing } from './addresses.ts'
import { Hidden, OneButton } from './form.tsx'
import { rich } from './rich.tsx'
import { Time } from './time.tsx'

export type ShownDraft = {
  kind: DraftKind
  placeId: string
  /** What the next change goes on from; null where nothing is kept yet. */
  revision: string | null
  /** When the words in this form were kept; null where it holds no draft. */
  keptAt: string | null
  /** Words that another device kept meanwhile, in full. */
  elsewhere: { keptAt: string; words: string } | null
}

/** Above the form, which it must not be part of. */
export function KeptDraft({ draft, here }: { draft: ShownDraft; here: string }) {
  const t = useMessages()
  return (
    <>
      {draft.keptAt && (
        <div class="said draft-kept">
          <span>{rich(t('drafts.kept'), { at: () => <Time at={draft.keptAt as string} /> })}</span>
          <OneButton action={draftDoing(draft, 'throw-away')} values={{ next: here }}>
            {t('drafts.afresh')}
          </OneButton>
        </div>
      )}
      {draft.elsewhere && <Elsewhere elsewhere={draft.elsewhere} here={here} />}
    </>
  )
}

function Elsewhere({ elsewhere, here }: { elsewhere: NonNullable<ShownDraft['elsewhere']>; here: string }) {
  const t = useMessages()
  return (
    <section class="note" aria-labelledby="draft-elsewhere">
      <h2 id="draft-elsewhere">{rich(t('drafts.elsewhere'), { at: () => <Time at={elsewhere.keptAt} /> })}</h2>
      <p class="wording" dir="auto">
        {elsewhere.words}
      </p>
      <p>{rich(t('drafts.elsewhere.then'), { these: words => <a href={here}>{words}</a> })}</p>
    </section>
  )
}

/** What the composer needs of it when it comes alive. */
export function islandDraft({ draft: { kind, placeId }, keeper }: { draft: ShownDraft; keeper: string }) {
  return { kind, placeId, keeper }
}

/** In the form: what it goes on from. */
export function DraftField({ draft }: { draft: ShownDraft }) {
  return <Hidden name="draft" value={draft.revision ?? ''} />
}

export function KeepButton() {
  return (
    <button type="submit" name="do" value="keep" class="btn plain" formnovalidate>
      {useMessages()('drafts.keep')}
    </button>
  )
}
