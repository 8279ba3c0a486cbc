// Before a session is planned: in which space it stands, and so who can find it.
import type { Space } from '@hearth/shared/space'
import { useMessages } from '../messages.ts'
import { planAddress, roomsAddress, withQuery } from '../parts/addresses.ts'
import { Empty } from '../parts/empty.tsx'
import { Heading } from '../parts/heading.tsx'
import { Column } from '../parts/layout.tsx'
import { readersOf } from '../parts/space-list.tsx'

export type ChooseSpacePageProps = {
  /** The spaces in which the reader may plan a session. */
  spaces: Pick<Space, 'id' | 'name' | 'visibility'>[]
  /** A format that was chosen already. */
  formatId: string | null
}

export function ChooseSpacePage({ spaces, formatId }: ChooseSpacePageProps) {
  const t = useMessages()
  return (
    <Column>
      <Heading back={[{ href: roomsAddress, name: t('sessions.title') }]} lead={t('sessions.chooseSpaceLead')}>
        {t('sessions.chooseSpace')}
      </Heading>
      {spaces.length === 0 && (
        <Empty title={t('sessions.noSpace')}>
          <p>{t('sessions.noSpace.then')}</p>
        </Empty>
      )}
      <ul class="list">
        {spaces.map(space => (
          <li key={space.id}>
            <h2 class="list-title">
              <a href={withQuery(planAddress(space.id), { format: formatId })} dir="auto">
                {space.name}
              </a>
            </h2>
            <p class="meta">{readersOf(space.visibility, t)}</p>
          </li>
        ))}
      </ul>
    </Column>
  )
}
