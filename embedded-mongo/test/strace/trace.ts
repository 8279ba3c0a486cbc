// Reads what strace wrote of a process: one call after the other in the order in which they ended, whichever thread made them.

/** `text` is all that strace shows of the arguments; `fd` the first of them if that is a number. */
export type Call = { name: string; fd: number; text: string; result: number }

const WHOLE = /^\d+ +(\w+)\((.*)\) += (-?\d+)/
const BEGUN = /^(\d+) +(\w+\(.*) <unfinished \.\.\.>$/
const RESUMED = /^(\d+) +<\.\.\. \w+ resumed>(.*)$/

export function readTrace(trace: string): Call[] {
  const begun = new Map<string, string>()
  const calls: Call[] = []
  for (const line of trace.split('\n')) {
    const [, thread, start] = BEGUN.exec(line) ?? []
    if (thread !== undefined) begun.set(thread, start!)
    const [, resumed, end] = RESUMED.exec(line) ?? []
    const [, name, text, result] = WHOLE.exec(resumed === undefined ? line : `${resumed} ${begun.get(resumed) ?? ''}${end}`) ?? []
    if (name !== undefined) calls.push({ name, fd: Number.parseInt(text!, 10), text: text!, result: Number(result) })
  }
  return calls
}
