// What the server's thread and the thread that started it say to each other.
export type Start = {
  path: string
  compact: boolean
  failPoints: boolean
  port: number | undefined
  queryMemory: number | undefined
  time: Float64Array | undefined
}
export type ToWorker = { kind: 'close' } | { kind: 'backup'; id: number; path: string }
export type FromWorker =
  | { kind: 'ready'; uri: string }
  | { kind: 'failed'; message: string }
  | { kind: 'log'; event: string; details: Record<string, unknown> }
  | { kind: 'backedUp'; id: number; error: string | undefined }
  | { kind: 'closed' }
