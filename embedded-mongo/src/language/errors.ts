// The one error the query language raises: a code, MongoDB's name for it, and a sentence for the client.

const CODE_NAMES: Readonly<Record<number, string>> = {
  2: 'BadValue',
  9: 'FailedToParse',
  14: 'TypeMismatch',
  15: 'Overflow',
  16: 'InvalidLength',
  17: 'ProtocolError',
  28: 'PathNotViable',
  40: 'ConflictingUpdateOperators',
  52: 'DollarPrefixedFieldName',
  54: 'NotSingleValueField',
  56: 'EmptyFieldName',
  66: 'ImmutableField',
  72: 'InvalidOptions',
  146: 'ExceededMemoryLimit',
  168: 'InvalidPipelineOperator',
  171: 'CannotIndexParallelArrays',
  238: 'NotImplemented',
  241: 'ConversionFailure',
  292: 'QueryExceededMemoryLimitNoDiskUseAllowed',
  13113: 'MergeStageNoMatchingDocument',
}

export class QueryError extends Error {
  readonly code: number
  readonly codeName: string

  constructor(code: number, codeName: string, message: string) {
    super(message)
    this.name = 'QueryError'
    this.code = code
    this.codeName = codeName
  }
}

/** A QueryError whose name follows from its code; MongoDB names its numbered assertions `Location<code>`. */
export function queryError(code: number, message: string): QueryError {
  return new QueryError(code, CODE_NAMES[code] ?? `Location${code}`, message)
}

export function badValue(message: string): QueryError {
  return queryError(2, message)
}

export function failedToParse(message: string): QueryError {
  return queryError(9, message)
}

/** For what MongoDB does and this server does not: always refused by name. */
export function unsupported(what: string): QueryError {
  return queryError(238, `${what} is not supported by this server`)
}
