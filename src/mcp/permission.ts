import type { Principal } from '../access/principal.ts';
import type { Action, Rights } from '../access/rights.ts';
import { OWN_RIGHTS, hasRole, missingScope } from '../access/rights.ts';
import type { Toolset } from '../domain/toolset.ts';
import type { Tool } from './tool.ts';

/** What an operator, or the client itself, narrows the list to. */
export type Narrowing = { isReadOnly: boolean; toolsets: readonly Toolset[] | null };

/** Whether a caller may use a tool. A missing scope can be asked for; the rest is as if not there. */
export type Permission =
  { kind: 'granted' } | { kind: 'scope-missing'; scope: string } | { kind: 'hidden' };

const HIDDEN: Permission = { kind: 'hidden' };

/** The one rule behind the list and the call; who may do what is in the table of rights. */
export function permissionOf(tool: Tool, principal: Principal, narrowing: Narrowing): Permission {
  if (narrowing.isReadOnly && !tool.annotations.readOnlyHint) return HIDDEN;
  if (narrowing.toolsets !== null && !narrowing.toolsets.includes(tool.toolset)) return HIDDEN;
  const rights = rightsOf(tool, principal.vendor);
  if (rights === null || !hasRole(rights, principal, tool.action)) return HIDDEN;
  const scope = missingScope(rights, principal, tool.action);
  return scope === null ? { kind: 'granted' } : { kind: 'scope-missing', scope };
}

/** Whether a caller may read what the reading tools of a toolset show, as a resource or a prompt. */
export function mayRead(toolset: Toolset, principal: Principal, narrowing: Narrowing): boolean {
  if (principal.vendor !== null) return false;
  if (narrowing.toolsets !== null && !narrowing.toolsets.includes(toolset)) return false;
  const action: Action = 'conversations.read';
  return (
    hasRole(OWN_RIGHTS, principal, action) && missingScope(OWN_RIGHTS, principal, action) === null
  );
}

/** A connector's credential speaks its own vendor's words and no others. */
function rightsOf({ vendor }: Tool, name: string | null): Rights | null {
  if (name === null) return OWN_RIGHTS;
  return vendor?.name === name ? vendor.rights : null;
}
