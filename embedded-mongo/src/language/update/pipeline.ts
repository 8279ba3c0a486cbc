// An update by a pipeline: the stages that make one document of one.
import { TRANSFORMS } from '../aggregate/shape.ts'
import { queryError } from '../errors.ts'
import { type Doc, isDocument } from '../types.ts'
import type { UpdateOptions } from './modifier.ts'

export function compilePipelineUpdate(stages: readonly Doc[], options: UpdateOptions): (doc: Doc) => Doc {
  const transforms = stages.map(stage => compileStage(stage, options))
  return doc => transforms.reduce((result, transform) => transform(result), doc)
}

function compileStage(stage: Doc, options: UpdateOptions): (doc: Doc) => Doc {
  const [name, ...others] = isDocument(stage) ? Object.keys(stage) : []
  if (name === undefined || others.length > 0)
    throw queryError(40323, 'A pipeline stage specification object must contain exactly one field.')
  if (!Object.hasOwn(TRANSFORMS, name)) throw queryError(72, `${name} is not allowed to be used within an update`)
  return TRANSFORMS[name]!(stage[name], options)
}
