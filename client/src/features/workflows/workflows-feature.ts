import { randomUUID } from 'node:crypto';
import type { WorkflowResult } from '@omics-lens/server/protocol/index.ts';
import type { Clock } from '../../infrastructure/clock.ts';
import type { Disposable } from '../../infrastructure/disposables.ts';
import { diskTree } from '../../infrastructure/file-tree.ts';
import type { Files } from '../../infrastructure/files.ts';
import type { Log } from '../../infrastructure/log.ts';
import type { Memory } from '../../infrastructure/memory.ts';
import type { Prompts, Report } from '../../infrastructure/prompts.ts';
import { RequestJournal } from '../../infrastructure/request-journal.ts';
import type { Settings } from '../../infrastructure/settings.ts';
import { scopeOf } from '../../omics/account.ts';
import { paceFor } from '../../omics/pace.ts';
import { isAnswer } from '../../omics/service-errors.ts';
import type { Session } from '../../omics/session.ts';
import { ensureWorkflow } from './ensure-workflow.ts';
import { findUploadFolder } from './upload-folder.ts';
import { createWorkflowDiagnostics } from './workflow-diagnostics.ts';

export interface WorkflowsFeaturePorts {
  readonly session: Session;
  readonly files: Files;
  readonly memory: Memory;
  readonly clock: Clock;
  readonly log: Log;
  readonly prompts: Prompts;
  readonly settings: (uri: string) => Settings;
  readonly remember: (setting: string, value: string) => Promise<void>;
}

export interface WorkflowsFeature extends Disposable {
  /** The id of an ACTIVE workflow with exactly this definition, created where the account has none. */
  ensure(workflow: WorkflowResult, report: Report, signal: AbortSignal): Promise<string>;
}

export function createWorkflowsFeature(ports: WorkflowsFeaturePorts): WorkflowsFeature {
  const { session, files, memory, clock, log, prompts, settings, remember } = ports;
  const diagnostics = createWorkflowDiagnostics();
  const journal = new RequestJournal<{ readonly requestId: string }>({
    memory,
    name: 'pendingWorkflows',
    clock,
    newId: randomUUID,
    isAnswer,
  });
  const uploadFolder = async (uri: string) => {
    const { uploadUri, outputUri } = settings(uri);
    const { credentials } = await session.account();
    return findUploadFolder({
      setting: uploadUri,
      outputUri,
      target: credentials === 'placeholder' ? 'simulation' : 'aws',
      prompts,
      remember: (value) => remember('workflow.uploadUri', value),
    });
  };
  return {
    async ensure(workflow, report, signal) {
      const { account, omics, objects } = await session.services();
      const target = { omics, objects, scope: scopeOf(account), pause: paceFor(account).creation };
      return ensureWorkflow(
        workflow,
        target,
        {
          files,
          tree: diskTree,
          uploadFolder: () => uploadFolder(workflow.uri),
          memory,
          journal,
          clock,
          log,
          showMessages: (...call) => diagnostics.show(...call),
        },
        report,
        signal,
      );
    },
    dispose: () => diagnostics.dispose(),
  };
}
