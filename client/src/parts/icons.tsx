// The few drawn signs, always beside a word: 24 px, inline, hidden from screen readers.
import type { ComponentChildren } from 'preact'

const paths = {
  home: 'M4 11.5 12 5l8 6.5V20h-5.5v-5.5h-5V20H4z',
  spaces: 'M4 5h12v8H9l-4 3.5V13H4zM19 9h1v8h-1v3l-3.5-3H11',
  rooms:
    'M12 3.4a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2zM18.7 8.3a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2zM16.1 16.2a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2zM7.9 16.2a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2zM5.3 8.3a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2z',
  person: 'M12 4.2a3.8 3.8 0 1 1 0 7.6 3.8 3.8 0 0 1 0-7.6zM4.5 20c.6-4.2 3.7-6 7.5-6s6.9 1.8 7.5 6',
  leave: 'M9.5 4H4v16h5.5M14 8l4 4-4 4M18 12H9',
  tick: 'm5 12.5 4.5 4.5L19 7.5',
  pin: 'M9 4h6l-.8 6 3.3 3.5h-11L9.8 10zM12 13.5V20',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  hand: 'M8 12V5.5a1.5 1.5 0 0 1 3 0V11V4a1.5 1.5 0 0 1 3 0v7V5.5a1.5 1.5 0 0 1 3 0V14c0 4-2.5 6.5-6 6.5-3 0-4.3-1.3-6-4.3L3.6 13.5c-.8-1.4 1-2.6 2-1.4L8 14.5z',
  pass: 'M5 12h13M13 6.5l5.5 5.5-5.5 5.5',
  hold: 'M8.5 5v14M15.5 5v14',
  listening: 'M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM16 9.5l5 5M21 9.5l-5 5',
  warning: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM12 7.5V13M12 16.3h.01',
} as const

export type IconName = keyof typeof paths

export function Icon({ name }: { name: IconName }) {
  return (
    <Drawing box={24}>
      <path d={paths[name]} />
    </Drawing>
  )
}

/** The mark: an arch with a light in it. */
export function Arch({ large = false }: { large?: boolean }) {
  return (
    <Drawing box={28} {...(large ? { class: 'pic' } : {})}>
      <path d="M4.5 25V13.5a9.5 9.5 0 0 1 19 0V25z" />
      <circle class="ember" cx="14" cy="18.5" r="3.7" />
    </Drawing>
  )
}

function Drawing(props: { box: number; class?: string; children: ComponentChildren }) {
  return (
    <svg viewBox={`0 0 ${props.box} ${props.box}`} class={props.class} aria-hidden="true" focusable="false">
      {props.children}
    </svg>
  )
}
