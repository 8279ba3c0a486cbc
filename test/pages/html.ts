// A page as a test reads it: parsed, with its forms as they would be sent by a browser without script.
import { Window } from 'happy-dom'
import type { Answer, Person } from '../people.ts'

export type Shown = ReturnType<typeof read>

/** Scripts are not run: happy-dom only parses here. */
export function read(answer: Pick<Answer, 'text' | 'status' | 'headers'>) {
  const window = new Window({
    settings: { disableJavaScriptEvaluation: true, disableJavaScriptFileLoading: true, disableCSSFileLoading: true },
  } as never)
  window.document.write(answer.text)
  const document = window.document as unknown as Document
  return {
    status: answer.status,
    headers: answer.headers,
    document,
    text: (document.body?.textContent ?? '').replace(/\s+/g, ' '),
    html: answer.text,
  }
}

/** Follows redirects as a browser does. */
export async function open(person: Person, path: string): Promise<Shown & { path: string }> {
  const answer = await person.send('GET', path, { headers: { accept: 'text/html' } })
  const next = answer.headers.get('location')
  return next ? open(person, next) : { ...read(answer), path }
}

/** Sends a form of a page with these words typed in, and follows where it leads. `press`: the name and value of the button. */
export async function submit(person: Person, page: Shown, selector: string, typed: Record<string, string> = {}, press?: [string, string]) {
  const form = page.document.querySelector(selector)
  if (!form) throw new Error(`there is no form ${selector} on this page: ${page.text.slice(0, 400)}`)
  const fields = fieldsIn(form)
  for (const [name, value] of Object.entries(typed)) fields.set(name, value)
  if (press) fields.set(...press)
  const answer = await person.send('POST', form.getAttribute('action') ?? '', { body: fields })
  const next = answer.headers.get('location')
  return next ? open(person, next) : { ...read(answer), path: form.getAttribute('action') ?? '' }
}

function fieldsIn(form: Element): URLSearchParams {
  const fields = new URLSearchParams()
  for (const field of form.querySelectorAll('input, textarea, select')) {
    const name = field.getAttribute('name')
    const type = field.getAttribute('type')
    if (!name || ((type === 'checkbox' || type === 'radio') && !field.hasAttribute('checked'))) continue
    fields.append(name, sentValueOf(field))
  }
  return fields
}

function sentValueOf(field: Element): string {
  if (field.tagName === 'TEXTAREA') return (field.textContent ?? '').replace(/^\n/, '')
  if (field.tagName === 'SELECT')
    return (field.querySelector('option[selected]') ?? field.querySelector('option'))?.getAttribute('value') ?? ''
  return field.getAttribute('value') ?? (field.getAttribute('type') === 'checkbox' ? 'on' : '')
}
