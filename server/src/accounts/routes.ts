// The calls of accounts and the actions that answer them.
import type { Action, Route } from '../http/route.ts'
import { changeMe } from './change-me.ts'
import { changeMember } from './change-member.ts'
import { changePassword } from './change-password.ts'
import { endInvitation } from './end-invitation.ts'
import { endSignIn } from './end-sign-in.ts'
import { listInvitations } from './list-invitations.ts'
import { listMembers } from './list-members.ts'
import { listSignIns } from './list-sign-ins.ts'
import { listTokens } from './list-tokens.ts'
import { makeInvitation } from './make-invitation.ts'
import { makeRecoveryCodes } from './make-recovery-codes.ts'
import { makeResetLink } from './make-reset-link.ts'
import { makeToken } from './make-token.ts'
import type { Parts } from './parts.ts'
import { recover } from './recover.ts'
import { register } from './register.ts'
import { resetPassword } from './reset-password.ts'
import { revokeToken } from './revoke-token.ts'
import { seeHardSubjects } from './see-hard-subjects.ts'
import { setHardSubjects } from './set-hard-subjects.ts'
import { showMe } from './show-me.ts'
import { showProfile } from './show-profile.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'

export type AccountActions = {
  register: Action<'POST /api/accounts'>
  signIn: Action<'POST /api/sign-in'>
  signOut: Action<'POST /api/sign-out'>
  recover: Action<'POST /api/recover'>
  resetPassword: Action<'POST /api/reset-password'>
  showMe: Action<'GET /api/me'>
  changeMe: Action<'PATCH /api/me'>
  seeHardSubjects: Action<'GET /api/me/hard-subjects'>
  setHardSubjects: Action<'PUT /api/me/hard-subjects'>
  changePassword: Action<'PUT /api/me/password'>
  makeRecoveryCodes: Action<'POST /api/me/recovery-codes'>
  listSignIns: Action<'GET /api/me/sign-ins'>
  endSignIn: Action<'DELETE /api/me/sign-ins/:signInId'>
  listTokens: Action<'GET /api/tokens'>
  makeToken: Action<'POST /api/tokens'>
  revokeToken: Action<'DELETE /api/tokens/:tokenId'>
  showProfile: Action<'GET /api/people/:handle'>
  listMembers: Action<'GET /api/members'>
  changeMember: Action<'PATCH /api/members/:accountId'>
  makeResetLink: Action<'POST /api/members/:accountId/reset-link'>
  listInvitations: Action<'GET /api/invitations'>
  makeInvitation: Action<'POST /api/invitations'>
  endInvitation: Action<'DELETE /api/invitations/:invitationId'>
}

export function actionsOf(parts: Parts): AccountActions {
  return {
    register: register(parts),
    signIn: signIn(parts),
    signOut: signOut(parts),
    recover: recover(parts),
    resetPassword: resetPassword(parts),
    showMe: showMe(parts),
    changeMe: changeMe(parts),
    seeHardSubjects: seeHardSubjects(parts),
    setHardSubjects: setHardSubjects(parts),
    changePassword: changePassword(parts),
    makeRecoveryCodes: makeRecoveryCodes(parts),
    listSignIns: listSignIns(parts),
    endSignIn: endSignIn(parts),
    listTokens: listTokens(parts),
    makeToken: makeToken(parts),
    revokeToken: revokeToken(parts),
    showProfile: showProfile(parts),
    listMembers: listMembers(parts),
    changeMember: changeMember(parts),
    makeResetLink: makeResetLink(parts),
    listInvitations: listInvitations(parts),
    makeInvitation: makeInvitation(parts),
    endInvitation: endInvitation(parts),
  }
}

export function accountRoutes(route: Route, actions: AccountActions) {
  route('POST /api/accounts', actions.register)
  route('POST /api/sign-in', actions.signIn)
  route('POST /api/sign-out', actions.signOut)
  route('POST /api/recover', actions.recover)
  route('POST /api/reset-password', actions.resetPassword)
  route('GET /api/me', actions.showMe)
  route('PATCH /api/me', actions.changeMe)
  route('GET /api/me/hard-subjects', actions.seeHardSubjects)
  route('PUT /api/me/hard-subjects', actions.setHardSubjects)
  route('PUT /api/me/password', actions.changePassword)
  route('POST /api/me/recovery-codes', actions.makeRecoveryCodes)
  route('GET /api/me/sign-ins', actions.listSignIns)
  route('DELETE /api/me/sign-ins/:signInId', actions.endSignIn)
  route('GET /api/tokens', actions.listTokens)
  route('POST /api/tokens', actions.makeToken)
  route('DELETE /api/tokens/:tokenId', actions.revokeToken)
  route('GET /api/people/:handle', actions.showProfile)
  route('GET /api/members', actions.listMembers)
  route('PATCH /api/members/:accountId', actions.changeMember)
  route('POST /api/members/:accountId/reset-link', actions.makeResetLink)
  route('GET /api/invitations', actions.listInvitations)
  route('POST /api/invitations', actions.makeInvitation)
  route('DELETE /api/invitations/:invitationId', actions.endInvitation)
}
