// Pages of a list as plain links, backwards and onwards.
import { useMessages } from '../messages.ts'

type Step = { href: string; label: string }

export function Pager({ back, on }: { back: Step | null; on: Step | null }) {
  const t = useMessages()
  if (!back && !on) return null
  return (
    <nav class="pages" aria-label={t('pager.label')}>
      {back && (
        <a class="btn plain" rel="prev" href={back.href}>
          {back.label}
        </a>
      )}
      {on && (
        <a class="btn second onwards" rel="next" href={on.href}>
          {on.label}
        </a>
      )}
    </nav>
  )
}
