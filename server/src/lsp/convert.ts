import type { Location as ProtocolLocation, Range } from 'vscode-languageserver';
import { DiagnosticSeverity } from 'vscode-languageserver';
import type { LineIndex, Location, Severity, Span } from '../text/index.ts';
import { span } from '../text/index.ts';
import type { Session } from './session.ts';

/** Offsets and positions meet only here: everything behind the protocol counts offsets. */
export function toRange(lines: LineIndex, { start, end }: Span): Range {
  return { start: lines.positionAt(start), end: lines.positionAt(end) };
}

export function toSpan(lines: LineIndex, range: Range): Span {
  const start = lines.offsetAt(range.start);
  return span(start, Math.max(start, lines.offsetAt(range.end)));
}

/** A location in a file that is not known is its beginning. */
export function toLocation(session: Session, location: Location): ProtocolLocation {
  return { uri: session.clientUri(location.uri), range: rangeIn(session, location) };
}

export function rangeIn(session: Session, { uri, span: at }: Location): Range {
  const lines = session.workspace.known(uri)?.lines;
  return lines === undefined ? START : toRange(lines, at);
}

const START: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

export const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};
