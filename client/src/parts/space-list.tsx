// Spaces as a list with what each is for, and as short links.
import type { Role } from '@hearth/shared/role'
import type { Space, Visibility } from '@hearth/shared/space'
import { type Translate, useMessages } from '../messages.ts'
import { spaceAddress } from './addresses.ts'
import { Badge } from './badge.tsx'
import { Facts } from './facts.tsx'
import { rich } from './rich.tsx'
import { Time } from './time.tsx'

export function SpaceList({ spaces }: { spaces: Space[] }) {
  return (
    <ul class="list">
      {spaces.map(space => (
        <li key={space.id}>
          <h2 class="list-title">
            <a href={spaceAddress(space.id)} dir="auto">
              {space.name}
            </a>
          </h2>
          {space.description && (
            <p class="say" dir="auto">
              {space.description}
            </p>
          )}
          <SpaceFacts space={space} />
        </li>
      ))}
    </ul>
  )
}

export function SpaceFacts({ space }: { space: Space }) {
  const t = useMessages()
  return (
    <Facts
      items={[
        space.visibility !== 'members' && <Badge>{readersOf(space.visibility, t)}</Badge>,
        space.archivedAt && <Badge icon="lock">{t('space.archived')}</Badge>,
        t('space.topics', { count: space.topicCount }),
        space.lastActivityAt && rich(t('space.lastActivity'), { when: () => <Time at={space.lastActivityAt ?? ''} style="shortDay" /> }),
      ]}
    />
  )
}

/** Who may read a space, in a few words. */
export function readersOf(visibility: Visibility, t: Translate): string {
  if (visibility === 'public' || visibility === 'members') return t(`visibility.${visibility}`)
  return t('visibility.role', { role: t(`roles.${visibility.slice('role:'.length) as Role}`) })
}

export function SpaceLinks({ spaces }: { spaces: Space[] }) {
  return (
    <ul class="links">
      {spaces.map(space => (
        <li key={space.id}>
          <a href={spaceAddress(space.id)} dir="auto">
            {space.name}
          </a>
        </li>
      ))}
    </ul>
  )
}
