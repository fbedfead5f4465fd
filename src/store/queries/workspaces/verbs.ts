import { gather } from '../../gather.ts';
import * as workspaces from './workspaces.ts';
import * as workspaceRemoval from './workspace-removal.ts';
import * as purge from './purge.ts';
import * as audit from './audit.ts';

export const workspacesVerbs = gather(workspaces, workspaceRemoval, purge, audit);
