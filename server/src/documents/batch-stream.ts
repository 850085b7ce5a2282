import { fieldTest } from '../healthomics/field.ts';
import { formatNumber, LIMITS } from '../healthomics/limits.ts';
import { RUN_SETTING_FIELDS } from '../healthomics/start-run-batch-fields.ts';
import type { JsonDocument, SurelyGood } from '../model/index.ts';
import { MAX_PROBLEMS, checkBatchParameters, parameterTest } from '../model/index.ts';
import type { Problem } from '../text/index.ts';
import { LineIndex, span } from '../text/index.ts';
import type { ScannedElement } from './array-scanner.ts';
import { ArrayScanner } from './array-scanner.ts';
import { RUN_SETTING, checkRunEntry, reportTwice, runHooks, runsIn } from './batch-runs.ts';
import type { DocumentContext } from './document-report.ts';
import { DocumentReport } from './document-report.ts';
import type { DocumentRuleCode } from './document-rules.ts';
import { DOCUMENT_RULES } from './document-rules.ts';
import { checkField } from './field-check.ts';

/** Reads one element with places; problems are those of its syntax. */
export type ReadElement = (text: string) => {
  readonly root: JsonDocument['root'];
  readonly problems: readonly Problem[];
};

export interface StreamedProblems {
  readonly problems: readonly Problem[];
  /** Of the whole text, which is not kept. */
  readonly lines: LineIndex;
  readonly runs: number;
}

/**
 * Checks an array of runs while its text arrives in pieces, for files that are too large to be held as a tree. Each run
 * is looked at without places first; only one that is not surely good is read again with them.
 */
export class BatchStream {
  readonly #context: DocumentContext;
  readonly #read: ReadElement;
  readonly #scanner = new ArrayScanner((element) => {
    this.#check(element);
  });
  readonly #problems: Problem[] = [];
  readonly #isGood: SurelyGood;
  /** Where the run of each id starts. */
  readonly #ids = new Map<string, number>();
  #runs = 0;
  #doubtful = 0;

  constructor(context: DocumentContext, read: ReadElement) {
    this.#context = context;
    this.#read = read;
    this.#isGood = runTest(parameterTest(context.model));
  }

  add(piece: string): void {
    this.#scanner.add(piece);
  }

  end(): StreamedProblems {
    const { state, at, lineStarts, length } = this.#scanner.end();
    const start = span(0, Math.min(1, length));
    if (state !== 'array') this.#add('document-shape', span(at, at + 1), SHAPES[state]);
    else if (this.#runs === 0) this.#add('field-value', start, 'the array of runs must not be empty.');
    const most = LIMITS.batchRuns.value;
    if (this.#runs > most) {
      const message = `The batch has ${formatNumber(this.#runs)} runs, and ${formatNumber(most)} are allowed.`;
      this.#add('batch-too-many-runs', start, message);
    }
    if (this.#doubtful > 0) this.#add('batch-runs-unread', start, leftOut(this.#doubtful));
    this.#problems.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
    return {
      problems: this.#problems,
      lines: new LineIndex('', { starts: lineStarts, length }),
      runs: this.#runs,
    };
  }

  #add(code: DocumentRuleCode, at: Problem['span'], message: string): void {
    this.#problems.push({ span: at, severity: DOCUMENT_RULES[code].severity, code, message });
  }

  #check(element: ScannedElement): void {
    const index = this.#runs++;
    const value = readPlain(element);
    const id = idOf(value);
    const earlier = id === undefined ? undefined : this.#ids.get(id);
    if (id !== undefined && earlier === undefined) this.#ids.set(id, element.start);
    if (earlier === undefined && this.#isGood(value)) return;
    if (this.#problems.length >= MAX_PROBLEMS) this.#doubtful++;
    else this.#readAgain(element, index, earlier);
  }

  #readAgain({ text, start }: ScannedElement, index: number, earlier: number | undefined): void {
    const { root, problems } = this.#read(text);
    const document: JsonDocument = { text, root };
    const report = new DocumentReport(document, this.#context);
    report.include(problems);
    if (root !== undefined) checkField(root, RUN_SETTING, `[${index}]`, report, runHooks(report));
    if (root?.kind === 'object') {
      const id = checkRunEntry(root, report);
      const runs = runsIn([root]);
      const { model, uri } = this.#context;
      report.include(checkBatchParameters(model, document, { runs, known: 'partly' }, this.#context));
      // The place of the earlier run is one of the whole text; moving takes this element's start away again.
      if (id !== undefined && earlier !== undefined) {
        reportTwice(id, { uri, span: span(earlier - start, earlier - start + 1) }, report);
      }
    }
    this.#problems.push(...report.finish().map((problem) => moved(problem, start)));
  }
}

const SHAPES = {
  empty: 'The file is empty: it must hold an array of runs.',
  'no-array': 'This file must hold an array of runs, in square brackets.',
  'not-closed': "The array is not closed: a ']' is missing.",
  'goes-on': 'The file goes on behind its end.',
} as const;

function leftOut(count: number): string {
  const runs = count === 1 ? 'run has' : 'runs have';
  return `Up to ${formatNumber(count)} more ${runs} problems that are not shown.`;
}

/** `undefined` for what is no JSON, or is written in another way than the plainest: keys that stand twice, `1.0`. */
function readPlain({ text, solid }: ScannedElement): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return JSON.stringify(value).length === solid ? value : undefined;
  } catch {
    return undefined;
  }
}

function idOf(value: unknown): string | undefined {
  const id = isRecord(value) ? value['runSettingId'] : undefined;
  return typeof id === 'string' ? id : undefined;
}

/** Fits an output that needs no second look. */
const OUTPUT = /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/[\w./+=@-]*)?$/;

function runTest(parameters: SurelyGood): SurelyGood {
  const tests = new Map(RUN_SETTING_FIELDS.rows.map((field) => [field.name, fieldTest(field)]));
  return (value) => {
    if (!isRecord(value) || value['runSettingId'] === undefined) return false;
    for (const key of Object.keys(value)) {
      const one = value[key];
      if (tests.get(key)?.(one) !== true) return false;
      if (key === 'parameters' && !parameters(one)) return false;
      if (key === 'outputUri' && !OUTPUT.test(one as string)) return false;
      if (key === 'runTags' && Object.keys(one as object).some((tag) => /^aws:/i.test(tag))) return false;
    }
    return true;
  };
}

/** A problem of an element as one of the whole text. */
function moved(problem: Problem, by: number): Problem {
  const move = ({ start, end }: Problem['span']) => span(start + by, end + by);
  const { related, fixes } = problem;
  return {
    ...problem,
    span: move(problem.span),
    ...(related === undefined
      ? {}
      : {
          related: related.map(({ location, message }) => ({
            location: { uri: location.uri, span: move(location.span) },
            message,
          })),
        }),
    ...(fixes === undefined
      ? {}
      : {
          fixes: fixes.map((fix) => ({
            ...fix,
            edits: fix.edits.map((edit) => ({ ...edit, span: move(edit.span) })),
          })),
        }),
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
