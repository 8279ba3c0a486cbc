// The stages that make one document of one: fields added, taken away, or another document put in its place.
import { queryError } from '../errors.ts'
import { compileExpression } from '../expression.ts'
import { addLeaf, applyTree, emptyNode, type Node } from '../project/tree.ts'
import { compileProjectStage } from '../project.ts'
import { type Doc, isDocument, typeName, type Value } from '../types.ts'
import { mapStage } from './batches.ts'
import type { MakeStage, PipelineContext } from './context.ts'

type DocumentContext = Pick<PipelineContext, 'let' | 'now' | 'collation'>
type MakeTransform = (spec: Value, context: DocumentContext) => (doc: Doc) => Doc

const project: MakeTransform = compileProjectStage

const addFields: MakeTransform = (spec, context) => {
  if (!isDocument(spec)) throw queryError(40272, `$addFields specification stage must be an object, got ${typeName(spec)}`)
  const tree = emptyNode()
  addComputed(tree, spec, '', context)
  return doc => applyTree(doc, tree, true, doc)
}

function addComputed(tree: Node, spec: Doc, prefix: string, context: DocumentContext): void {
  for (const [name, value] of Object.entries(spec)) {
    const nested = isDocument(value) && Object.keys(value).length > 0 && !Object.keys(value)[0]!.startsWith('$')
    if (nested) addComputed(tree, value, `${prefix}${name}.`, context)
    else addLeaf(tree, prefix + name, { kind: 'compute', evaluate: compileExpression(value, context) })
  }
}

const unset: MakeTransform = spec => {
  const paths: readonly Value[] = Array.isArray(spec) ? spec : [spec]
  if (paths.length === 0) throw queryError(31119, '$unset specification must be a string or an array with at least one field')
  const tree = emptyNode()
  for (const path of paths) {
    if (typeof path !== 'string') throw queryError(31120, '$unset specification must be a string or an array containing only string values')
    addLeaf(tree, path, { kind: 'exclude' })
  }
  return doc => applyTree(doc, tree, true, doc)
}

const replaceRoot: MakeTransform = (spec, context) => {
  if (!isDocument(spec) || !Object.hasOwn(spec, 'newRoot')) throw queryError(40231, 'no newRoot specified for the $replaceRoot stage')
  return replaceWith(spec.newRoot, context)
}

const replaceWith: MakeTransform = (spec, context) => {
  const evaluate = compileExpression(spec, context)
  return doc => {
    const root = evaluate(doc)
    if (isDocument(root)) return root
    throw queryError(40228, `'newRoot' expression must evaluate to an object, but resulting value was of type: '${typeName(root)}'`)
  }
}

/** An update by a pipeline may use these. */
export const TRANSFORMS: Readonly<Record<string, MakeTransform>> = {
  $project: project,
  $addFields: addFields,
  $set: addFields,
  $unset: unset,
  $replaceRoot: replaceRoot,
  $replaceWith: replaceWith,
}

export const SHAPE_STAGES: Readonly<Record<string, MakeStage>> = Object.fromEntries(
  Object.entries(TRANSFORMS).map(([name, make]) => [name, (spec: Value, context: PipelineContext) => mapStage(make(spec, context))]),
)
