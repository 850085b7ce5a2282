import type { Engine, WorkflowModel } from '@omics-lens/server/model/index.ts';

/** Turns the files of a definition into what a run is made of. The one seam to the languages. */
export interface WorkflowReader {
  /** Never rejects because of what the files hold. */
  read(definition: Definition): Promise<Reading>;
}

export interface Definition {
  /** By path in the zip: `tasks/align.wdl`. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly main: string;
  /** What the caller asked for; told by the main file's name otherwise. */
  readonly engine: Engine;
}

export type Reading =
  | {
      readonly kind: 'read';
      readonly model: WorkflowModel;
      /** Warnings: they are shown and stop nothing. */
      readonly findings: readonly Finding[];
      /** Path in the zip of a URI that the model names. */
      pathOf(uri: string): string;
      /** The text of a file, for places in logs. */
      textOf(path: string): string | undefined;
      /** What would make a run with these parameters fail as soon as it runs. */
      check(parameters: Readonly<Record<string, unknown>>): readonly Refusal[];
    }
  | { readonly kind: 'broken'; readonly findings: readonly Finding[] };

export interface Refusal {
  /** As in GetRun. */
  readonly failureReason: string;
  /** A sentence. */
  readonly message: string;
}

/** A line of the service's lint. Line and column count from 1. */
export interface Finding {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly message: string;
}

const MOST_FINDINGS = 20;

/**
 * Findings as one line for a `statusMessage`, which may hold no line breaks:
 * `main.wdl:3:5: error: Unknown name 'x'. [unknown-name] | tasks/b.wdl:1:1: …`. The service's own wording is not
 * documented; file, line, column, severity and message are what its lint gives.
 */
export function lintText(findings: readonly Finding[]): string {
  const shown = findings.slice(0, MOST_FINDINGS).map((finding) => {
    const { path, line, column, severity, code, message } = finding;
    return `${path}:${line}:${column}: ${severity}: ${message.replace(/\s+/g, ' ')} [${code}]`;
  });
  const more = findings.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join(' | ');
}
