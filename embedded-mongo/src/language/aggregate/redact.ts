// `$redact`: goes down into a document and leaves out the parts that an expression says to prune.
import { queryError } from '../errors.ts'
import { compilePartExpression } from '../expression.ts'
import { setField } from '../fields.ts'
import { type Doc, isDocument, type Value } from '../types.ts'
import { batchStage } from './batches.ts'
import type { MakeStage } from './context.ts'

export const redact: MakeStage = (spec, context) => {
  const verdicts = { DESCEND: { $literal: 'descend' }, PRUNE: { $literal: 'prune' }, KEEP: { $literal: 'keep' } }
  const judge = compilePartExpression(spec, { ...context, let: { ...context.let, ...verdicts } })
  return batchStage(batch => batch.map(doc => visible(doc, judge, doc)).filter(doc => doc !== undefined))
}

type Judge = (current: Value, root: Value) => Value

function visible(doc: Doc, judge: Judge, root: Doc): Doc | undefined {
  const verdict = judge(doc, root)
  if (verdict === 'keep') return doc
  if (verdict === 'prune') return undefined
  if (verdict !== 'descend')
    throw queryError(17053, '$redact must not return anything aside from the variables $$KEEP, $$DESCEND, and $$PRUNE')
  const result: Doc = {}
  for (const name of Object.keys(doc)) {
    const value = within(doc[name], judge, root)
    if (value !== undefined) setField(result, name, value)
  }
  return result
}

function within(value: Value, judge: Judge, root: Doc): Value {
  if (isDocument(value)) return visible(value, judge, root)
  if (!Array.isArray(value)) return value
  return value.map(element => within(element, judge, root)).filter(element => element !== undefined)
}
