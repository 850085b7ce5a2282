import { baseName, type Files } from '../../infrastructure/files.ts';
import type { Prompts } from '../../infrastructure/prompts.ts';
import { chooseParameterFile } from './parameter-file.ts';
import { describeWorkflow, type LanguageQuestions } from './start-run.ts';

export interface CheckParametersPorts {
  readonly language: LanguageQuestions;
  readonly files: Files;
  readonly prompts: Pick<Prompts, 'pick' | 'decide' | 'tell'>;
  readonly showProblems: () => Promise<void>;
}

/** Checks the parameter file that was clicked, or one of the clicked workflow, and says what came of it. */
export async function checkParameters(clicked: string, ports: CheckParametersPorts): Promise<void> {
  const { language, files, prompts, showProblems } = ports;
  const workflow = await describeWorkflow(clicked, language);
  const uri = await chooseParameterFile(clicked, workflow, ports);
  if (uri === undefined) {
    void prompts.tell('information', `Workflow '${workflow.name}' needs no parameters.`, []);
    return;
  }
  const { problems } = await language.checkParameters(uri);
  if (problems.length === 0) {
    void prompts.tell('information', `'${baseName(uri)}' fits workflow '${workflow.name}': no problems.`, []);
    return;
  }
  await files.show(uri);
  await showProblems();
}
