// What was wrong with a form, above it, with a link to each field; takes the focus when the page opens.
import type { Fault, ProblemJson } from '@hearth/shared/problems'
import { type Translate, useMessages } from '../messages.ts'
import { fieldNames } from './field-names.ts'
import { type FormState, faultText, fieldId } from './form-state.ts'

export function ProblemSummary({ formId, state }: { formId: string; state: FormState }) {
  const t = useMessages()
  const { problem } = state
  if (!problem) return null
  const id = `${formId}-problem`
  return (
    <section class="summary" aria-labelledby={id} tabindex={-1} data-focus>
      <h2 id={id}>{t(`problem.${problem.code}`)}</h2>
      <p>{t(`problem.${problem.code}.then`)}</p>
      <Wait problem={problem} />
      {problem.link && (
        <p>
          <a href={problem.link}>{t('problem.seeLink')}</a>
        </p>
      )}
      <Faults formId={formId} faults={problem.errors ?? []} />
    </section>
  )
}

function Wait({ problem }: { problem: ProblemJson }) {
  const t = useMessages()
  return problem.retryAfter ? <p>{t('problem.wait', { seconds: problem.retryAfter })}</p> : null
}

function Faults({ formId, faults }: { formId: string; faults: Fault[] }) {
  const t = useMessages()
  if (faults.length === 0) return null
  return (
    <ul>
      {faults.map(fault => (
        <li key={fault.pointer}>
          <a href={`#${fieldId(formId, nameIn(fault.pointer))}`}>{namedFault(fault, t)}</a>
        </li>
      ))}
    </ul>
  )
}

function namedFault(fault: Fault, t: Translate) {
  const name = nameIn(fault.pointer)
  const field = fieldNames[name.replace(/\.\d+/g, '')]
  const number = /\.(\d+)\./.exec(name)?.[1]
  if (!field) return faultText(fault, t)
  if (number !== undefined) return t('fault.ofStep', { n: Number(number) + 1, field: t(field), fault: faultText(fault, t) })
  return t('fault.of', { field: t(field), fault: faultText(fault, t) })
}

/** "/contentNotes/0" -> contentNotes; "/standing/until" -> standing.until; "/steps/2/title" -> steps.2.title */
function nameIn(pointer: string) {
  const parts = pointer.split('/').filter(Boolean)
  const lastWord = parts.findLastIndex(part => !/^\d+$/.test(part))
  return parts.slice(0, lastWord + 1).join('.')
}
