// Starts the parts that come alive, each once, and introduces them to each other.
import type { Composer } from './islands/composer.tsx'
import type { RepliesIsland } from './islands/replies.ts'

let replies: Promise<RepliesIsland> | null = null
const composers = new WeakMap<HTMLFormElement, Promise<Composer>>()

export function startReplies(list: HTMLElement): Promise<RepliesIsland> {
  replies ??= import('./islands/replies.ts').then(({ repliesIsland }) => repliesIsland(list))
  return replies
}

export async function startRoom(root: HTMLElement): Promise<void> {
  const { roomIsland } = await import('./islands/room.tsx')
  await roomIsland(root)
}

export function startComposer(form: HTMLFormElement): Promise<Composer> {
  const started = composers.get(form) ?? newComposer(form)
  composers.set(form, started)
  return started
}

async function newComposer(form: HTMLFormElement) {
  const list = document.querySelector<HTMLElement>('[data-island="replies"]')
  const [{ composer }, beside] = await Promise.all([import('./islands/composer.tsx'), list ? startReplies(list) : null])
  return composer(form, beside)
}
