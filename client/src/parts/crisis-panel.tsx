// Help in the same view, above the text of a topic that asks for it; never in the way of reading or writing.
import type { CrisisLine } from '@hearth/shared/site'
import { useMessages } from '../messages.ts'
import { byCountry, LineList } from './crisis-lines.tsx'
import { rich } from './rich.tsx'

export function CrisisPanel({ lines }: { lines: readonly CrisisLine[] }) {
  const t = useMessages()
  return (
    <section class="note crisis" aria-labelledby="crisis-title">
      <h2 id="crisis-title">{t('crisis.title')}</h2>
      <p>{rich(t('crisis.text'), { link: words => <a href="/help">{words}</a> })}</p>
      {lines.length > 0 && (
        <details class="plain">
          <summary>{t('crisis.lines')}</summary>
          {[...byCountry(lines)].map(([country, ofCountry]) => (
            <div key={country}>
              <h3>{country}</h3>
              <LineList lines={ofCountry} />
            </div>
          ))}
        </details>
      )}
    </section>
  )
}
