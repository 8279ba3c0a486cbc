// The keys of the room, off while somebody writes and when switched off; and the switch that lets the list itself be read aloud.

type Does = { toNew(): boolean; nothingNew(): void; floor(): void; time(): void }

/** Kept on this device; nothing of the room is in it. */
const off = 'room-keys-off'
const aloud = 'room-aloud'

export function roomKeys(root: HTMLElement, does: Does) {
  const keys: Record<string, () => void> = {
    n: () => does.toNew() || does.nothingNew(),
    f: does.floor,
    t: does.time,
  }
  const on = () => read(off) === null

  document.addEventListener('keydown', event => {
    const key = keys[event.key.toLowerCase()]
    if (!key || !on() || event.ctrlKey || event.metaKey || event.altKey || event.repeat || isWriting(event.target)) return
    event.preventDefault()
    key()
  })
  root.addEventListener('click', event => {
    if (event.target instanceof Element && event.target.closest('[data-to-new]')) does.toNew()
  })
  root.addEventListener('change', event => {
    if (!(event.target instanceof HTMLInputElement)) return
    if (event.target.id === 'use-keys') write(off, event.target.checked ? null : 'yes')
    if (event.target.id === 'read-aloud') write(aloud, event.target.checked ? 'yes' : null)
    show()
  })

  function show() {
    root.querySelector('#log')?.setAttribute('aria-live', read(aloud) ? 'polite' : 'off')
    check('use-keys', on())
    check('read-aloud', read(aloud) !== null)
  }

  function check(id: string, checked: boolean) {
    const box = root.querySelector<HTMLInputElement>(`#${id}`)
    if (box) box.checked = checked
  }

  setTimeout(show)
  return { on }
}

function isWriting(target: EventTarget | null) {
  return target instanceof Element && target.closest('input:not([type="checkbox"]), textarea, select, [contenteditable]') !== null
}

/** Where nothing may be kept, the choice holds until the page is left. */
const kept = new Map<string, string>()

function read(name: string): string | null {
  try {
    return localStorage.getItem(name)
  } catch {
    return kept.get(name) ?? null
  }
}

function write(name: string, value: string | null) {
  try {
    if (value === null) localStorage.removeItem(name)
    else localStorage.setItem(name, value)
  } catch {
    if (value === null) kept.delete(name)
    else kept.set(name, value)
  }
}
