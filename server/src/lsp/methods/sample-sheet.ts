import { typeLabel } from '../../model/index.ts';
import { sampleSheetRequest } from '../../protocol/index.ts';
import type { SampleSheetParams, SampleSheetResponse } from '../../protocol/index.ts';
import type { SheetRun } from '../../sheets/index.ts';
import { RunArrayText, batchFile, fitsInline, nameOfTarget, sheetToRuns } from '../../sheets/index.ts';
import { workspaceMethod } from '../requests.ts';

const PREVIEW = 5;
const MOST_INLINE = 100;

export const sampleSheetMethod = workspaceMethod<SampleSheetParams, SampleSheetResponse>({
  method: sampleSheetRequest,
  summary: 'What a sample sheet becomes as a batch: columns, rows that fail, a preview, and the batch.',
  takes: 'sheet',
  async answer({ sheet, workflow, columns, defaults, want }, session, ask) {
    const { workspace } = session;
    const asked = await workspace.summary(session.ownUri(workflow), ask);
    const model = asked === undefined ? undefined : workspace.model(asked.uri);
    const text = await workspace.textOf(session.ownUri(sheet));
    if (model === undefined || text === undefined) return null;
    const inline: SheetRun[] = [];
    const pieces: string[] = [];
    const array = new RunArrayText((piece) => pieces.push(piece));
    const options = {
      choices: columns ?? {},
      shared: new Set(Object.keys(defaults?.['parameters'] ?? {})),
      region: workspace.settings.region,
      pause: () => workspace.pause(),
    };
    const result = await sheetToRuns(text, model, options, (run) => {
      if (inline.length < MOST_INLINE) inline.push(run);
      if (want === 'batch') array.add(run);
    });
    array.end();
    const { rows, runs, problems, moreProblems, missing } = result;
    const batch = fitsInline(runs)
      ? { kind: 'inline' as const, pieces: [batchFile(inline, defaults)] }
      : { kind: 's3' as const, pieces };
    return {
      columns: result.columns.map(({ header, target }) => ({
        header,
        target: nameOfTarget(target),
        ...(target.kind === 'parameter' ? { type: typeLabel(target.type) } : {}),
      })),
      targets: [
        ...model.entry.inputs.map(({ name }) => name),
        'runSettingId',
        'name',
        'outputUri',
        'priority',
        '-',
      ],
      rows,
      runs,
      problems,
      moreProblems,
      missing,
      preview: inline.slice(0, PREVIEW),
      ...(want === 'batch' ? { batch } : {}),
    };
  },
});
