// All formats: what each is good for, how long it takes, and for how many.
import type { FormatRow } from '@hearth/shared/format'
import { useMessages } from '../messages.ts'
import { formatAddress, newFormatAddress } from '../parts/addresses.ts'
import { Badge } from '../parts/badge.tsx'
import { Facts } from '../parts/facts.tsx'
import { Heading } from '../parts/heading.tsx'
import { Columns, Section } from '../parts/layout.tsx'

/** `withdrawn`: for who may bring them back. */
export type FormatsPageProps = { formats: FormatRow[]; withdrawn: FormatRow[]; mayWrite: boolean }

export function FormatsPage({ formats, withdrawn, mayWrite }: FormatsPageProps) {
  const t = useMessages()
  return (
    <Columns aside={<Using count={formats.length} />}>
      <Heading lead={t('formats.lead')}>{t('formats.title')}</Heading>
      {mayWrite && (
        <p class="way-in">
          <a class="btn" href={newFormatAddress()}>
            {t('formatEdit.new')}
          </a>
        </p>
      )}
      <ul class="list">
        {formats.map(format => (
          <li key={format.id}>
            <h2 class="list-title">
              <a href={formatAddress(format)} dir="auto">
                {format.name}
              </a>
            </h2>
            <p class="say" dir="auto">
              {format.bestFor}
            </p>
            <FormatFacts format={format} steps={format.steps} />
          </li>
        ))}
      </ul>
      {withdrawn.length > 0 && <Withdrawn formats={withdrawn} />}
    </Columns>
  )
}

function Withdrawn({ formats }: { formats: FormatRow[] }) {
  const t = useMessages()
  return (
    <Section id="formats-withdrawn" title={t('formatKeep.withdrawnList')}>
      <p class="hint">{t('formatKeep.withdrawnListHint')}</p>
      <ul class="links">
        {formats.map(format => (
          <li key={format.id}>
            <a href={formatAddress(format)} dir="auto">
              {format.name}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  )
}

type Told = Pick<FormatRow, 'unit' | 'total' | 'groupSize' | 'own'>

export function FormatFacts({ format, steps }: { format: Told; steps: number }) {
  const t = useMessages()
  return (
    <Facts
      items={[
        format.own && <Badge key="own">{t('formatKeep.own')}</Badge>,
        t(`format.${format.unit}`, { count: format.total }),
        t('format.steps', { count: steps }),
        t('format.people', format.groupSize),
      ]}
    />
  )
}

function Using({ count }: { count: number }) {
  const t = useMessages()
  return (
    <Section id="formats-using" title={t('formats.usingTitle')} set="note">
      <p>{t('formats.about', { count })}</p>
      <p>{t('formats.own')}</p>
    </Section>
  )
}
