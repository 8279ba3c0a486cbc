// Folded under the choice of a format: what each is for, with links to their steps.
import type { FormatRow } from '@hearth/shared/format'
import { useMessages } from '../messages.ts'
import { formatAddress } from './addresses.ts'

export function FormatsFold({ formats }: { formats: FormatRow[] }) {
  return (
    <details class="plain">
      <summary>{useMessages()('sessions.formatsFold')}</summary>
      <ul class="formats">
        {formats.map(format => (
          <li key={format.id}>
            <a href={formatAddress(format)} target="_blank" rel="noopener">
              <bdi>{format.name}</bdi>
            </a>
            <p class="meta" dir="auto">
              {format.bestFor}
            </p>
          </li>
        ))}
      </ul>
    </details>
  )
}
