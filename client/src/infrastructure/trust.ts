import * as vscode from 'vscode';
import { UserError, type Explanation } from './errors.ts';

/** A workspace that is not trusted could name an endpoint, a role or a bucket of somebody else. */
export function requireTrust(): Promise<void> {
  return vscode.workspace.isTrusted ? Promise.resolve() : Promise.reject(new UserError(RESTRICTED));
}

const RESTRICTED: Explanation = {
  code: 'restricted',
  sentence: 'This workspace is not trusted, so nothing is started or sent from it. Trust it to go on.',
  nextStep: { label: 'Manage Trust', command: 'workbench.trust.manage' },
};
