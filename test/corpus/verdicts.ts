import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { fileHost } from '@omics-lens/server/node/file-host.ts';
import { nextTurn } from '@omics-lens/server/node/next-turn.ts';
import { product } from '@omics-lens/server/product.ts';
import { DEFAULT_SETTINGS } from '@omics-lens/server/settings.ts';
import type { FileSummary } from '@omics-lens/server/workspace/snapshot.ts';
import { canonicalUri, resolvePath } from '@omics-lens/server/workspace/uris.ts';
import { Workspace } from '@omics-lens/server/workspace/workspace.ts';
import { NOT_HERE, ONLY_HERE, verdictReason } from './verdict-exceptions.ts';

/** What another tool says of a document: its exit code, plainly and with extensions switched on. */
interface Verdict {
  readonly rc: number;
  readonly rc_ext?: number;
  readonly msg?: string;
}

/** It gave up, and says nothing about the document. */
const NO_VERDICT = /couldn't load this CWL file[\s\S]*The error was:\s*$/;

export interface VerdictReport {
  readonly accepted: number;
  readonly rejected: number;
  /** Differences with a written reason. */
  readonly explained: number;
  /** `file:line code message` of each error that the other tool does not have, and has no reason. */
  readonly extra: readonly string[];
  /** Files that the other tool rejects and that have no error here, nor has what they run. */
  readonly missed: readonly string[];
  readonly milliseconds: number;
}

/**
 * Compares with the verdicts of `cwltool --validate`: a JSON file of exit codes by path below the folder. Rules about
 * AWS HealthOmics are off.
 */
export async function compareVerdicts(folder: string, verdictFile: string): Promise<VerdictReport> {
  const verdicts = JSON.parse(readFileSync(verdictFile, 'utf8')) as Readonly<Record<string, Verdict>>;
  const workspace = new Workspace({
    host: fileHost,
    languages: product.languages,
    finish: product.finish,
    settings: { ...DEFAULT_SETTINGS, target: 'spec' },
    pause: nextTurn,
    report: (error) => {
      throw error;
    },
  });
  const counts = { accepted: 0, rejected: 0, explained: 0 };
  const extra: string[] = [];
  const missed: string[] = [];
  const begin = performance.now();
  for (const [file, { rc, rc_ext, msg = '' }] of Object.entries(verdicts)) {
    if (NO_VERDICT.test(msg)) continue;
    const uri = canonicalUri(pathToFileURL(path.resolve(folder, file)).toString());
    workspace.addFile(uri);
    const summary = await workspace.summary(uri);
    if (summary === undefined) continue;
    if (rc === 0 || rc_ext === 0) {
      counts.accepted++;
      const errors = errorsOf(summary);
      if (errors.length === 0) continue;
      if (verdictReason(ONLY_HERE, file) !== undefined) counts.explained++;
      else extra.push(...errors.map((error) => `${file}:${error}`));
    } else {
      counts.rejected++;
      if (await hasErrors(workspace, uri, new Set())) continue;
      if (verdictReason(NOT_HERE, file) !== undefined) counts.explained++;
      else missed.push(file);
    }
  }
  return { ...counts, extra, missed, milliseconds: performance.now() - begin };
}

function errorsOf({ problems, lines }: FileSummary): readonly string[] {
  return problems
    .filter(({ severity }) => severity === 'error')
    .map(({ span, code, message }) => `${lines.positionAt(span.start).line + 1} ${code} ${message}`);
}

/** The other tool looks into what a document runs, and says what is wrong there of the document. */
async function hasErrors(workspace: Workspace, uri: string, seen: Set<string>): Promise<boolean> {
  if (seen.has(uri)) return false;
  seen.add(uri);
  const summary = await workspace.summary(uri);
  if (summary === undefined) return false;
  if (errorsOf(summary).length > 0) return true;
  for (const { target } of summary.analysis.links) {
    const linked = resolvePath(uri, target);
    if (linked !== undefined && linked.startsWith('file:') && (await hasErrors(workspace, linked, seen)))
      return true;
  }
  return false;
}
