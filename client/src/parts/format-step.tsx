// One step of a format as it is planned: time, who speaks and who listens, and what happens.
import type { Step } from '@hearth/shared/format'
import { type Translate, useMessages } from '../messages.ts'
import { Badge } from './badge.tsx'
import { Facts } from './facts.tsx'

export function FormatStep({ step, unit }: { step: Step; unit: 'minutes' | 'days' }) {
  const t = useMessages()
  return (
    <li>
      <h3 class="list-title" dir="auto">
        {step.title}
      </h3>
      <Facts
        items={[
          <Badge key="floor">{floorWords(step, t)}</Badge>,
          t(`format.${unit}`, { count: step.length }),
          step.perPersonSeconds !== null && t('format.perPerson', { seconds: step.perPersonSeconds }),
          step.optional && t('format.optional'),
          step.floor.except.length > 0 && t('format.listens', { who: step.floor.except.map(seat => t(`seat.${seat}`)).join(', ') }),
        ]}
      />
      <p class="say" dir="auto">
        {step.instructions}
      </p>
      <Prompts prompts={step.prompts} />
      {step.lint && <p class="meta">{t('format.lint')}</p>}
      {step.capture && <p class="meta">{t('format.capture', { what: step.capture })}</p>}
      {step.gather === 'together' && <p class="meta">{t('format.together')}</p>}
      {step.vote && <p class="meta">{t('format.vote')}</p>}
    </li>
  )
}

export function floorWords({ floor, voice }: Pick<Step, 'floor' | 'voice'>, t: Translate): string {
  if (voice !== null) return t('floor.voice', { who: t(`seat.${voice}`) })
  return t(floor.mode === 'everyone' && floor.except.length > 0 ? 'floor.everyoneElse' : `floor.${floor.mode}`)
}

function Prompts({ prompts }: Pick<Step, 'prompts'>) {
  const t = useMessages()
  if (prompts.length === 0) return null
  return (
    <div class="prompts">
      <p class="meta">{t('format.prompts')}</p>
      <ul>
        {prompts.map(prompt => (
          <li key={prompt}>
            <span dir="auto">{prompt}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
