import { ifThere, ifSo } from '../../audit-rules.ts';
import type { Properties } from '../../properties-of.ts';
import type { workspacesVerbs } from './verbs.ts';

export const workspacesProperties = {
  findWorkspace: { isLookup: true },
  listAliases: { isLookup: true },
  createWorkspace: { audit: ({ id }) => ({ workspaceId: id, object: 'workspace' }) },
  changeWorkspace: { audit: ifThere },
  removeWorkspaceStep: { endsAccess: true, audit: ({ isDone }) => ifSo(isDone) },
  // Its rows were deleted before, which emptied the cache.
  purgeStep: { isNeutral: true },
  appendAudit: { isNeutral: true },
} satisfies Properties<typeof workspacesVerbs>;
