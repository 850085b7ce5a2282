import type { Fix, Problem, RuleInfo, Span } from '../../../text/index.ts';
import type { CwlDocument, CwlVersion } from '../document/index.ts';

/** What all checks of one document share. */
export interface Check {
  readonly text: string;
  readonly document: CwlDocument;
  readonly target: 'healthomics' | 'spec';
  report(rule: RuleInfo, span: Span, message: string, more?: Details): void;
}

export interface Details {
  readonly note?: string | undefined;
  readonly fixes?: readonly Fix[] | undefined;
  readonly severity?: Problem['severity'];
}

/** What holds at a place of the document. */
export interface Scope {
  readonly version: CwlVersion;
  readonly namespaces: ReadonlyMap<string, string>;
}

export function newCheck(
  text: string,
  document: CwlDocument,
  target: Check['target'],
): { readonly check: Check; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const check: Check = {
    text,
    document,
    target,
    report: ({ code, severity }, span, message, { note, fixes, severity: own = severity } = {}) => {
      problems.push({
        span,
        severity: own,
        code,
        message,
        ...(note === undefined ? {} : { note }),
        ...(fixes === undefined || fixes.length === 0 ? {} : { fixes }),
      });
    },
  };
  return { check, problems };
}
