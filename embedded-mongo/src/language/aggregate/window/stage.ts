// `$setWindowFields`: to each document, what its window of neighbours says.
import { compareValues } from '../../compare.ts'
import { encodeKey } from '../../encode-key.ts'
import { failedToParse, queryError } from '../../errors.ts'
import { compileExpression } from '../../expression.ts'
import { newMeter } from '../../memory.ts'
import { addLeaf, applyTree, emptyNode } from '../../project/tree.ts'
import { sortDocuments, sortFields, sortKeyReader } from '../../sort.ts'
import { type Doc, isDocument, typeName, type Value } from '../../types.ts'
import { collect } from '../batches.ts'
import type { MakeStage, PipelineContext } from '../context.ts'
import { compileWindowFunction } from './functions.ts'
import type { Partition } from './partition.ts'

const LARGEST_BATCH = 256

export const setWindowFields: MakeStage = (spec, context) => {
  if (!isDocument(spec)) throw failedToParse(`the $setWindowFields stage specification must be an object, found ${typeName(spec)}`)
  checkNames('$setWindowFields', spec, ['partitionBy', 'sortBy', 'output'])
  const { partitionBy, sortBy = {}, output } = spec
  if (!isDocument(output)) throw queryError(output === undefined ? 40414 : 14, "BSON field '$setWindowFields.output' must be an object")
  if (!isDocument(sortBy)) throw queryError(14, "BSON field '$setWindowFields.sortBy' must be an object")
  const sortPaths = sortFields(sortBy)
  const keyOf = partitionBy === undefined ? undefined : compileExpression(partitionBy, context)
  const functions = Object.values(output).map(each => compileWindowFunction(each, { sortPaths, options: context }))
  const set = setterOf(Object.keys(output))
  return async function* (input) {
    const sorted = await sortDocuments(await collect(input, newMeter('$setWindowFields', 5414201)), sortBy, context)
    let batch: Doc[] = []
    for (const docs of partitionsOf(sorted, keyOf, context)) {
      const iterators = functions.map(start => start({ docs, ...order(sortPaths, context) }))
      for (const doc of docs) {
        batch.push(
          set(
            doc,
            iterators.map(iterator => iterator.next().value),
          ),
        )
        if (batch.length >= LARGEST_BATCH) {
          yield batch
          batch = []
        }
        await context.pause?.()
      }
    }
    if (batch.length > 0) yield batch
  }
}

export function checkNames(stage: string, spec: Doc, known: readonly string[]): void {
  for (const name of Object.keys(spec))
    if (!known.includes(name)) throw queryError(40415, `BSON field '${stage}.${name}' is an unknown field.`)
}

/** Sets all fields at once, as `$addFields` would. */
function setterOf(paths: readonly string[]): (doc: Doc, values: readonly Value[]) => Doc {
  const tree = emptyNode()
  let current: readonly Value[] = []
  for (const [at, path] of paths.entries()) addLeaf(tree, path, { kind: 'compute', evaluate: () => current[at] })
  return (doc, values) => {
    current = values
    return applyTree(doc, tree, true, doc)
  }
}

function order(sortPaths: readonly (readonly [string, 1 | -1])[], { collation }: PipelineContext): Omit<Partition, 'docs'> {
  const readers = sortPaths.map(([path, direction]) => sortKeyReader(path, direction, collation))
  return {
    sortKey: doc => readers[0]?.(doc),
    ties: (a, b) => readers.every(read => compareValues(read(a), read(b), collation) === 0),
  }
}

/** In the order of what they are parted by. */
function partitionsOf(docs: Doc[], keyOf: ((doc: Doc) => Value) | undefined, { collation }: PipelineContext): Iterable<Doc[]> {
  if (keyOf === undefined) return docs.length === 0 ? [] : [docs]
  const partitions = new Map<string, { key: Value; docs: Doc[] }>()
  for (const doc of docs) {
    const key = keyOf(doc) ?? null
    if (Array.isArray(key)) throw queryError(14, "Cannot 'partitionBy' an expression of type array")
    const text = encodeKey([key], [1], collation).bytes.toString('latin1')
    const known = partitions.get(text)
    if (known) known.docs.push(doc)
    else partitions.set(text, { key, docs: [doc] })
  }
  return [...partitions.values()].sort((a, b) => compareValues(a.key, b.key, collation)).map(partition => partition.docs)
}
