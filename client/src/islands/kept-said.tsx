// What the composer says of its draft: where it is kept, what came back, and two texts to choose from.
import type { Draft } from '@hearth/shared/draft'
import { dateText, useReader } from '../messages.ts'
import { Icon } from '../parts/icons.tsx'
import type { KeptState } from './keeping.ts'

/** One line under the field. */
export function KeptLine({ state }: { state: Exclude<KeptState, { is: 'elsewhere' }> }) {
  const reader = useReader()
  const { t } = reader
  if (state.is === 'kept')
    return (
      <>
        <Icon name="tick" />
        <span>{t('keep.at', { time: dateText(state.at, 'time', reader) })}</span>
      </>
    )
  return <span>{t(`keep.${state.is}`)}</span>
}

export function Restored() {
  return <p class="said">{useReader().t('keep.restored')}</p>
}

export function Waiting({ cancel }: { cancel(): void }) {
  const { t } = useReader()
  return (
    <p class="said waiting-line" tabindex={-1} data-focus>
      <span>{t('keep.waiting')}</span>
      <button type="button" class="act" onClick={cancel}>
        {t('keep.cancel')}
      </button>
    </p>
  )
}

/** The texts stand one above the other: the other device's here, one's own in the form below. */
export function Both({ words, at, mine, theirs }: { words: Draft['fields']; at: string | null; mine(): void; theirs(): void }) {
  const reader = useReader()
  const { t } = reader
  const text = [words.title, words.body].flat().filter(Boolean).join('\n\n')
  return (
    <section class="note" aria-labelledby="keep-both" tabindex={-1} data-focus>
      <h2 id="keep-both">{at ? t('keep.elsewhere', { at: dateText(at, 'moment', reader) }) : t('keep.notKept')}</h2>
      <p class="wording" dir="auto">
        {text}
      </p>
      <div class="row">
        <button type="button" class="btn second" onClick={theirs}>
          {t('keep.theirs')}
        </button>
        <button type="button" class="btn plain" onClick={mine}>
          {t('keep.mine')}
        </button>
      </div>
    </section>
  )
}
