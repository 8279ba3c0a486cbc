// The one set of mongoose defaults: ids are strings made by us, what is not in the schema is an error, both written and asked.
import { type Connection, type Model, type mongo, Schema, type SchemaDefinition } from 'mongoose'

/** An index and the query that it serves; the name is what `explain` shows. */
export type NamedIndex = {
  name: string
  serves: string
  fields: Record<string, 1 | -1>
  unique?: boolean
  where?: Record<string, unknown>
  expireAfterSeconds?: number
}

export function defineModel<Doc extends { _id: string }>(
  connection: Connection,
  collection: string,
  definition: SchemaDefinition,
  indexes: NamedIndex[],
): Model<Doc> {
  const schema = new Schema({ _id: { type: String, required: true }, ...definition }, options(collection))
  for (const { name, fields, unique, where, expireAfterSeconds } of indexes)
    schema.index(fields, {
      name,
      ...(unique ? { unique } : {}),
      ...(where ? { partialFilterExpression: where } : {}),
      ...(expireAfterSeconds === undefined ? {} : { expireAfterSeconds }),
    })
  return connection.model(collection, schema, collection) as unknown as Model<Doc>
}

/** The driver's own collection, for the writes that are most: documents that our own code made whole are not looked through again. */
export function writtenPlainly<Doc extends { _id: string }>(connection: Connection, collection: string): mongo.Collection<Doc> {
  return connection.db!.collection<Doc>(collection)
}

/** A part of a document, without an id of its own. */
export function part(definition: SchemaDefinition): Schema {
  return new Schema(definition, { _id: false, strict: 'throw', id: false })
}

function options(collection: string) {
  return {
    collection,
    strict: 'throw',
    strictQuery: 'throw',
    versionKey: false,
    minimize: false,
    id: false,
    autoIndex: false,
    autoCreate: false,
  } as const
}

/** Whether an id was taken already, or the key of another unique index by its fields. */
export function isDuplicate(error: unknown, field = '_id'): boolean {
  const { code, keyPattern } = error as { code?: number; keyPattern?: Record<string, number> }
  return code === 11_000 && (keyPattern === undefined || Object.hasOwn(keyPattern, field))
}
