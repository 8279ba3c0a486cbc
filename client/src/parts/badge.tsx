// Badges: facts about a thing, framed, never pressed.
import type { Role } from '@hearth/shared/role'
import type { ComponentChildren } from 'preact'
import { useMessages } from '../messages.ts'
import { Icon, type IconName } from './icons.tsx'

export function Badge(props: { children: ComponentChildren; icon?: IconName; kind?: 'cn' | 'fresh' | 'care' }) {
  return (
    <span class={props.kind ? `badge ${props.kind}` : 'badge'}>
      {props.icon && <Icon name={props.icon} />}
      {props.children}
    </span>
  )
}

export function RoleBadge({ role }: { role: Role }) {
  return <Badge>{useMessages()(`role.${role}`)}</Badge>
}
