import * as vscode from 'vscode';
import { UserError } from './errors.ts';

/** A workspace that is not trusted could name an endpoint, a role or a bucket of somebody else. */
export async function requireTrust(): Promise<void> {
  if (vscode.workspace.isTrusted) return;
  throw new UserError({
    code: 'restricted',
    sentence: 'This workspace is not trusted, so nothing is started or sent from it. Trust it to go on.',
    nextStep: { label: 'Manage Trust', command: 'workbench.trust.manage' },
  });
}
