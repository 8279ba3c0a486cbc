// What a run of the bench tells: a table for people, and the same as JSON with the facts of the machine that bear on it.
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { root } from './folders.ts'

export type Goal = { atLeast: number } | { atMost: number }
/** `value` is what the goal is about: the ratio, or Hearth's own figure where there is no reference. `more`: figures beside it. */
export type Row = {
  name: string
  unit: string
  reference: number | null
  hearth: number
  ratio: number | null
  goal: Goal | null
  met: boolean | null
  more?: Record<string, number>
}

export function row(given: Omit<Row, 'met' | 'ratio'> & { ratio?: number | null }): Row {
  const ratio = given.ratio === undefined ? (given.reference === null ? null : given.hearth / given.reference) : given.ratio
  return { ...given, ratio, met: isMet(given.goal, ratio ?? given.hearth) }
}

function isMet(goal: Goal | null, value: number): boolean | null {
  if (!goal) return null
  return 'atLeast' in goal ? value >= goal.atLeast : value <= goal.atMost
}

export function tableOf(rows: readonly Row[]): string {
  const lines = rows.map(each => [
    each.name,
    show(each.reference),
    show(each.hearth),
    each.unit,
    each.ratio === null ? '' : each.ratio.toFixed(3),
    wanted(each.goal),
    said(each.met),
  ])
  const all = [['work', 'reference', 'Hearth', 'unit', 'ratio', 'goal', ''], ...lines]
  const widths = all[0]!.map((_, column) => Math.max(...all.map(line => line[column]!.length)))
  const numeric = new Set([1, 2, 4, 5])
  return all
    .map(line =>
      line
        .map((cell, at) => (numeric.has(at) ? cell.padStart(widths[at]!) : cell.padEnd(widths[at]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function show(figure: number | null) {
  if (figure === null) return '-'
  return figure >= 100 ? String(Math.round(figure)) : figure.toPrecision(3)
}

function wanted(goal: Goal | null) {
  if (!goal) return ''
  return 'atLeast' in goal ? `>= ${goal.atLeast}` : `<= ${goal.atMost}`
}

function said(met: boolean | null) {
  if (met === null) return ''
  return met ? 'met' : 'MISSED'
}

/** No name, path or address of the machine: only what figures depend on. */
export function writeReport(file: string, rows: readonly Row[], { quick, seconds }: { quick: boolean; seconds: number }) {
  const machine = {
    cores: cpus().length,
    processor: cpus()[0]?.model ?? 'unknown',
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    platform: process.platform,
  }
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const report = {
    hearth: version,
    measuredOn: new Date().toISOString().slice(0, 10),
    quick,
    seconds: Math.round(seconds),
    machine,
    rows: rows.map(rounded),
  }
  writeFileSync(join(root, file), `${JSON.stringify(report, null, 2)}\n`)
}

function rounded(each: Row) {
  const short = (figure: number | null) => (figure === null ? null : Number(figure.toPrecision(4)))
  const more = each.more && Object.fromEntries(Object.entries(each.more).map(([name, figure]) => [name, short(figure)]))
  return { ...each, reference: short(each.reference), hearth: short(each.hearth), ratio: short(each.ratio), ...(more ? { more } : {}) }
}
