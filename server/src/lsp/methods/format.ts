import type {
  DocumentFormattingParams,
  DocumentOnTypeFormattingParams,
  DocumentRangeFormattingParams,
  FormattingOptions,
  TextEdit as ProtocolTextEdit,
} from 'vscode-languageserver';
import { FORMAT_TRIGGERS, formatDocument, formatOnType, formatRange } from '../../features/format.ts';
import type { FormatOptions } from '../../languages/language.ts';
import type { TextEdit } from '../../text/index.ts';
import type { FileSnapshot } from '../../workspace/snapshot.ts';
import { toRange, toSpan } from '../convert.ts';
import { fileMethod } from '../requests.ts';
import type { Session } from '../session.ts';

const [firstTriggerCharacter, ...moreTriggerCharacter] = FORMAT_TRIGGERS;
const DEFAULT_INDENT = 4;
const TRIGGERS = { firstTriggerCharacter, moreTriggerCharacter };

export const formattingMethod = fileMethod<DocumentFormattingParams, ProtocolTextEdit[]>({
  method: 'textDocument/formatting',
  summary: 'An edit for each gap between tokens that is not as it should be; what is broken stays.',
  capabilities: (session) => (registers(session, 'formatting') ? {} : { documentFormattingProvider: true }),
  registration: (session) => (registers(session, 'formatting') ? selector(session) : undefined),
  nothing: [],
  answer: (file, { options }, session) =>
    toEdits(file, formatDocument(file, formatOptions(file.uri, options, session))),
});

export const rangeFormattingMethod = fileMethod<DocumentRangeFormattingParams, ProtocolTextEdit[]>({
  method: 'textDocument/rangeFormatting',
  summary: 'The same, on the lines of the range.',
  capabilities: (session) =>
    registers(session, 'rangeFormatting') ? {} : { documentRangeFormattingProvider: true },
  registration: (session) => (registers(session, 'rangeFormatting') ? selector(session) : undefined),
  takes: 'range',
  nothing: [],
  answer: (file, { range, options }, session) =>
    toEdits(file, formatRange(file, toSpan(file.lines, range), formatOptions(file.uri, options, session))),
});

export const onTypeFormattingMethod = fileMethod<DocumentOnTypeFormattingParams, ProtocolTextEdit[]>({
  method: 'textDocument/onTypeFormatting',
  summary: 'The block that a `}` closes, or the line that a line break ends.',
  capabilities: (session) =>
    registers(session, 'onTypeFormatting') ? {} : { documentOnTypeFormattingProvider: TRIGGERS },
  registration: (session) =>
    registers(session, 'onTypeFormatting') ? { ...selector(session), ...TRIGGERS } : undefined,
  takes: 'position',
  nothing: [],
  answer: (file, { position, ch, options }, session) => {
    const offset = file.lines.offsetAt(position);
    return toEdits(file, formatOnType(file, offset, ch, formatOptions(file.uri, options, session)));
  },
});

/** JSON files are ours too, but their formatter is the editor's: we only ask for the languages that have one here. */
function registers(
  { capabilities }: Session,
  method: 'formatting' | 'rangeFormatting' | 'onTypeFormatting',
): boolean {
  return capabilities.textDocument?.[method]?.dynamicRegistration === true;
}

function selector({ formatted }: Session) {
  return { documentSelector: formatted.map((language) => ({ language })) };
}

function formatOptions(
  uri: string,
  options: Partial<FormattingOptions> | undefined,
  session: Session,
): FormatOptions {
  const indentWidth = options?.tabSize ?? DEFAULT_INDENT;
  return {
    indent: options?.insertSpaces === false ? '\t' : ' '.repeat(indentWidth),
    indentWidth,
    ...session.workspace.settingsFor(uri).format,
  };
}

function toEdits(file: FileSnapshot, edits: readonly TextEdit[]): ProtocolTextEdit[] {
  return edits.map(({ span, newText }) => ({ range: toRange(file.lines, span), newText }));
}
