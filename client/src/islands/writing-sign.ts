// Tells that somebody is writing, while they do; never for a reply without a name, which company must not point to.

/** Milliseconds. Said again before the server forgets it, and taken back when nothing is typed. */
const again = 3_000
const idle = 5_000

export function writingSign(form: HTMLFormElement, tell: (writing: boolean) => void) {
  let said = 0
  let quiet: ReturnType<typeof setTimeout> | undefined

  function stop() {
    clearTimeout(quiet)
    if (said > 0) tell(false)
    said = 0
  }

  form.addEventListener('input', () => {
    const fields = new FormData(form)
    if (fields.get('anonymous') === 'true' || String(fields.get('body') ?? '').trim() === '') return stop()
    clearTimeout(quiet)
    quiet = setTimeout(stop, idle)
    if (Date.now() - said < again) return
    said = Date.now()
    tell(true)
  })
  return { stop }
}
