import * as vscode from 'vscode';
import type { PreflightFactsParams, PreflightFactsResult } from '@omics-lens/server/protocol/index.ts';
import { explainAnything, type BoundaryOptions } from '../../infrastructure/boundary.ts';
import type { Clock } from '../../infrastructure/clock.ts';
import type { Command } from '../../infrastructure/commands.ts';
import { DisposableStore, type Disposable } from '../../infrastructure/disposables.ts';
import { answered, UserError } from '../../infrastructure/errors.ts';
import type { Prompts, Report } from '../../infrastructure/prompts.ts';
import { paceFor } from '../../omics/pace.ts';
import { isAboutCredentials, isUnreachable, noRegion } from '../../omics/service-errors.ts';
import type { Session } from '../../omics/session.ts';
import type { PreflightSubject } from './context.ts';
import type { Need } from './finding.ts';
import { missingPolicies } from './missing-permissions.ts';
import { createPreflightDiagnostics, PREFLIGHT_SOURCE } from './preflight-diagnostics.ts';
import type { PreflightResult } from './preflight.ts';

export interface PreflightFeaturePorts {
  readonly session: Session;
  readonly facts: (params: PreflightFactsParams) => Promise<PreflightFactsResult>;
  readonly prompts: Prompts;
  readonly clock: Clock;
  readonly failures: BoundaryOptions;
}

export interface PreflightFeature extends Disposable {
  readonly commands: readonly Command[];
  /** Asks everything, and shows what came of it on the places that would have to change. */
  run(subject: PreflightSubject, report: Report, signal: AbortSignal): Promise<PreflightResult>;
}

/** Decides whether the palette offers to copy permissions. */
const NEEDS_KEY = 'omicsLens.permissionsMissing';

export function createPreflightFeature(ports: PreflightFeaturePorts): PreflightFeature {
  const { session, facts, prompts, clock, failures } = ports;
  const owned = new DisposableStore();
  const diagnostics = owned.add(createPreflightDiagnostics());
  let needs: readonly Need[] = [];
  owned.add(
    vscode.languages.registerCodeActionsProvider(
      [{ scheme: 'file' }, { scheme: 'untitled' }, { scheme: 'vscode-remote' }],
      {
        provideCodeActions: (_document, _range, { diagnostics: about }) =>
          about.some(isMendedByPolicy) && missingPolicies(needs).length > 0 ? [copyAction(about)] : [],
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
  );
  return {
    async run(subject, report, signal) {
      const { account, omics, identity, preflight: api } = await session.services();
      const { region } = account;
      if (region === undefined) throw noRegion(account);
      const { factsOfRequest, pacedAndOnce, preflight, wholeFacts } = await import('./checks.ts');
      report('Reading what the run needs');
      const { uri, parameters } = subject;
      const stated =
        uri === undefined
          ? factsOfRequest(subject.request)
          : await facts({ uri, ...(parameters === undefined ? {} : { parameters }) });
      const context = {
        subject,
        facts: wholeFacts(stated, subject),
        account: { ...account, region },
        api: pacedAndOnce(api, clock, paceFor(account).preflight),
        omics,
        identity,
        signal,
        report,
      };
      report('Asking the account');
      const result = await preflight(context, {
        async explain(error) {
          const explanation = await explainAnything(error, failures);
          return {
            explanation,
            hopeless: isAboutCredentials(explanation) || isUnreachable(explanation),
          };
        },
      });
      if (uri !== undefined) diagnostics.show(uri, result.findings);
      needs = result.needs;
      void vscode.commands.executeCommand('setContext', NEEDS_KEY, missingPolicies(needs).length > 0);
      return result;
    },
    commands: [
      {
        name: 'omicsLens.copyMissingPermissions',
        action: 'copy the missing permissions',
        run: () => copyPermissions(needs, prompts),
      },
    ],
    dispose: () => owned.dispose(),
  };
}

/** The findings that a policy would mend. */
function isMendedByPolicy({ source, code }: vscode.Diagnostic): boolean {
  return source === PREFLIGHT_SOURCE && typeof code === 'string' && MENDED.test(code);
}

const MENDED = /^(role-(trust|pass|cannot-\w+)|image-policy|preflight-unchecked)$/;

function copyAction(about: readonly vscode.Diagnostic[]): vscode.CodeAction {
  const action = new vscode.CodeAction('Copy Missing Permissions…', vscode.CodeActionKind.QuickFix);
  action.command = { command: 'omicsLens.copyMissingPermissions', title: action.title };
  action.diagnostics = about.filter(isMendedByPolicy);
  return action;
}

async function copyPermissions(needs: readonly Need[], prompts: Prompts): Promise<void> {
  const policies = missingPolicies(needs);
  const [first, second] = policies;
  if (first === undefined) {
    throw new UserError({
      code: 'no-missing-permissions',
      sentence: 'The last preflight found no permission missing. Run a preflight first.',
    });
  }
  const chosen =
    second === undefined
      ? first
      : answered(
          await prompts.pick(
            'Policy to copy',
            policies.map((policy) => ({ label: policy.title, value: policy })),
          ),
        );
  await vscode.env.clipboard.writeText(`${JSON.stringify(chosen.document, null, 2)}\n`);
  void prompts.tell(
    'information',
    `${chosen.title} is in the clipboard: add it in the IAM or ECR console.`,
    [],
  );
}
