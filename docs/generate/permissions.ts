// docs/permissions.md: every rule of `can`, for everybody who may ask, in every state.
import { can } from '@hearth/server/policy/can'
import { cases, people, type RuleName } from './permission-cases.ts'

/** The verdict of one cell: `yes`, or the code of the refusal. */
export function verdictOf(rule: RuleName, state: string, person: keyof typeof people): string {
  const facts = cases[rule][state] as never
  const verdict = (can as (...given: unknown[]) => true | string)(people[person], rule, ...(facts as unknown[]))
  return verdict === true ? 'yes' : verdict
}

export function permissionsPage(): string {
  return [
    '# Who may do what',
    '',
    'Made by `npm run docs` from the rules in `server/src/policy`, and held to what is expected of them by `test/policy`. A cell says yes, or the',
    'code of the refusal. Every member holds the role `member`; each other column is a member who holds that one role besides. A guest is nobody',
    'signed in. The last three columns are moderators: one who is silenced, and two who come with an access token. What is not to be read does',
    'not exist: it answers `not-found`.',
    ...(Object.keys(cases) as RuleName[]).flatMap(table),
    '',
  ].join('\n')
}

function table(rule: RuleName): string[] {
  const columns = Object.keys(people) as (keyof typeof people)[]
  const row = (cells: string[]) => `| ${cells.join(' | ')} |`
  return [
    '',
    `## ${rule}`,
    '',
    row(['', ...columns]),
    row(['---', ...columns.map(() => '---')]),
    ...Object.keys(cases[rule]).map(state => row([state, ...columns.map(person => verdictOf(rule, state, person))])),
  ]
}
