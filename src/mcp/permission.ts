import type { Principal } from '../access/principal.ts';
import type { Toolset } from '../domain/toolset.ts';
import type { Tool } from './tool.ts';

/** What an operator, or the client itself, narrows the list to. */
export type Narrowing = { isReadOnly: boolean; toolsets: readonly Toolset[] | null };

/** Whether a caller may use a tool. A missing scope can be asked for; the rest is as if not there. */
export type Permission =
  { kind: 'granted' } | { kind: 'scope-missing'; scope: string } | { kind: 'hidden' };

const HIDDEN: Permission = { kind: 'hidden' };
const GRANTED: Permission = { kind: 'granted' };
const RANKS = { viewer: 1, agent: 2, admin: 3 };

/** The one rule behind the list and the call. */
export function permissionOf(tool: Tool, principal: Principal, narrowing: Narrowing): Permission {
  if (narrowing.isReadOnly && !tool.annotations.readOnlyHint) return HIDDEN;
  if (narrowing.toolsets !== null && !narrowing.toolsets.includes(tool.toolset)) return HIDDEN;
  return principal.vendor === null
    ? ownPermission(tool, principal)
    : vendorPermission(tool, principal, principal.vendor);
}

/** Of Inlet's own tokens: both the role and the scope have to allow it. */
function ownPermission(tool: Tool, { role, scopes }: Principal): Permission {
  if (role === null || RANKS[role] < RANKS[tool.role]) return HIDDEN;
  return scopes.includes(tool.scope) ? GRANTED : { kind: 'scope-missing', scope: tool.scope };
}

/** A connector's credential speaks its own vendor's words and no others. */
function vendorPermission(tool: Tool, principal: Principal, vendor: string): Permission {
  if (tool.vendor?.name !== vendor) return HIDDEN;
  const scope = tool.vendor.scopeFor(principal);
  if (scope === null || principal.scopes.includes(scope)) return GRANTED;
  return { kind: 'scope-missing', scope };
}
