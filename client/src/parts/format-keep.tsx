// What coordinators do with a format: copy, change, withdraw it; and the notice that it is withdrawn.
import type { ShownFormat } from '@hearth/shared/format'
import { useMessages } from '../messages.ts'
import { formatDoing, newFormatAddress } from './addresses.ts'
import { OneButton } from './form.tsx'
import { Section } from './layout.tsx'
import { Notice } from './notice.tsx'

export function FormatKeep({ format, mayChange }: { format: Pick<ShownFormat, 'id' | 'withdrawn'>; mayChange: boolean }) {
  const t = useMessages()
  return (
    <Section id="format-keep" title={t('formatKeep.title')}>
      <div class="row">
        {mayChange && (
          <a class="btn second" href={formatDoing(format.id, 'edit')}>
            {t('formatKeep.change')}
          </a>
        )}
        <a class="btn second" href={newFormatAddress(format.id)}>
          {t('formatEdit.copy')}
        </a>
      </div>
      {mayChange && !format.withdrawn && (
        <div class="set-apart">
          <p class="hint">{t('formatKeep.withdrawHint')}</p>
          <OneButton action={formatDoing(format.id, 'withdraw')} class="btn danger">
            {t('formatKeep.withdraw')}
          </OneButton>
        </div>
      )}
    </Section>
  )
}

export function WithdrawnNotice({ formatId, mayRestore }: { formatId: string; mayRestore: boolean }) {
  const t = useMessages()
  return (
    <div class="under-lead">
      <Notice id="withdrawn-title" title={t('formatKeep.withdrawn')}>
        <p>{t('formatKeep.withdrawnThen')}</p>
        {mayRestore && (
          <OneButton action={formatDoing(formatId, 'restore')} class="btn second">
            {t('formatKeep.restore')}
          </OneButton>
        )}
      </Notice>
    </div>
  )
}
