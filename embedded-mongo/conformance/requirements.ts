// Whether a case is for a server such as this one: a replica set of one member, without authentication, of the version it says it has.
import type { Requirement } from './case-file.ts'

/** Undefined if any of the alternatives is met; else what the last of them wants. */
export function unmetRequirement(alternatives: readonly Requirement[] | undefined, version: string): string | undefined {
  if (alternatives === undefined || alternatives.length === 0) return undefined
  let unmet: string | undefined
  for (const requirement of alternatives) {
    unmet = unmetPart(requirement, version)
    if (unmet === undefined) return undefined
  }
  return unmet
}

function unmetPart(requirement: Requirement, version: string): string | undefined {
  const { minServerVersion, maxServerVersion, topologies, auth, serverless, csfle, serverParameters } = requirement
  if (topologies !== undefined && !topologies.includes('replicaset')) return `for topologies without replica sets`
  if (minServerVersion !== undefined && compareVersions(version, minServerVersion) < 0) return `for servers from ${minServerVersion}`
  if (maxServerVersion !== undefined && compareVersions(version, maxServerVersion) > 0) return `for servers up to ${maxServerVersion}`
  if (auth === true) return 'for servers with authentication'
  if (serverless === 'require') return 'for serverless instances'
  if (csfle === true) return 'for encryption by the driver'
  if (serverParameters !== undefined) return 'for servers with certain parameters'
  return undefined
}

function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map(version => version.split('.').map(Number)) as [number[], number[]]
  for (let part = 0; part < 3; part++) {
    const difference = (left[part] ?? 0) - (right[part] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
