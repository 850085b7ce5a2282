import type { NewMember, Port, WorkflowModel } from '../model/index.ts';
import { newDocument, parameterKeys } from '../model/index.ts';
import type { Span } from '../text/index.ts';
import { touches } from '../text/index.ts';
import type { FileSummary } from '../workspace/snapshot.ts';
import { fileName, folderOf, resolveIn } from '../workspace/uris.ts';

/** `required`: the inputs that must be given, or all where none must. */
export type WhichInputs = 'required' | 'all';

/** A file to be created. */
export interface NewFile {
  readonly title: string;
  readonly uri: string;
  readonly text: string;
}

/**
 * The text of a new parameter file: empty values of the right shape for what must be given, and for the others their
 * default, or `null` where that is not known before the run.
 */
export function newInputs(
  model: WorkflowModel,
  which: WhichInputs,
  target: 'healthomics' | 'spec' = 'healthomics',
): string {
  const { inputs } = model.entry;
  const required = inputs.filter((input) => input.required);
  const listed = which === 'required' && required.length > 0 ? required : inputs;
  // Other engines than those of HealthOmics want the workflow's name in front.
  const prefix = target === 'spec' ? parameterKeys(model).prefix : '';
  return newDocument(
    '',
    listed.map((port) => member(port, prefix)),
  ).newText;
}

/** What can be created for the workflow whose name the range touches; `taken` are the files beside it. */
export function newInputsFiles(
  file: FileSummary,
  range: Span,
  model: WorkflowModel | undefined,
  { taken, target }: { readonly taken: ReadonlySet<string>; readonly target: 'healthomics' | 'spec' },
): readonly NewFile[] {
  if (model?.entry.at.uri !== file.uri) return [];
  const { entry } = model;
  if (!touches(entry.at.span, range.start) || entry.inputs.length === 0) return [];
  const uri = newInputsUri(file.uri, taken);
  const create = (which: WhichInputs, words: string): NewFile => ({
    title: `Create '${fileName(uri)}' with ${words}`,
    uri,
    text: newInputs(model, which, target),
  });
  const required = entry.inputs.filter((input) => input.required).length;
  const all = create('all', 'all inputs');
  return required === 0 || required === entry.inputs.length
    ? [all]
    : [create('required', 'the required inputs'), all];
}

/** `main.inputs.json` beside `main.wdl`, with a number where that exists. */
export function newInputsUri(workflowUri: string, taken: ReadonlySet<string>): string {
  const stem = fileName(workflowUri).replace(/\.[^.]+$/, '');
  const named = (name: string) => resolveIn(folderOf(workflowUri), `${name}.inputs.json`) ?? workflowUri;
  let uri = named(stem);
  for (let number = 2; taken.has(uri); number++) uri = named(`${stem}.${number}`);
  return uri;
}

function member({ name, type, required, default: given }: Port, prefix: string): NewMember {
  const key = prefix + name;
  if (required) return { key, type };
  return { key, text: JSON.stringify(given?.constant ?? null) };
}
