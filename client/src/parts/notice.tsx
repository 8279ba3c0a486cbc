// A set-apart notice: why something cannot be done here, and what can.
import type { ComponentChildren } from 'preact'

export function Notice({ title, id, children }: { title: string; id: string; children: ComponentChildren }) {
  return (
    <section class="note" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  )
}
