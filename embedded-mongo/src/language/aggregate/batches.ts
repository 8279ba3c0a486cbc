// Lists of documents on their way: made of single documents, and taken apart again.
import { type Meter, newMeter } from '../memory.ts'
import type { Doc } from '../types.ts'
import type { Batches, PipelineContext, Stage } from './context.ts'

/** The lists grow up to this, so that a pipeline that stops early has not read much too much. */
export const LARGEST_BATCH = 256

export async function* inBatches(source: AsyncIterable<Doc | readonly Doc[]>): Batches {
  let batch: Doc[] = []
  let size = 1
  for await (const item of source) {
    if (Array.isArray(item)) {
      yield item
      continue
    }
    batch.push(item as Doc)
    if (batch.length < size) continue
    yield batch
    batch = []
    size = Math.min(size * 2, LARGEST_BATCH)
  }
  if (batch.length > 0) yield batch
}

/** Long lists in pieces, between which others have their turn. */
export async function* inSlices(batches: Batches, pause: PipelineContext['pause']): Batches {
  for await (const batch of batches) {
    if (batch.length <= LARGEST_BATCH) yield batch
    else yield* slicesOf(batch, pause)
  }
}

export async function* slicesOf(docs: readonly Doc[], pause: PipelineContext['pause']): Batches {
  for (let from = 0; from < docs.length; from += LARGEST_BATCH) {
    yield docs.slice(from, from + LARGEST_BATCH)
    await pause?.()
  }
}

/** What is made one by one, in lists between which others have their turn. */
export async function* inLists(docs: Iterable<Doc>, pause: PipelineContext['pause']): Batches {
  let list: Doc[] = []
  for (const doc of docs) {
    list.push(doc)
    if (list.length < LARGEST_BATCH) continue
    yield list
    list = []
    await pause?.()
  }
  if (list.length > 0) yield list
}

/** All documents, as long as they are no more than may be held. */
export async function collect(batches: Batches, meter: Meter): Promise<Doc[]> {
  const all: Doc[] = []
  for await (const batch of batches) {
    for (const doc of batch) {
      meter.add(doc)
      all.push(doc)
    }
  }
  return all
}

export function batchStage(apply: (batch: readonly Doc[]) => readonly Doc[]): Stage {
  return async function* (input) {
    for await (const batch of input) {
      const result = apply(batch)
      if (result.length > 0) yield result
    }
  }
}

export function mapStage(apply: (doc: Doc) => Doc): Stage {
  return batchStage(batch => batch.map(apply))
}

/** For stages that need all documents before they have any. */
export function wholeStage(name: string, apply: (docs: Doc[]) => readonly Doc[] | Promise<readonly Doc[]>): Stage {
  return async function* (input) {
    const result = await apply(await collect(input, newMeter(name)))
    if (result.length > 0) yield result
  }
}
