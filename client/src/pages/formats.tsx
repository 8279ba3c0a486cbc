// All formats: what each is good for, how long it takes, and for how many.
import type { FormatRow } from '@hearth/shared/format'
import { useMessages } from '../messages.ts'
import { formatAddress } from '../parts/addresses.ts'
import { Facts } from '../parts/facts.tsx'
import { Heading } from '../parts/heading.tsx'
import { Columns, Section } from '../parts/layout.tsx'

export type FormatsPageProps = { formats: FormatRow[] }

export function FormatsPage({ formats }: FormatsPageProps) {
  const t = useMessages()
  return (
    <Columns aside={<Using count={formats.length} />}>
      <Heading lead={t('formats.lead')}>{t('formats.title')}</Heading>
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
    </Columns>
  )
}

export function FormatFacts({ format, steps }: { format: Pick<FormatRow, 'unit' | 'total' | 'groupSize'>; steps: number }) {
  const t = useMessages()
  return (
    <Facts
      items={[
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
