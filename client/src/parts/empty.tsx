// A list with nothing in it: the arch, one plain fact, one way on.
import type { ComponentChildren } from 'preact'
import { Arch } from './icons.tsx'

export function Empty({ title, children }: { title: ComponentChildren; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <Arch large />
      <h2>{title}</h2>
      {children}
    </div>
  )
}
