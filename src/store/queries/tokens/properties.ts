import { made, ifSo, always, replayed } from '../../audit-rules.ts';
import type { Properties } from '../../properties-of.ts';
import type { tokensVerbs } from './verbs.ts';

export const tokensProperties = {
  findCredential: { isLookup: true },
  createToken: { isNeutral: true, audit: made('token') },
  revokeToken: {
    endsAccess: true,
    isNeutral: true,
    audit: (ended) =>
      ended === null ? null : ended.made === 0 ? {} : { details: { made: ended.made } },
  },
  revokeTokenOfApp: {
    endsAccess: true,
    isNeutral: true,
    audit: (token) =>
      token === null ? null : { workspaceId: token.workspaceId, object: `token ${token.id}` },
  },
  touchTokens: { isNeutral: true },
  findWorkspaceByAlias: { isLookup: true },
  addTokenWorkspaces: { isNeutral: true },
  setTokenDisabled: { endsAccess: true, isNeutral: true, audit: ifSo },
  rotateToken: {
    endsAccess: true,
    isNeutral: true,
    audit: (row) => (row === null ? null : { details: { replacedBy: row.id } }),
  },
  revokeTokensOfApp: {
    endsAccess: true,
    isNeutral: true,
    audit: ({ tokens, grants }) =>
      tokens + grants === 0 ? null : { details: { revoked: tokens, grants } },
  },
  findCode: { isLookup: true },
  findRefreshToken: { isLookup: true },
  findGrant: { isLookup: true },
  createGrant: { isNeutral: true, audit: always },
  revokeGrant: {
    endsAccess: true,
    isNeutral: true,
    audit: (isRevoked, { workspaceId, id }) =>
      isRevoked ? { workspaceId, object: `grant ${id}` } : null,
  },
  redeemCode: { endsAccess: true, isNeutral: true, audit: replayed },
  redeemRefreshToken: { endsAccess: true, isNeutral: true, audit: replayed },
} satisfies Properties<typeof tokensVerbs>;
