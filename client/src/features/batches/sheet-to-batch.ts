import type {
  SampleSheetParams,
  SampleSheetResponse,
  SampleSheetResult,
  WorkflowResult,
} from '@omics-lens/server/protocol/index.ts';
import { LIMITS } from '@omics-lens/server/healthomics/limits.ts';
import { answered, Cancelled, UserError } from '../../infrastructure/errors.ts';
import { baseName, folderName, stem, type Files } from '../../infrastructure/files.ts';
import type { Choice, Prompts } from '../../infrastructure/prompts.ts';
import { digestOf, type SheetOrigin } from './batch-origins.ts';
import { chooseWorkflow, type ChooseWorkflowPorts } from './choose-workflow.ts';
import { assign, meaningOf, targetChoices, type ColumnChoices } from './sheet-columns.ts';
import {
  number,
  obstacle,
  previewText,
  runsText,
  type SharedParameters,
  type SheetPlan,
} from './sheet-preview.ts';

/** Where the user looks at the plan. */
export interface SheetView {
  /** Shows the text beside the sheet, or puts it in the place of what was shown of the sheet before. */
  preview(sheet: string, text: string): Promise<void>;
  /** Rows that fail, on their lines of the sheet. */
  problems(sheet: string, problems: SampleSheetResult['problems']): void;
}

export interface SheetToBatchPorts extends ChooseWorkflowPorts {
  readonly sampleSheet: (params: SampleSheetParams) => Promise<SampleSheetResponse>;
  /** Role, output and storage of runs of a workflow, as far as they are known. */
  readonly knownSettings: (uri: string) => Promise<Readonly<Record<string, string>>>;
  readonly files: Pick<Files, 'find' | 'save' | 'read' | 'readIfPresent' | 'write' | 'show'>;
  readonly prompts: Pick<Prompts, 'pick' | 'decide' | 'tell' | 'progress'>;
  readonly view: SheetView;
  /** Remembers what the file was made of. */
  readonly remember: (file: string, sheet: SheetOrigin) => Promise<void>;
  /** Starts the batch that a file holds. */
  readonly start: (file: string) => Promise<unknown>;
  readonly showProblems: () => Promise<void>;
}

const SHEETS = '**/*.{csv,tsv}';

/**
 * Makes a batch of a sample sheet: guesses what the columns stand for, shows what would come of it and lets the user
 * correct it, and writes a batch file, or above 100 runs the array for S3, only when told to.
 */
export async function sheetToBatch(clicked: string | undefined, ports: SheetToBatchPorts): Promise<void> {
  const sheet = clicked ?? (await chooseSheet(ports));
  await ports.files.save([sheet]);
  const workflow = await chooseWorkflow(sheet, ports);
  const settings = await ports.knownSettings(workflow.uri);
  let columns: ColumnChoices = {};
  let shared: SharedParameters | undefined;
  for (;;) {
    const request = { sheet, workflow: workflow.uri, columns, defaults: defaultsOf(settings, shared) };
    const result = await readSheet(request, ports);
    const out = outUri(sheet, workflow, result.runs);
    const plan: SheetPlan = { sheet, workflow, result, out, shared };
    ports.view.problems(sheet, result.problems);
    await ports.view.preview(sheet, previewText(plan));
    const step = answered(await ports.prompts.pick(`Batch of '${baseName(sheet)}'`, stepsOf(plan)));
    switch (step.kind) {
      case 'write':
        return write({ ...request, want: 'batch' }, plan, ports);
      case 'problems':
        await ports.files.show(sheet);
        await ports.showProblems();
        throw new Cancelled();
      case 'column': {
        const title = `What column '${step.header}' stands for`;
        const target = await ports.prompts.pick(title, targetChoices(step.header, result));
        if (target !== undefined) columns = assign(columns, step.header, target, result);
        break;
      }
      case 'shared':
        shared = (await chooseShared(plan, ports)) ?? shared;
    }
  }
}

type Step =
  { readonly kind: 'write' | 'problems' | 'shared' } | { readonly kind: 'column'; readonly header: string };

/** What can be done with the plan: writing it first, then each column. */
function stepsOf({ result, out, workflow }: SheetPlan): readonly Choice<Step>[] {
  const left = result.rows - result.runs;
  const steps: Choice<Step>[] = [];
  if (obstacle(result) === undefined) {
    steps.push({
      label: `Write '${baseName(out)}'`,
      description:
        runsText(result.runs) +
        (left > 0 ? `; ${number(left)} of ${number(result.rows)} rows are left out` : ''),
      value: { kind: 'write' },
    });
  }
  if (result.problems.length > 0) {
    steps.push({ label: 'Show Rows That Fail', description: 'ends here', value: { kind: 'problems' } });
  }
  if (result.missing.length > 0 && workflow.parameterFiles.length > 0) {
    steps.push({
      label: 'Take What All Runs Share from a Parameter File…',
      description: result.missing.join(', '),
      value: { kind: 'shared' },
    });
  }
  for (const column of result.columns) {
    steps.push({
      label: column.header === '' ? '(no header)' : column.header,
      description: `→ ${meaningOf(column)}`,
      value: { kind: 'column', header: column.header },
    });
  }
  return steps;
}

