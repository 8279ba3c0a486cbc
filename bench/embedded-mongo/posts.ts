// The 50,000 documents that the rows read: posts by 333 people in 100 rooms, with the one index that pages use.
import { BSON, type Collection } from 'mongodb'
import type { Rig } from './rig.ts'

export const posts = 50_000
const rooms = 100
const text = 'Thank you for saying this, it is how my week went too. '.repeat(6)

export type Post = { _id: number; room: number; at: Date; author: string; text: string; score: number }

export const roomOf = (turn: number) => turn % rooms

export async function fillPosts({ db }: Rig): Promise<Collection<Post>> {
  const collection = db.collection<Post>('posts')
  await collection.createIndex({ room: 1, at: -1 })
  for (let from = 0; from < posts; from += 1_000) await collection.insertMany(Array.from({ length: 1_000 }, (_, at) => post(from + at)))
  return collection
}

/** The size of all of them as BSON. */
export const postsBytes = () => BSON.calculateObjectSize(post(1)) * posts

function post(n: number): Post {
  return { _id: n, room: n % rooms, at: new Date(n * 1_000), author: `person-${100 + (n % 333)}`, text, score: n % 17 }
}
