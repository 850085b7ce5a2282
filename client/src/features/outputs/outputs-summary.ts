import { UserError } from '../../infrastructure/errors.ts';
import { byteCount } from '../../infrastructure/readable.ts';
import type { RunDetails } from '../../omics/run-details-api.ts';
import { logFileUris } from '../../omics/run-folder.ts';
import type { StoredFilesApi } from '../../omics/stored-files-api.ts';

/** What a run says itself that it has made. */
export type OutputsSummary =
  | {
      readonly kind: 'found';
      readonly uri: string;
      /** As they stand in the summary, with the name that is shown. */
      readonly outputs: readonly {
        readonly name: string;
        readonly fullName: string;
        readonly raw: unknown;
      }[];
    }
  | { readonly kind: 'none'; readonly because: string };

/** Far more than a million addresses. */
const MOST_BYTES = 64 * 1024 ** 2;

/** The guide gives both names ("Run outputs" and "Monitoring with CloudWatch Logs", 2026-11). */
const NAMES = ['outputs.json', 'output.json'] as const;

/** Reads the summary of a run's outputs, wherever it lies. */
export async function readSummary(
  run: RunDetails,
  stored: Pick<StoredFilesApi, 'readPiece'>,
  signal: AbortSignal,
): Promise<OutputsSummary> {
  let denied: string | undefined;
  for (const uri of NAMES.flatMap((name) => logFileUris(run, name))) {
    try {
      const { content, size, modifiedAt } = await stored.readPiece(
        uri,
        { from: 0, bytes: MOST_BYTES },
        signal,
      );
      if (!uri.includes(`/${run.id}/`) && !isOfTimeOf(run, modifiedAt)) continue;
      if (size > MOST_BYTES) return { kind: 'none', because: tooLarge(uri, size) };
      return parseSummary(uri, new TextDecoder().decode(content));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      // Who may not list a bucket is refused what is not there, too: another place may still have it.
      if (error.explanation.code === 'stored-file-denied') denied ??= error.explanation.sentence;
      else if (!ABSENT.has(error.explanation.code)) return { kind: 'none', because: error.message };
    }
  }
  return { kind: 'none', because: absent(run, denied) };
}

const ABSENT: ReadonlySet<string> = new Set(['stored-file-gone', 'bucket-gone']);

/** An address without the run's id is shared by runs: only a file that was written when the run ended is its own. */
function isOfTimeOf({ creationTime = 0, stopTime = Infinity }: RunDetails, modifiedAt = 0): boolean {
  return modifiedAt >= creationTime && modifiedAt <= stopTime + AFTER_THE_END;
}

const AFTER_THE_END = 10 * 60 * 1000;

export function parseSummary(uri: string, text: string): OutputsSummary {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { kind: 'none', because: `'${uri}' is not valid JSON. Open it under All Files to look at it.` };
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    return { kind: 'none', because: `'${uri}' names no outputs. Open it under All Files to look at it.` };
  }
  const entries = Object.entries(parsed as Readonly<Record<string, unknown>>);
  const workflow = commonWorkflow(entries.map(([name]) => name));
  const outputs = entries.map(([fullName, raw]) => ({
    name: fullName.slice(workflow.length),
    fullName,
    raw,
  }));
  return { kind: 'found', uri, outputs };
}

/** WDL puts the workflow's name and a dot in front of each output: `germline.`; empty where there is none. */
function commonWorkflow(names: readonly string[]): string {
  const prefix = /^[A-Za-z]\w*\./.exec(names[0] ?? '')?.[0] ?? '';
  return names.every((name) => name.startsWith(prefix) && name.length > prefix.length) ? prefix : '';
}

function absent({ status }: RunDetails, denied: string | undefined): string {
  if (status === 'CANCELLED') return 'The run was cancelled: HealthOmics exports no outputs of such a run.';
  if (denied !== undefined) return denied;
  if (status === 'FAILED')
    return 'The run failed and wrote no summary of outputs. What it left is in All Files.';
  return 'There is no summary of the outputs: Nextflow writes none. What was published is in All Files.';
}

function tooLarge(uri: string, bytes: number): string {
  return `'${uri}' has ${byteCount(bytes)}, which is too large to show as a tree. Download it from All Files.`;
}