async function chooseSheet({ files, prompts }: SheetToBatchPorts): Promise<string> {
  const sheets = await files.find(SHEETS);
  if (sheets.length === 0) {
    throw new UserError({
      code: 'no-sheet',
      sentence:
        'The workspace holds no sample sheet. Put a CSV or TSV file with a header line into it and try again.',
    });
  }
  const choices = sheets.map((uri) => ({
    label: baseName(uri),
    description: baseName(folderName(uri)),
    value: uri,
  }));
  return answered(await prompts.pick('Sample sheet', choices));
}

async function readSheet(
  request: SampleSheetParams,
  { sampleSheet }: Pick<SheetToBatchPorts, 'sampleSheet'>,
): Promise<SampleSheetResult> {
  const result = await sampleSheet(request);
  if (result) return result;
  throw new UserError({
    code: 'sheet-unreadable',
    sentence: `'${baseName(request.sheet)}' cannot be read as a table. Save it as CSV or TSV and try again.`,
  });
}

/** The values of what no column gives, from a parameter file of the workflow. */
async function chooseShared(
  { workflow, result, shared }: SheetPlan,
  { files, prompts }: SheetToBatchPorts,
): Promise<SharedParameters | undefined> {
  const choices = workflow.parameterFiles.map((uri) => ({ label: baseName(uri), value: uri }));
  const uri = await prompts.pick('Parameter file with what all runs share', choices);
  if (uri === undefined) return undefined;
  const given = parseObject(new TextDecoder().decode(await files.read(uri)));
  const values = result.missing.flatMap((name) => {
    const value = given[name] ?? given[`${workflow.name}.${name}`];
    return value === undefined ? [] : [[name, value] as const];
  });
  if (values.length === 0) {
    const wanted = result.missing.map((name) => `'${name}'`).join(', ');
    void prompts.tell('warning', `'${baseName(uri)}' gives none of ${wanted}.`, []);
    return undefined;
  }
  return { uri, values: { ...shared?.values, ...Object.fromEntries(values) } };
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}

function defaultsOf(
  settings: Readonly<Record<string, string>>,
  shared: SharedParameters | undefined,
): Readonly<Record<string, unknown>> {
  return { ...settings, ...(shared ? { parameters: shared.values } : {}) };
}

/** Beside the workflow and with its name in front, which ties the batch to it. */
function outUri(sheet: string, { uri }: WorkflowResult, runs: number): string {
  const name = encodeURIComponent(`${stem(uri)}.${stem(sheet)}`);
  const kind = runs > LIMITS.batchInlineRuns.value ? 'batch-runs' : 'batch';
  return `${folderName(uri)}/${name}.${kind}.json`;
}

async function write(
  request: SampleSheetParams,
  { out }: SheetPlan,
  ports: SheetToBatchPorts,
): Promise<void> {
  const { files, prompts } = ports;
  if ((await files.readIfPresent(out)) !== undefined) {
    const replace = 'Replace';
    const detail = 'What it holds now is lost.';
    const button = answered(await prompts.decide(`'${baseName(out)}' exists already.`, detail, [replace]));
    if (button !== replace) throw new Cancelled();
  }
  const { batch, runs } = await prompts.progress(`Writing '${baseName(out)}'`, async () => {
    const result = await readSheet(request, ports);
    await files.write(out, result.batch?.pieces ?? []);
    return result;
  });
  await remember(request, out, ports);
  if (batch?.kind === 'inline') await files.show(out);
  void offerStart(out, runs, ports);
}

async function remember(request: SampleSheetParams, out: string, ports: SheetToBatchPorts): Promise<void> {
  const { sheet: uri, workflow, columns, defaults } = request;
  const reading = {
    workflow,
    ...(columns === undefined ? {} : { columns }),
    ...(defaults === undefined ? {} : { defaults }),
  };
  await ports.remember(out, { uri, reading, digest: digestOf(await ports.files.read(uri)) });
}

async function offerStart(out: string, runs: number, { prompts, start }: SheetToBatchPorts): Promise<void> {
  const now = 'Start Batch';
  const button = await prompts.tell('information', `${runsText(runs)} written to '${baseName(out)}'.`, [now]);
  if (button === now) await start(out);
}
