import type { Hover, HoverParams } from 'vscode-languageserver';
import { MarkupKind } from 'vscode-languageserver';
import { hover } from '../../features/hover.ts';
import { toRange } from '../convert.ts';
import { fileMethod } from '../requests.ts';

export const hoverMethod = fileMethod<HoverParams, Hover | null>({
  method: 'textDocument/hover',
  summary:
    'What a name is, with its documentation; words about keywords, runtime keys and containers; the instance that a task gets.',
  capabilities: () => ({ hoverProvider: true }),
  takes: 'position',
  nothing: null,
  answer(file, { position }, { workspace }) {
    const found = hover(file, file.lines.offsetAt(position), workspace, workspace.settingsFor(file.uri));
    if (found === undefined) return null;
    return {
      contents: { kind: MarkupKind.Markdown, value: found.markdown },
      range: toRange(file.lines, found.span),
    };
  },
});
