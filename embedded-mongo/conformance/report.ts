// What a run of cases comes to, as text: a table by folder, why cases were skipped or allowed, and every one that is at fault.
import type { CaseResult, Outcome } from './run-files.ts'

const COLUMNS: readonly Outcome[] = ['passed', 'failed', 'allowed', 'passed though allowed', 'skipped']

export function isFault({ outcome }: CaseResult): boolean {
  return outcome === 'failed' || outcome === 'passed though allowed'
}

export function report(results: readonly CaseResult[]): string {
  const faults = results.filter(isFault).map(({ path, description, outcome, why }) => `${outcome}: ${path}: ${description}\n    ${why}`)
  return [table(results), ...reasons(results, 'skipped'), ...reasons(results, 'allowed'), ...faults].join('\n')
}

function table(results: readonly CaseResult[]): string {
  const folders = [...new Set(results.map(({ folder }) => folder))]
  const rows = folders.map(folder =>
    row(
      folder,
      results.filter(result => result.folder === folder),
    ),
  )
  return [line(['folder', ...COLUMNS]), ...rows, row('all', results)].join('\n')
}

function row(name: string, results: readonly CaseResult[]): string {
  return line([name, ...COLUMNS.map(column => String(results.filter(({ outcome }) => outcome === column).length))])
}

const line = (cells: readonly string[]): string =>
  cells.map((cell, at) => (at === 0 ? cell.padEnd(28) : cell.padStart(at === 4 ? 22 : 9))).join('')

function reasons(results: readonly CaseResult[], wanted: Outcome): string[] {
  const counts = new Map<string, number>()
  for (const { outcome, why } of results) if (outcome === wanted) counts.set(why, (counts.get(why) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a).map(([why, count]) => `${wanted} ${String(count).padStart(4)}: ${why}`)
}
