import type { WorkflowResult } from '@omics-lens/server/protocol/index.ts';
import { UserError } from '../../infrastructure/errors.ts';
import { baseName, stem } from '../../infrastructure/files.ts';
import type { StartRunRequest } from '../../omics/omics-api.ts';
import { chooseParameterFile, readParameters } from './parameter-file.ts';
import { readProjectDefaults } from './project-defaults.ts';
import { isRunFile, readRunFile, runFileWithoutWorkflow } from './run-file.ts';
import { findRequired, findRunSettings, type RunSettingsSources } from './run-settings.ts';
import type { LanguageQuestions, StartRunPorts } from './start-run.ts';

/** Everything that is known before the first request. */
export interface StartPlan {
  readonly title: string;
  /** The file that the run comes from; absent for a run that is repeated or put together by hand. */
  readonly uri: string | undefined;
  /** The parameter file, where `uri` is a workflow file. */
  readonly parameters: string | undefined;
  /** The file of parameters, or of the whole run, that the language server checks. */
  readonly checked: string | undefined;
  /** Members that the checked file lacks and that are given before it is sent. */
  readonly filled: readonly string[];
  /** Made known to the service first; absent where the request names a workflow, or a run to repeat. */
  readonly workflow: WorkflowResult | undefined;
  /** As the user wrote it; made from the title and the time where they did not. */
  readonly name: string | undefined;
  readonly content: StartContent;
}

export type StartContent = Omit<StartRunRequest, 'requestId' | 'name' | 'workflowId'>;

export type PlanPorts = Pick<
  StartRunPorts,
  'language' | 'files' | 'prompts' | 'settings' | 'remember' | 'service'
>;

/** `clicked` is a workflow file, a parameter file or a run file. What is missing is asked for. */
export function planOf(clicked: string, ports: PlanPorts): Promise<StartPlan> {
  return isRunFile(clicked) ? planOfRunFile(clicked, ports) : planOfWorkflow(clicked, ports);
}

async function planOfWorkflow(clicked: string, ports: PlanPorts): Promise<StartPlan> {
  const { files, language } = ports;
  const workflow = await describeWorkflow(clicked, language);
  const parameterUri = await chooseParameterFile(clicked, workflow, ports);
  await files.save([...workflow.files, ...(parameterUri === undefined ? [] : [parameterUri])]);
  const parameters = parameterUri === undefined ? undefined : await readParameters(parameterUri, files);
  const settings = await findRunSettings(await settingsSources(workflow.uri, ports));
  const sample = parameterUri === undefined ? '' : ` ${stem(parameterUri)}`;
  return {
    title: workflow.name + sample,
    uri: workflow.uri,
    parameters: parameterUri,
    checked: parameterUri,
    filled: [],
    workflow,
    name: undefined,
    content: { ...settings, parameters: parameters?.values ?? {} },
  };
}

/** The file's members are sent as they stand; what a request must have and the file lacks is found or asked for. */
async function planOfRunFile(uri: string, ports: PlanPorts): Promise<StartPlan> {
  const { files, language } = ports;
  await files.save([uri]);
  const file = await readRunFile(uri, files);
  const workflow = file.source === 'file' ? undefined : await language.workflow(uri);
  if (workflow === null) throw runFileWithoutWorkflow(uri);
  if (workflow) await files.save(workflow.files);
  const lacking = file.lacks;
  const sources = await settingsSources(workflow?.uri ?? uri, ports);
  const { roleArn, outputUri, ...more } = file.members;
  return {
    title: workflow ? `${workflow.name} ${stem(uri)}` : stem(uri),
    uri,
    parameters: undefined,
    checked: uri,
    filled: workflow ? [...lacking, 'workflowId'] : lacking,
    workflow,
    name: file.name,
    content: {
      roleArn: lacking.includes('roleArn') ? await findRequired('roleArn', sources) : String(roleArn),
      outputUri: lacking.includes('outputUri') ? await findRequired('outputUri', sources) : String(outputUri),
      more,
    },
  };
}

export async function settingsSources(
  uri: string,
  ports: Pick<PlanPorts, 'service' | 'files' | 'settings' | 'prompts' | 'remember'>,
): Promise<RunSettingsSources> {
  const { account } = await ports.service();
  return {
    project: await readProjectDefaults(ports.files, uri),
    settings: ports.settings(uri),
    target: account.credentials === 'placeholder' ? 'simulation' : 'aws',
    prompts: ports.prompts,
    remember: ports.remember,
  };
}

/** Rejects with a `UserError` when the file holds no workflow and belongs to none. */
export async function describeWorkflow(
  clicked: string,
  language: LanguageQuestions,
): Promise<WorkflowResult> {
  const workflow = await language.workflow(clicked);
  if (!workflow) {
    throw new UserError({
      code: 'no-workflow',
      sentence: `'${baseName(clicked)}' holds no workflow and belongs to none. Open a workflow, or a parameter file beside one.`,
    });
  }
  return workflow;
}
