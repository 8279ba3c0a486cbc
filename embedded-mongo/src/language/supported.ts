// The names of everything that the language does, and of what it knows and refuses, for the list that is made of them.
export { ACCUMULATOR_NAMES, REFUSED_STAGES, STAGE_NAMES, WINDOW_FUNCTION_NAMES } from './aggregate/index.ts'
export { EXPRESSION_NAMES, REFUSED_EXPRESSIONS } from './expression.ts'
export { QUERY_OPERATORS, REFUSED_QUERY_OPERATORS } from './match.ts'
export { UPDATE_OPERATORS } from './update.ts'
