// The table in README.md and .env.example: every key of the environment with its sentence and what holds when it is absent.
import { environment } from '@hearth/server/config'

type Key = { name: string; sentence: string; fallback: string | null; choices: string[] }

function keys(): Key[] {
  return Object.entries(environment.shape).map(([name, schema]) => {
    const { data } = schema.safeParse(undefined)
    return { name, sentence: schema.description ?? '', fallback: data === undefined ? null : String(data), choices: choicesOf(schema) }
  })
}

/** The words that a key takes, when it takes only those. */
function choicesOf(schema: unknown): string[] {
  const { def, options } = schema as { def: { innerType?: unknown }; options?: string[] }
  return options ?? (def.innerType ? choicesOf(def.innerType) : [])
}

/** README.md, with the table of all keys between its two marks. */
export function readmeWithConfiguration(readme: string): string {
  const marks = /(<!-- configuration:start -->\n)[\s\S]*(<!-- configuration:end -->)/
  return readme.replace(marks, (_, start: string, end: string) => `${start}${table()}\n${end}`)
}

function table(): string {
  return ['| key | what it says | when absent |', '| --- | --- | --- |', ...keys().map(row)].join('\n')
}

function row({ name, sentence, fallback, choices }: Key) {
  const words = choices.length > 0 ? ` One of ${choices.map(choice => `\`${choice}\``).join(', ')}.` : ''
  return `| \`${name}\` | ${sentence}${words} | ${fallback ? `\`${fallback}\`` : ''} |`
}

export function envExample(): string {
  const block = ({ name, sentence, fallback }: Key) => [`# ${sentence}`, `# ${name}=${fallback ?? ''}`, ''].join('\n')
  return ['# Every key that the server reads. Made by `npm run docs` from server/src/config.ts.', '', ...keys().map(block)].join('\n')
}
