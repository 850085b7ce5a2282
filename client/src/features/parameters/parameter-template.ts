import type {
  ParameterTemplateParams,
  ParameterTemplateResponse,
  WorkflowResponse,
  WorkflowResult,
} from '@omics-lens/server/protocol/index.ts';
import { UserError } from '../../infrastructure/errors.ts';
import { baseName, folderName, stem, type Files } from '../../infrastructure/files.ts';
import type { Prompts } from '../../infrastructure/prompts.ts';

/** The language server's part. */
export interface TemplateQuestions {
  workflow(uri: string): Promise<WorkflowResponse>;
  parameterTemplate(params: ParameterTemplateParams): Promise<ParameterTemplateResponse>;
}

export interface ParameterTemplatePorts {
  readonly language: TemplateQuestions;
  readonly files: Pick<Files, 'readIfPresent' | 'create' | 'edit' | 'show'>;
  readonly prompts: Pick<Prompts, 'tell'>;
}

/**
 * Brings the parameter template of a workflow up to date, or creates it beside the workflow. `clicked` is a workflow, or
 * a template or another file that belongs to one. Descriptions that somebody wrote stay; the change can be undone.
 */
export async function writeTemplate(clicked: string, ports: ParameterTemplatePorts): Promise<void> {
  const { language, files, prompts } = ports;
  const workflow = (await language.workflow(clicked)) ?? refuse(clicked);
  const existing = isTemplate(clicked) ? clicked : await existingTemplate(workflow, ports);
  const params = { uri: workflow.uri, ...(existing === undefined ? {} : { template: existing }) };
  const template = (await language.parameterTemplate(params)) ?? refuse(clicked);
  if (existing === undefined) {
    await files.create(`${beside(workflow)}.parameter-template.json`, template.text);
  } else if (template.changed) {
    await files.edit(existing, template.text);
  } else {
    await files.show(existing);
    const said = `'${baseName(existing)}' is up to date with workflow '${workflow.name}'.`;
    void prompts.tell('information', said, []);
  }
}

/** The names that templates have by convention; `*.template.json` is used for other things too and needs the workflow's name. */
function templateNames(workflow: WorkflowResult): readonly string[] {
  const folder = folderName(workflow.uri);
  return [
    `${beside(workflow)}.parameter-template.json`,
    `${beside(workflow)}.parameter_template.json`,
    `${beside(workflow)}.template.json`,
    `${folder}/parameter-template.json`,
    `${folder}/parameter_template.json`,
  ];
}

async function existingTemplate(
  workflow: WorkflowResult,
  { files, language }: ParameterTemplatePorts,
): Promise<string | undefined> {
  for (const uri of templateNames(workflow)) {
    if ((await files.readIfPresent(uri)) === undefined) continue;
    // In a folder of several workflows it may be the template of another.
    const owner = await language.workflow(uri);
    if (owner?.uri === workflow.uri) return uri;
  }
  return undefined;
}

function isTemplate(uri: string): boolean {
  return /[./]parameter[-_]template\.json$|\.template\.json$/i.test(uri);
}

/** `…/main` for `…/main.wdl`. */
function beside({ uri }: WorkflowResult): string {
  return `${folderName(uri)}/${encodeURIComponent(stem(uri))}`;
}

function refuse(clicked: string): never {
  throw new UserError({
    code: 'no-workflow',
    sentence: `'${baseName(clicked)}' holds no workflow and belongs to none. Open a workflow, or a parameter template beside one.`,
  });
}
