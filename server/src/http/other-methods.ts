// A path of the contract that is asked with a method it does not take: refused, with the methods that it takes.
import { contract } from '@hearth/shared/contract'
import type { Router } from 'express'
import { Problem } from '../problem.ts'

/** To be added after every route. HEAD is answered wherever GET is. */
export function refuseOtherMethods(router: Router, keys: string[] = Object.keys(contract)) {
  for (const [path, methods] of methodsByPath(keys)) {
    const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ')
    router.all(path, (req, res) => {
      res.set('Allow', allow)
      if (req.method !== 'OPTIONS') throw new Problem('method-not-allowed')
      res.status(204).end()
    })
  }
}

function methodsByPath(keys: string[]) {
  const paths = new Map<string, string[]>()
  for (const key of keys) {
    const [method = '', path = ''] = key.split(' ')
    paths.set(path, [...(paths.get(path) ?? []), method])
  }
  return paths
}
