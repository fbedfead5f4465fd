import type { Business } from '../../domain/business.ts';

/** All of its columns are as in the domain. */
export type BusinessRow = Business;

/** A further workspace that a token may act in, beside its own. */
export type TokenWorkspaceRow = { workspaceId: number; tokenId: number };
