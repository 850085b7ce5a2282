import { fieldIssue } from '../healthomics/field.ts';
import { LIMITS } from '../healthomics/limits.ts';
import { RUN_SETTING_FIELDS } from '../healthomics/start-run-batch-fields.ts';
import type { SurelyGood, WorkflowModel } from '../model/index.ts';
import { checkParameters, documentFrom, parameterTest } from '../model/index.ts';
import type { Column, ColumnChoices } from './columns.ts';
import { columnsOf } from './columns.ts';
import { readCell } from './read-cell.ts';
import type { SheetRow } from './read-sheet.ts';
import { readSheet } from './read-sheet.ts';

/** One run of a batch, in the form of `inlineSettings`. */
export interface SheetRun {
  readonly runSettingId: string;
  readonly name?: string;
  readonly outputUri?: string;
  readonly priority?: number;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly runTags?: Readonly<Record<string, string>>;
}

/** What is wrong on a line of the sheet, as a sentence. */
export interface SheetProblem {
  /** One-based. */
  readonly line: number;
  readonly column?: string;
  readonly message: string;
}

export interface SheetOptions {
  /** Where the columns' names do not say it. */
  readonly choices?: ColumnChoices;
  /** Parameters that all runs share: they need no column. */
  readonly shared?: ReadonlySet<string>;
  /** Where the runs would start. */
  readonly region: string | undefined;
  /** Lets others have their turn. */
  readonly pause: () => Promise<void>;
}

export interface SheetResult {
  readonly columns: readonly Column[];
  readonly rows: number;
  readonly runs: number;
  /** Of rows that became no run; the first thousand. */
  readonly problems: readonly SheetProblem[];
  readonly moreProblems: number;
  /** Required parameters that neither a column nor the shared ones give. */
  readonly missing: readonly string[];
}

const MAX_PROBLEMS = 1000;

/**
 * Makes a run of each row of a CSV or TSV text. `take` gets every good one as soon as it is made, with the line that it
 * comes from; of the others the result says what is wrong.
 */
export async function sheetToRuns(
  text: string,
  model: WorkflowModel,
  options: SheetOptions,
  take: (run: SheetRun, line: number) => void,
): Promise<SheetResult> {
  let conversion: Conversion | undefined;
  await readSheet(text, async (rows) => {
    const [header] = rows;
    const data = conversion === undefined ? rows.slice(1) : rows;
    if (conversion === undefined && header !== undefined) {
      conversion = new Conversion(columnsOf(header.cells, model, options.choices), model, options);
    }
    for (const row of data) conversion?.add(row, take);
    await options.pause();
  });
  return (conversion ?? new Conversion([], model, options)).result();
}

class Conversion {
  readonly #columns: readonly Column[];
  readonly #model: WorkflowModel;
  readonly #options: SheetOptions;
  readonly #isGood: SurelyGood;
  /** The line of each id. */
  readonly #ids = new Map<string, number>();
  readonly #idColumn: number;
  readonly #problems: SheetProblem[] = [];
  #moreProblems = 0;
  #rows = 0;
  #runs = 0;

  constructor(columns: readonly Column[], model: WorkflowModel, options: SheetOptions) {
    this.#columns = columns;
    this.#model = model;
    this.#options = options;
    this.#isGood = parameterTest(model);
    this.#idColumn = idColumnOf(columns);
  }

