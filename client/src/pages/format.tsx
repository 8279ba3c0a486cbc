// One format: its steps in order, each with its time and its floor; what is agreed on, the roles, and where it comes from.
import type { ShownFormat } from '@hearth/shared/format'
import { useMessages } from '../messages.ts'
import { FormatStep } from '../parts/format-step.tsx'
import { Heading } from '../parts/heading.tsx'
import { Columns, Section } from '../parts/layout.tsx'
import { FormatFacts } from './formats.tsx'

export type FormatPageProps = { format: ShownFormat }

export function FormatPage({ format }: FormatPageProps) {
  const t = useMessages()
  return (
    <Columns aside={<FormatAside format={format} />}>
      <Heading back={[{ href: '/formats', name: t('formats.title') }]} lead={<span dir="auto">{format.bestFor}</span>}>
        <bdi>{format.name}</bdi>
      </Heading>
      <FormatFacts format={format} steps={format.steps.length} />
      <Section id="format-steps" title={t('format.stepsTitle')}>
        {format.turns > 1 && <p>{t('format.turns', { count: format.turns })}</p>}
        <ol class="steps">
          {format.steps.map(step => (
            <FormatStep key={step.title} step={step} unit={format.unit} />
          ))}
        </ol>
      </Section>
    </Columns>
  )
}

function FormatAside({ format }: FormatPageProps) {
  const t = useMessages()
  return (
    <>
      <Section id="format-rules" title={t('format.rulesTitle')} set="note">
        <ul>
          {format.rules.map(rule => (
            <li key={rule}>{t(`agreed.${rule}`)}</li>
          ))}
        </ul>
      </Section>
      <Section id="format-seats" title={t('format.seatsTitle')} set="note">
        <p>{format.seats.map(seat => t(`seat.${seat}`)).join(', ')}</p>
      </Section>
      <Section id="format-tradition" title={t('format.traditionTitle')} set="note">
        <p dir="auto">{format.tradition}</p>
      </Section>
    </>
  )
}
