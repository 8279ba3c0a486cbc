// Why somebody is no longer in the room: sent out, or signed out meanwhile, which is refused alike.
import type { ProblemCode } from '@hearth/shared/problems'
import { call, Refused } from '../api.ts'

export async function whyOut(code: ProblemCode): Promise<ProblemCode> {
  try {
    await call('GET /api/me', {})
    return code
  } catch (error) {
    return error instanceof Refused && error.problem.code === 'not-signed-in' ? 'not-signed-in' : code
  }
}
