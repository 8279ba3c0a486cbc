// What the composer says: what was wrong, what it would look like, and that it is posted.
import type { ProblemJson } from '@hearth/shared/problems'
import { useMessages } from '../messages.ts'
import { Preview } from '../parts/compose-fields.tsx'
import { freshForm } from '../parts/form-state.ts'
import { Icon } from '../parts/icons.tsx'
import { rich } from '../parts/rich.tsx'
import { ProblemSummary } from '../parts/summary.tsx'

export function Trouble(props: { formId: string; problem: ProblemJson; onward(): void }) {
  const t = useMessages()
  return (
    <>
      <ProblemSummary formId={props.formId} state={{ ...freshForm(), problem: props.problem }} />
      {props.problem.code === 'not-signed-in' && (
        <p>
          <button type="button" class="btn" onClick={props.onward}>
            {t('write.signIn')}
          </button>
        </p>
      )}
    </>
  )
}

export function PreviewShown({ html }: { html: string }) {
  return <Preview html={html} />
}

export function Posted({ href }: { href: string }) {
  return (
    <>
      <Icon name="tick" />
      <span>{rich(useMessages()('write.posted'), { link: words => <a href={href}>{words}</a> })}</span>
    </>
  )
}
