// The shapes a page can have: main part with an aside, one column, or a narrow centred column.
import type { ComponentChildren } from 'preact'
import { useMessages } from '../messages.ts'
import { useLowEnergy } from './energy.ts'

type Children = { children: ComponentChildren }

/** The aside comes after the main part in the source, and below it on phones; in low-energy mode it is folded there. */
export function Columns({ children, aside }: Children & { aside: ComponentChildren }) {
  const t = useMessages()
  if (useLowEnergy()) {
    return (
      <Column>
        {children}
        <details class="plain set-aside">
          <summary>{t('energy.aside')}</summary>
          {aside}
        </details>
      </Column>
    )
  }
  return (
    <div class="shell cols">
      <div>{children}</div>
      <div class="aside">{aside}</div>
    </div>
  )
}

export function Column({ children }: Children) {
  return (
    <div class="shell">
      <div class="one">{children}</div>
    </div>
  )
}

export function Centre({ children }: Children) {
  return (
    <div class="shell">
      <div class="centre">{children}</div>
    </div>
  )
}

/** A part of a page with its own heading. */
export function Section(props: Children & { id: string; title: ComponentChildren; set?: 'note' }) {
  return (
    <section class={props.set ?? 'section'} aria-labelledby={props.id}>
      <h2 id={props.id}>{props.title}</h2>
      {props.children}
    </section>
  )
}
