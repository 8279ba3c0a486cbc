// One format: its steps in order, each with its time and its floor; what is agreed on, the roles, and where it comes from.
import type { ShownFormat } from '@hearth/shared/format'
import { useMessages } from '../messages.ts'
import { FormatKeep, WithdrawnNotice } from '../parts/format-keep.tsx'
import { FormatStep } from '../parts/format-step.tsx'
import { Heading } from '../parts/heading.tsx'
import { Columns, Section } from '../parts/layout.tsx'
import { FormatFacts } from './formats.tsx'

export type FormatPageProps = { format: ShownFormat; may: { copy: boolean; change: boolean } }

export function FormatPage({ format, may }: FormatPageProps) {
  const t = useMessages()
  return (
    <Columns aside={<FormatAside format={format} />}>
      <Heading back={[{ href: '/formats', name: t('formats.title') }]} lead={<span dir="auto">{format.bestFor}</span>}>
        <bdi>{format.name}</bdi>
      </Heading>
      <FormatFacts format={format} steps={format.steps.length} />
      {format.withdrawn && <WithdrawnNotice formatId={format.id} mayRestore={may.change} />}
      <Section id="format-steps" title={t('format.stepsTitle')}>
        {format.turns > 1 && <p>{t('format.turns', { count: format.turns })}</p>}
        <ol class="steps">
          {format.steps.map((step, at) => (
            <FormatStep key={at} step={step} unit={format.unit} />
          ))}
        </ol>
      </Section>
      {may.copy && <FormatKeep format={format} mayChange={may.change} />}
    </Columns>
  )
}

function FormatAside({ format }: Pick<FormatPageProps, 'format'>) {
  const t = useMessages()
  return (
    <>
      {format.rules.length > 0 && (
        <Section id="format-rules" title={t('format.rulesTitle')} set="note">
          <ul>
            {format.rules.map(rule => (
              <li key={rule}>{t(`agreed.${rule}`)}</li>
            ))}
          </ul>
        </Section>
      )}
      {format.seats.length > 0 && (
        <Section id="format-seats" title={t('format.seatsTitle')} set="note">
          <p>{format.seats.map(seat => t(`seat.${seat}`)).join(', ')}</p>
        </Section>
      )}
      {format.tradition && (
        <Section id="format-tradition" title={t('format.traditionTitle')} set="note">
          <p dir="auto">{format.tradition}</p>
        </Section>
      )}
    </>
  )
}