  add({ line, cells }: SheetRow, take: (run: SheetRun, line: number) => void): void {
    this.#rows++;
    const found: SheetProblem[] = [];
    if (cells.length !== this.#columns.length) {
      const message = `The row has ${cells.length} cells, and the header has ${this.#columns.length}.`;
      found.push({ line, message });
    }
    const run = this.#runOf(cells, line, found);
    this.#checkRun(run, line, found);
    if (found.length === 0) {
      this.#runs++;
      this.#ids.set(run.runSettingId, line);
      const { runSettingId, ...rest } = run;
      // A run without a name is a number among numbers.
      take({ runSettingId, name: runSettingId, ...rest }, line);
      return;
    }
    const room = Math.max(0, MAX_PROBLEMS - this.#problems.length);
    this.#problems.push(...found.slice(0, room));
    this.#moreProblems += Math.max(0, found.length - room);
  }

  result(): SheetResult {
    const given = new Set(
      this.#columns.map(({ target }) => (target.kind === 'parameter' ? target.path[0] : '')),
    );
    const missing = this.#model.entry.inputs
      .filter(
        ({ name, required }) => required && !given.has(name) && this.#options.shared?.has(name) !== true,
      )
      .map(({ name }) => name);
    return {
      columns: this.#columns,
      rows: this.#rows,
      runs: this.#runs,
      problems: this.#problems,
      moreProblems: this.#moreProblems,
      missing,
    };
  }

  #runOf(cells: readonly string[], line: number, found: SheetProblem[]): SheetRun {
    const parameters: Record<string, unknown> = {};
    const runTags: Record<string, string> = {};
    const fields: { name?: string; outputUri?: string; priority?: number } = {};
    this.#columns.forEach(({ header, target }, index) => {
      const cell = (cells[index] ?? '').trim();
      if (cell === '') return;
      if (target.kind === 'tag') runTags[target.key] = cell;
      if (target.kind === 'field') {
        if (target.name === 'priority') fields.priority = Number(cell);
        else if (target.name !== 'runSettingId') fields[target.name] = cell;
      }
      if (target.kind !== 'parameter') return;
      const result = readCell(cell, target.type);
      if (result.ok) place(parameters, target.path, result.value);
      else
        found.push({
          line,
          column: header,
          message: `'${shorten(cell)}' in column '${header}' ${result.reason}.`,
        });
    });
    return {
      runSettingId: this.#idOf(cells),
      ...fields,
      parameters,
      ...(Object.keys(runTags).length === 0 ? {} : { runTags }),
    };
  }

  #idOf(cells: readonly string[]): string {
    const own = this.#idColumn < 0 ? '' : (cells[this.#idColumn] ?? '').trim();
    return own === '' && this.#idColumn < 0 ? `row-${this.#rows}` : own;
  }

  #checkRun(run: SheetRun, line: number, found: SheetProblem[]): void {
    const column = this.#columns[this.#idColumn]?.header;
    const inColumn = column === undefined ? {} : { column };
    const earlier = this.#ids.get(run.runSettingId);
    if (run.runSettingId === '') {
      found.push({ line, ...inColumn, message: `The run has no id: column '${column ?? ''}' is empty.` });
    } else if (earlier !== undefined) {
      const message = `The id '${shorten(run.runSettingId)}' stands on line ${earlier} already.`;
      found.push({ line, ...inColumn, message });
    }
    for (const field of RUN_SETTING_FIELDS.rows) {
      const value = run[field.name as keyof SheetRun];
      if (value === undefined || value === '' || field.name === 'parameters') continue;
      const issue = fieldIssue(field, value);
      if (issue !== undefined) found.push({ line, message: `'${field.name}' ${issue}.` });
    }
    if (found.length === 0) this.#checkParameters(run, line, found);
  }

  /** What the model says; what is missing from all rows is said once, for the sheet. */
  #checkParameters(run: SheetRun, line: number, found: SheetProblem[]): void {
    const lacking = this.#columns.find(
      ({ target }) =>
        target.kind === 'parameter' &&
        target.path.length === 1 &&
        run.parameters[target.path[0] ?? ''] === undefined &&
        this.#isRequired(target.path[0] ?? ''),
    );
    if (lacking !== undefined) {
      const { header } = lacking;
      found.push({
        line,
        column: header,
        message: `Column '${header}' is empty, and the parameter is required.`,
      });
    }
    if (this.#isGood(run.parameters)) return;
    const context = { uri: '', target: 'healthomics' as const, region: this.#options.region };
    for (const problem of checkParameters(this.#model, documentFrom(run.parameters), context)) {
      if (problem.severity !== 'error' || problem.code === 'parameter-missing') continue;
      found.push({ line, message: problem.message });
    }
  }

  #isRequired(name: string): boolean {
    const port = this.#model.entry.inputs.find((input) => input.name === name);
    return port?.required === true && this.#options.shared?.has(name) !== true;
  }
}

/** The column of ids: the one that says so, else the first text that tells samples apart. */
function idColumnOf(columns: readonly Column[]): number {
  const named = columns.findIndex(({ target }) => target.kind === 'field' && target.name === 'runSettingId');
  if (named >= 0) return named;
  return columns.findIndex(({ header }) => /^(sample|id|run|name)([_ -]?(id|name))?$/i.test(header.trim()));
}

function place(into: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [first = '', ...rest] = path;
  if (rest.length === 0) {
    into[first] = value;
    return;
  }
  const inner = (into[first] ??= {}) as Record<string, unknown>;
  place(inner, rest, value);
}

function shorten(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}

/** True where a batch may hold the runs itself. */
export function fitsInline(runs: number): boolean {
  return runs <= LIMITS.batchInlineRuns.value;
}
