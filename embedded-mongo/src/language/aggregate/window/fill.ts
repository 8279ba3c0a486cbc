// `$fill`: gaps filled by the values around them, or by a given one.
import { failedToParse, queryError } from '../../errors.ts'
import { type Doc, isDocument, typeName, type Value } from '../../types.ts'
import type { MakeStage, Stage } from '../context.ts'
import { SHAPE_STAGES } from '../shape.ts'
import { checkNames, setWindowFields } from './stage.ts'

const METHODS: Readonly<Record<string, string>> = { linear: '$linearFill', locf: '$locf' }

export const fill: MakeStage = (spec, context, makePipeline) => {
  if (!isDocument(spec)) throw failedToParse(`The $fill stage specification must be an object, found ${typeName(spec)}`)
  checkNames('$fill', spec, ['partitionBy', 'partitionByFields', 'sortBy', 'output'])
  const { sortBy, output } = spec
  if (!isDocument(output)) throw queryError(output === undefined ? 40414 : 14, "BSON field '$fill.output' must be an object")
  if (Object.keys(output).length === 0)
    throw queryError(6050203, "The output field in '$fill' must contain an object with at least one element")
  const windows: Doc = {}
  const values: Doc = {}
  for (const [path, each] of Object.entries(output)) addFilling(path, each, windows, values)
  const stages: Stage[] = []
  const partitionBy = partitionOf(spec)
  if (Object.keys(windows).length > 0) {
    const parted = { output: windows, ...(sortBy !== undefined && { sortBy }), ...(partitionBy !== undefined && { partitionBy }) }
    stages.push(setWindowFields(parted, context, makePipeline))
  }
  if (Object.keys(values).length > 0) stages.push(SHAPE_STAGES.$addFields!(values, context, makePipeline))
  return input => stages.reduce((batches, stage) => stage(batches), input)
}

function addFilling(path: string, spec: Value, windows: Doc, values: Doc): void {
  if (!isDocument(spec) || Object.keys(spec).length !== 1)
    throw queryError(6050200, 'Each fill output specification must be an object with exactly one field')
  checkNames('$fill.output', spec, ['method', 'value'])
  if (spec.method === undefined) {
    values[path] = { $ifNull: [`$${path}`, spec.value] }
    return
  }
  const method = typeof spec.method === 'string' && Object.hasOwn(METHODS, spec.method) ? METHODS[spec.method] : undefined
  if (method === undefined) throw queryError(6050202, 'Method must be either locf or linear')
  windows[path] = { [method]: `$${path}` }
}

function partitionOf({ partitionBy, partitionByFields }: Doc): Value {
  if (partitionByFields === undefined) return partitionBy
  if (partitionBy !== undefined)
    throw queryError(6050204, "Maximum one of 'partitionBy' and 'partitionByFields can be specified in '$fill'")
  if (!Array.isArray(partitionByFields) || !partitionByFields.every(path => typeof path === 'string'))
    throw queryError(14, "BSON field '$fill.partitionByFields' must be an array of strings")
  if (partitionByFields.length === 0) return undefined
  return Object.fromEntries(partitionByFields.map((path, at) => [`field${at}`, `$${path}`]))
}
