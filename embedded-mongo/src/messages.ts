// What the server's thread and the thread that started it say to each other.
export type Start = { path: string; time: Float64Array | undefined }
export type ToWorker = 'close'
export type FromWorker =
  | { kind: 'ready'; uri: string }
  | { kind: 'failed'; message: string }
  | { kind: 'log'; event: string; details: Record<string, unknown> }
  | { kind: 'closed' }
