import type {
  CallHierarchyIncomingCall,
  CallHierarchyIncomingCallsParams,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  CallHierarchyOutgoingCallsParams,
  CallHierarchyPrepareParams,
} from 'vscode-languageserver';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from '../../features/call-hierarchy.ts';
import type { HierarchyItem } from '../../features/call-hierarchy.ts';
import type { SymbolId } from '../../model/index.ts';
import { symbolUri } from '../../model/index.ts';
import { fileName } from '../../workspace/uris.ts';
import { rangeIn } from '../convert.ts';
import { fileMethod, workspaceMethod } from '../requests.ts';
import type { Session } from '../session.ts';
import { SYMBOL_KINDS } from '../symbol-kinds.ts';

export const prepareCallHierarchyMethod = fileMethod<CallHierarchyPrepareParams, CallHierarchyItem[]>({
  method: 'textDocument/prepareCallHierarchy',
  summary: 'The task or workflow to show the calls of.',
  capabilities: () => ({ callHierarchyProvider: true }),
  takes: 'position',
  nothing: [],
  answer(file, { position }, session) {
    const item = prepareCallHierarchy(file, file.lines.offsetAt(position), session.workspace);
    return item === undefined ? [] : [toItem(item, session)];
  },
});

export const incomingCallsMethod = workspaceMethod<
  CallHierarchyIncomingCallsParams,
  CallHierarchyIncomingCall[]
>({
  method: 'callHierarchy/incomingCalls',
  summary: 'Who calls a task or workflow.',
  takes: 'item',
  async answer({ item }, session, ask) {
    await session.workspace.prepareAll(ask);
    return incomingCalls(item.data as SymbolId, session.workspace).map(({ item: from, spans }) => ({
      from: toItem(from, session),
      fromRanges: spans.map((span) => rangeIn(session, { uri: from.at.uri, span })),
    }));
  },
});

export const outgoingCallsMethod = workspaceMethod<
  CallHierarchyOutgoingCallsParams,
  CallHierarchyOutgoingCall[]
>({
  method: 'callHierarchy/outgoingCalls',
  summary: 'What a workflow calls.',
  takes: 'item',
  async answer({ item }, session, ask) {
    const id = item.data as SymbolId;
    const uri = symbolUri(id);
    await session.workspace.summary(uri, ask);
    return outgoingCalls(id, session.workspace).map(({ item: to, spans }) => ({
      to: toItem(to, session),
      fromRanges: spans.map((span) => rangeIn(session, { uri, span })),
    }));
  },
});

function toItem({ id, name, kind, at }: HierarchyItem, session: Session): CallHierarchyItem {
  const range = rangeIn(session, at);
  return {
    name,
    kind: SYMBOL_KINDS[kind],
    detail: fileName(at.uri),
    uri: session.clientUri(at.uri),
    range,
    selectionRange: range,
    data: id,
  };
}
