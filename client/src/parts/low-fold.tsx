// In low-energy mode a part that can wait is folded behind its name; otherwise it stands as it is.
import type { ComponentChildren } from 'preact'
import { useLowEnergy } from './energy.ts'

export function LowFold({ name, open = false, children }: { name: string; open?: boolean; children: ComponentChildren }) {
  if (!useLowEnergy()) return <>{children}</>
  return (
    <details class="plain low-fold" open={open}>
      <summary>{name}</summary>
      {children}
    </details>
  )
}
