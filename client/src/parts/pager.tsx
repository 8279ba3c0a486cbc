// Pages of a list as plain links, backwards and onwards.
import { useMessages } from '../messages.ts'
import { useLowEnergy } from './energy.ts'

type Step = { href: string; label: string }

export function Pager({ back, on }: { back: Step | null; on: Step | null }) {
  const t = useMessages()
  const low = useLowEnergy()
  if (!back && !on) return null
  return (
    <nav class="pages" aria-label={t('pager.label')}>
      {back && (
        <a class="btn plain" rel="prev" href={back.href}>
          {low ? t('energy.goBack') : back.label}
        </a>
      )}
      {on && (
        <a class={low ? 'btn onwards' : 'btn second onwards'} rel="next" href={on.href}>
          {low ? t('energy.goOn') : on.label}
        </a>
      )}
    </nav>
  )
}
