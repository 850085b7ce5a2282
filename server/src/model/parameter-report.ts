import type { Fix, Problem, Span } from '../text/index.ts';
import { span } from '../text/index.ts';
import type { JsonDocument, JsonString, JsonValue } from './json-value.ts';
import type { ParameterRuleCode } from './parameter-rules.ts';
import { PARAMETER_RULES } from './parameter-rules.ts';
import type { Engine } from './workflow.ts';

export interface CheckOptions {
  /** Of the parameter file. */
  readonly uri: string;
  /** `spec` leaves out what only HealthOmics asks for. */
  readonly target: 'healthomics' | 'spec';
  /** Where the run would start. */
  readonly region: string | undefined;
}

const MAX_PROBLEMS = 1000;

/** What a check of one parameter file knows and has found so far. */
export class ParameterReport {
  readonly document: JsonDocument;
  readonly engine: Engine | undefined;
  readonly options: CheckOptions;
  readonly #problems: Problem[] = [];

  constructor(document: JsonDocument, engine: Engine | undefined, options: CheckOptions) {
    this.document = document;
    this.engine = engine;
    this.options = options;
  }

  get text(): string {
    return this.document.text;
  }

  get problems(): readonly Problem[] {
    return this.#problems;
  }

  /** The text of a value as it stands in the file. */
  raw(value: JsonValue): string {
    return this.text.slice(value.start, value.end);
  }

  add(
    code: ParameterRuleCode,
    at: Span,
    message: string,
    more: Pick<Problem, 'note' | 'related' | 'fixes'> = {},
  ): void {
    if (this.#problems.length >= MAX_PROBLEMS) return;
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
