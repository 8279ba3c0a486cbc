// renameCollection: to another name or database; its documents and indexes stay where they are.
import { checkNames, dropCollection, findCollection, renameCollection as rename, requireCollection } from '../catalogue/catalogue.ts'
import { isTrue } from '../catalogue/definitions.ts'
import { CommandError } from '../errors.ts'
import type { Command, Context, Reply } from './context.ts'
import { requireAdmin, textOption } from './context.ts'

export const renameCollection: Command = { options: ['renameCollection', 'to', 'dropTarget'], run: runRename }

async function runRename(context: Context): Promise<Reply> {
  requireAdmin(context)
  const { catalogue, environment } = context.engine
  const [from, to] = [split(textOption(context, 'renameCollection')), split(textOption(context, 'to'))]
  await environment.write(() => {
    const collection = requireCollection(catalogue, from.database, from.name)
    const target = findCollection(catalogue, to.database, to.name)
    if (target === collection) throw new CommandError('IllegalOperation', "Can't rename a collection to itself")
    if (target !== undefined && !isTrue(context.args.dropTarget)) throw new CommandError('NamespaceExists', 'target namespace exists')
    checkNames(to.database, to.name)
    if (target !== undefined) dropCollection(catalogue, target)
    rename(catalogue, collection, to.database, to.name)
  })
  return {}
}

function split(namespace: string): { database: string; name: string } {
  const dot = namespace.indexOf('.')
  if (dot < 1) throw new CommandError('InvalidNamespace', `Invalid namespace: ${namespace}`)
  return { database: namespace.slice(0, dot), name: namespace.slice(dot + 1) }
}
