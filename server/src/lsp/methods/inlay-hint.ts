import type { InlayHint, InlayHintParams } from 'vscode-languageserver';
import { InlayHintKind, MarkupKind } from 'vscode-languageserver';
import { inlayHints } from '../../features/inlay-hints.ts';
import type { InlayHint as Hint } from '../../features/inlay-hints.ts';
import type { LineIndex } from '../../text/index.ts';
import { toLocation, toSpan } from '../convert.ts';
import { fileMethod } from '../requests.ts';
import type { Session } from '../session.ts';

export const inlayHintMethod = fileMethod<InlayHintParams, InlayHint[]>({
  method: 'textDocument/inlayHint',
  summary:
    'Types of call inputs, scatter variables and parameters, values that are the same in every run, and the instance that a task gets.',
  capabilities: () => ({ inlayHintProvider: true }),
  takes: 'range',
  nothing: [],
  answer(file, { range }, session) {
    const { workspace } = session;
    const sources = {
      symbols: workspace,
      workflow: file.link === undefined ? undefined : workspace.model(file.uri),
      settings: workspace.settingsFor(file.uri),
    };
    return inlayHints(file, toSpan(file.lines, range), sources).map((hint) =>
      toHint(hint, file.lines, session),
    );
  },
});

function toHint(hint: Hint, lines: LineIndex, session: Session): InlayHint {
  const { offset, label, kind, gap, tooltip, leadsTo } = hint;
  return {
    position: lines.positionAt(offset),
    label: leadsTo === undefined ? label : [{ value: label, location: toLocation(session, leadsTo) }],
    ...(kind === 'type' ? { kind: InlayHintKind.Type } : {}),
    ...(gap === 'before' ? { paddingLeft: true } : {}),
    ...(tooltip === undefined ? {} : { tooltip: { kind: MarkupKind.Markdown, value: tooltip } }),
  };
}
