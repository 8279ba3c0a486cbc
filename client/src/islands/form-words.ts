// The words of a form as a draft has them, and back into the form.
import type { KeptDraft } from '@hearth/shared/draft'

type Fields = KeptDraft['fields']

/** What tells of the form and is no part of its words; the server leaves the same out. */
const notWords = ['id', 'parentId', 'basedOn', 'draft']

export function wordsIn(form: HTMLFormElement): Fields {
  const fields: Fields = {}
  for (const [name, value] of new FormData(form)) {
    if (notWords.includes(name) || typeof value !== 'string') continue
    const known = fields[name]
    fields[name] = known === undefined ? value : [known, value].flat()
  }
  return fields
}

export function putWords(form: HTMLFormElement, fields: Fields) {
  for (const control of form.elements) {
    const { name, type } = control as HTMLInputElement
    if (!name || type === 'submit' || notWords.includes(name)) continue
    const given = [fields[name] ?? []].flat()
    if (type === 'checkbox' || type === 'radio') {
      const box = control as HTMLInputElement
      if (type === 'checkbox' || given.length > 0) box.checked = given.includes(box.value)
    } else if (given[0] !== undefined) (control as HTMLInputElement).value = given[0]
  }
}

export function fieldOf(form: HTMLFormElement, name: string): string | null {
  return (form.elements.namedItem(name) as HTMLInputElement | null)?.value || null
}

/** Makes the hidden field where the form has none. */
export function setHidden(form: HTMLFormElement, name: string, value: string) {
  const known = form.querySelector<HTMLInputElement>(`input[name="${name}"]`)
  if (known) known.value = value
  else form.prepend(Object.assign(document.createElement('input'), { type: 'hidden', name, value }))
}

/** Whether somebody wrote anything that would be missed. */
export function hasWords(fields: Fields): boolean {
  return ['body', 'title'].some(name => String(fields[name] ?? '').trim() !== '')
}
