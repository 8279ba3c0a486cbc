// The names of BSON types that a value has; a number that the driver made has both that it may have had.

const NAMES: Record<string, string> = {
  Long: 'long',
  Int32: 'int',
  Double: 'double',
  Decimal128: 'decimal',
  ObjectId: 'objectId',
  Timestamp: 'timestamp',
  BSONRegExp: 'regex',
  Code: 'javascript',
  MinKey: 'minKey',
  MaxKey: 'maxKey',
}

export function typesOf(value: unknown): string[] {
  if (value === undefined) return []
  if (value === null) return ['null']
  if (typeof value === 'string') return ['string']
  if (typeof value === 'boolean') return ['bool']
  if (typeof value === 'bigint') return ['long', 'number']
  if (typeof value === 'number') return Number.isInteger(value) ? ['int', 'long', 'double', 'number'] : ['double', 'number']
  if (Array.isArray(value)) return ['array']
  if (value instanceof Date) return ['date']
  const mark = (value as { _bsontype?: string })._bsontype
  if (mark === 'Binary' || mark === 'UUID') return ['binData']
  const name = mark === undefined ? 'object' : (NAMES[mark] ?? mark)
  return ['long', 'int', 'double', 'decimal'].includes(name) ? [name, 'number'] : [name]
}
