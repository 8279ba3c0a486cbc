// Marks the fields at fault as the server would: an edge, a sentence above the field, and the link between them for screen readers.
import type { Fault } from '@hearth/shared/problems'
import type { Translate } from '../messages.ts'
import { faultsOf, faultText, fieldId } from '../parts/form-state.ts'

const fields = ['body', 'contentNotes']

/** No faults takes every mark away. */
export function markFaults(form: HTMLFormElement, faults: Fault[], t: Translate) {
  const state = { values: {}, problem: { errors: faults } as never }
  for (const name of fields) {
    const field = document.getElementById(fieldId(idOf(form), name))
    const own = faultsOf(state, name)
    if (field) mark(field, own.map(fault => faultText(fault, t)).join(' '))
  }
}

/** `form.id` would be the hidden field that is named so. */
export function idOf(form: HTMLFormElement): string {
  return form.getAttribute('id') ?? ''
}

function mark(field: HTMLElement, words: string) {
  const id = `${field.id}-fault`
  document.getElementById(id)?.remove()
  field.closest('.field')?.classList.toggle('error', words !== '')
  field.toggleAttribute('aria-invalid', words !== '')
  const others = (field.getAttribute('aria-describedby') ?? '').split(' ').filter(other => other && other !== id)
  const describedBy = words ? [...others, id] : others
  if (describedBy.length > 0) field.setAttribute('aria-describedby', describedBy.join(' '))
  if (!words) return
  field.setAttribute('aria-invalid', 'true')
  const text = Object.assign(document.createElement('p'), { id, className: 'error-text', textContent: words })
  field.before(text)
}
