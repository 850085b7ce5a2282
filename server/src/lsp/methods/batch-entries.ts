import { readBatchEntries } from '../../documents/index.ts';
import { batchEntriesRequest } from '../../protocol/index.ts';
import type { BatchEntriesParams, BatchEntriesResponse, BatchEntriesResult } from '../../protocol/index.ts';
import { sheetToRuns } from '../../sheets/index.ts';
import { LineIndex, span, type Span } from '../../text/index.ts';
import { toRange } from '../convert.ts';
import { workspaceMethod } from '../requests.ts';
import type { Session } from '../session.ts';
import type { Ask } from '../../workspace/snapshot.ts';

type Found = BatchEntriesResult['found'][number];

export const batchEntriesMethod = workspaceMethod<BatchEntriesParams, BatchEntriesResponse>({
  method: batchEntriesRequest,
  summary:
    'The runs of a batch file, of an array of runs or of a sample sheet: how many, and where some of them stand.',
  takes: 'uri',
  answer: (params, session, ask) =>
    params.sheet === undefined
      ? entriesOfFile(params, session)
      : entriesOfSheet(params, params.sheet, session, ask),
});

async function entriesOfFile(
  { uri, ids }: BatchEntriesParams,
  session: Session,
): Promise<BatchEntriesResponse> {
  const { workspace } = session;
  const file = session.ownUri(uri);
  const kind = workspace.kindOf(file);
  if (kind !== 'batch' && kind !== 'batch-runs') return null;
  const wanted = new Set(ids);
  const found: (Omit<Found, 'range'> & { readonly span: Span })[] = [];
  let runs = 0;
  try {
    const lines = await readBatchEntries(
      workspace.piecesOf(file),
      kind,
      ({ runSettingId: id, text, span: at }) => {
        runs++;
        if (id !== undefined && wanted.has(id)) found.push({ id, entry: text, span: at });
      },
    );
    return {
      runs,
      found: found.map(({ id, entry, span: at }) => ({ id, entry, range: toRange(lines, at) })),
    };
  } catch {
    return null;
  }
}

async function entriesOfSheet(
  { uri, ids }: BatchEntriesParams,
  { workflow, columns, defaults }: NonNullable<BatchEntriesParams['sheet']>,
  session: Session,
  ask: Ask,
): Promise<BatchEntriesResponse> {
  const { workspace } = session;
  const asked = await workspace.summary(session.ownUri(workflow), ask);
  const model = asked === undefined ? undefined : workspace.model(asked.uri);
  const text = await workspace.textOf(session.ownUri(uri));
  if (model === undefined || text === undefined) return null;
  const wanted = new Set(ids);
  const lines = new LineIndex(text);
  const found: Found[] = [];
  const options = {
    choices: columns ?? {},
    shared: new Set(Object.keys(defaults?.['parameters'] ?? {})),
    region: workspace.settings.region,
    pause: () => workspace.pause(),
  };
  const { runs } = await sheetToRuns(text, model, options, (run, line) => {
    if (!wanted.has(run.runSettingId)) return;
    const row = span(lines.lineStart(line - 1), lines.lineEnd(line - 1));
    found.push({ id: run.runSettingId, entry: JSON.stringify(run), range: toRange(lines, row) });
  });
  return { runs, found };
}
