// The models of a client's bulkWrite, as the driver takes them.
import type { AnyClientBulkWriteModel, Document } from 'mongodb'

export function clientModels(models: readonly Document[]): AnyClientBulkWriteModel<Document>[] {
  return models.map(model => {
    const [name, fields] = Object.entries(model)[0] as [string, Document]
    return { name, ...fields } as AnyClientBulkWriteModel<Document>
  })
}
