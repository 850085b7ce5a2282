import { formatNumber } from '../healthomics/limits.ts';
import type { Fix, Problem, Span } from '../text/index.ts';
import { span } from '../text/index.ts';
import type { JsonDocument, JsonString, JsonValue } from './json-value.ts';
import type { ParameterRuleCode } from './parameter-rules.ts';
import { PARAMETER_RULES } from './parameter-rules.ts';
import type { TemplateFacts } from './parameter-template.ts';
import type { RegistryMap } from './registry-map.ts';
import type { Engine } from './workflow.ts';

export interface CheckOptions {
  /** Of the parameter file. */
  readonly uri: string;
  /** `spec` leaves out what only HealthOmics asks for. */
  readonly target: 'healthomics' | 'spec';
  /** Where the run would start. */
  readonly region: string | undefined;
  /** Of the workflow that would run: images that it leads to a private copy. */
  readonly registryMap?: RegistryMap;
  /** The template that the workflow was or will be created with. */
  readonly template?: TemplateFacts;
}

export const MAX_PROBLEMS = 1000;

/** What a check of one parameter file knows and has found so far. */
export class ParameterReport {
  readonly document: JsonDocument;
  readonly engine: Engine | undefined;
  readonly options: CheckOptions;
  readonly #problems: Problem[] = [];
  #leftOut = 0;

  constructor(document: JsonDocument, engine: Engine | undefined, options: CheckOptions) {
    this.document = document;
    this.engine = engine;
    this.options = options;
  }

  get text(): string {
    return this.document.text;
  }

  /** Everything that was found; of more than a thousand the rest as a number. */
  finish(): readonly Problem[] {
    return this.#leftOut === 0
      ? this.#problems
      : [...this.#problems, leftOutProblem(this.#leftOut, this.text)];
  }

  /** The text of a value as it stands in the file. */
  raw(value: JsonValue): string {
    return this.text.slice(value.start, value.end);
  }

  add(
    code: ParameterRuleCode,
    at: Span,
    message: string,
    more: Pick<Problem, 'note' | 'related' | 'fixes'> & Partial<Pick<Problem, 'severity'>> = {},
  ): void {
    if (this.#problems.length >= MAX_PROBLEMS) {
      this.#leftOut++;
      return;
    }
    const { severity } = PARAMETER_RULES[code];
    const { fixes, ...rest } = more;
    this.#problems.push({
      span: span(at.start, at.end),
      severity,
      code,
      message,
      ...rest,
      ...(fixes === undefined || fixes.length === 0 ? {} : { fixes }),
    });
  }

  /** A part of a string's text, or all of it where escapes make the offsets differ. */
  inside(value: JsonString, start: number, end: number): Span {
    const plain = value.end - value.start === value.value.length + 2;
    return plain && end > start ? span(value.start + 1 + start, value.start + 1 + end) : value;
  }
}

/** Says how many problems of a file are not shown. */
export function leftOutProblem(count: number, text: string): Problem {
  const { code, severity } = PARAMETER_RULES['problems-left-out'];
  const end = /\r|\n/.exec(text.slice(0, 1000))?.index ?? Math.min(text.length, 1000);
  return {
    span: span(0, end),
    severity,
    code,
    message: `${formatNumber(count)} more problem${count === 1 ? '' : 's'} of this file ${count === 1 ? 'is' : 'are'} not shown.`,
    note: 'Mend what is shown first: many problems of a long file often have one cause.',
  };
}

export function renameKey(key: JsonString, name: string): Fix {
  return {
    title: `Rename to '${name}'`,
    edits: [{ span: span(key.start, key.end), newText: JSON.stringify(name) }],
    preferred: true,
  };
}

export function replaceValue(value: JsonValue, newText: string, title: string): Fix {
  return { title, edits: [{ span: span(value.start, value.end), newText }], preferred: true };
}
