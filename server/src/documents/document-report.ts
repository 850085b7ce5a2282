import type { JsonDocument, RegistryMap, TemplateFacts, WorkflowModel } from '../model/index.ts';
import { MAX_PROBLEMS, leftOutProblem } from '../model/index.ts';
import type { Problem, Severity, Span } from '../text/index.ts';
import { span } from '../text/index.ts';
import type { DocumentRuleCode } from './document-rules.ts';
import { DOCUMENT_RULES } from './document-rules.ts';

/** What is known around a document of a run. */
export interface DocumentContext {
  readonly uri: string;
  readonly target: 'healthomics' | 'spec';
  /** Where the run would start. */
  readonly region: string | undefined;
  /** The workflow that the document is tied to. */
  readonly model?: WorkflowModel;
  readonly registryMap?: RegistryMap;
  readonly template?: TemplateFacts;
}

type More = Pick<Problem, 'note' | 'related' | 'fixes' | 'tags'> & { readonly severity?: Severity };

/** Collects what is found in one document. */
export class DocumentReport {
  readonly document: JsonDocument;
  readonly context: DocumentContext;
  readonly #problems: Problem[] = [];
  #leftOut = 0;

  constructor(document: JsonDocument, context: DocumentContext) {
    this.document = document;
    this.context = context;
  }

  add(code: DocumentRuleCode, at: Span, message: string, more: More = {}): void {
    const { fixes, severity = DOCUMENT_RULES[code].severity, ...rest } = more;
    this.include([
      {
        span: span(at.start, at.end),
        severity,
        code,
        message,
        ...rest,
        ...(fixes === undefined || fixes.length === 0 ? {} : { fixes }),
      },
    ]);
  }

  /** Takes over what another check has found in the same document. */
  include(problems: readonly Problem[]): void {
    const room = Math.max(0, MAX_PROBLEMS - this.#problems.length);
    this.#problems.push(...problems.slice(0, room));
    this.#leftOut += Math.max(0, problems.length - room);
  }

  /** Everything that was found; of more than a thousand the rest as a number. */
  finish(): readonly Problem[] {
    if (this.#leftOut === 0) return this.#problems;
    return [...this.#problems, leftOutProblem(this.#leftOut, this.document.text)];
  }
}
