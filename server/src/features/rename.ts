import type { Occurrence, SymbolId, SymbolInfo } from '../model/index.ts';
import { symbolUri } from '../model/index.ts';
import type { Span, TextEdit, WorkspaceEdit } from '../text/index.ts';
import { applyEdits, span } from '../text/index.ts';
import { occurrenceAt, standsFor } from '../workspace/lookup.ts';
import type { FileSnapshot, FileSummary, SymbolSource } from '../workspace/snapshot.ts';
import { fileName } from '../workspace/uris.ts';

/** Why something cannot be renamed, for the user. */
export interface Refused {
  readonly refused: string;
}

export interface RenameTarget {
  /** The name that will be replaced; inside a quoted key, without quotes and what stands before it. */
  readonly span: Span;
  readonly name: string;
}

const NAME = /^[A-Za-z][A-Za-z0-9_]*$/;

/** Whether the name at the offset can be renamed at all, and what the editor shows to be edited. */
export function prepareRename(
  file: FileSnapshot,
  offset: number,
  symbols: SymbolSource,
): RenameTarget | Refused {
  const occurrence = occurrenceAt(file, offset);
  if (occurrence === undefined) return { refused: 'There is no name here that could be renamed.' };
  const symbol = symbols.symbol(occurrence.symbol);
  const written = file.text.slice(occurrence.span.start, occurrence.span.end);
  if (symbol === undefined) {
    return { refused: `'${written}' is not declared in this workspace, so it keeps its name.` };
  }
  const target = nameIn(file.text, occurrence, symbol.name);
  if (target === undefined) {
    return { refused: `'${written}' takes its name from somewhere else, so it has to be renamed there.` };
  }
  return { span: target, name: symbol.name };
}

/** The edits of all files that give the name at the offset a new one, or why that would break something. */
export function rename(
  file: FileSnapshot,
  offset: number,
  newName: string,
  symbols: SymbolSource,
): WorkspaceEdit | Refused {
  const prepared = prepareRename(file, offset, symbols);
  if ('refused' in prepared) return prepared;
  if (!NAME.test(newName)) {
    return {
      refused: `'${newName}' is not a name: it has to start with a letter and hold only letters, digits and underscores.`,
    };
  }
  const symbol = occurrenceAt(file, offset)?.symbol;
  const info = symbol === undefined ? undefined : symbols.symbol(symbol);
  if (symbol === undefined || info === undefined || info.name === newName) return new Map();
  const files = symbols.mentions(symbol);
  const taken = collision(info, newName, files);
  if (taken !== undefined) return taken;
  const edits = new Map<string, readonly TextEdit[]>();
  for (const mention of files) {
    const changes = editsOf(mention, symbol, info.name, newName);
    if (changes.length === 0) continue;
    const broken = breaks(mention, changes, newName);
    if (broken !== undefined) return broken;
    edits.set(mention.uri, changes);
  }
  return edits;
}

function editsOf(file: FileSummary, symbol: SymbolId, name: string, newName: string): readonly TextEdit[] {
  return file.analysis.occurrences
    .filter((occurrence) => standsFor(occurrence, symbol))
    .flatMap((occurrence) => {
      if (occurrence.form === 'shorthand') return [spelledOut(occurrence, symbol, newName)];
      const target = nameIn(file.text, occurrence, name);
      return target === undefined ? [] : [{ span: target, newText: newName }];
    });
}

/** `name` for `name = name` needs both sides once they differ. */
function spelledOut({ span: { start, end }, key }: Occurrence, symbol: SymbolId, newName: string): TextEdit {
  return key === symbol
    ? { span: span(start, start), newText: `${newName} = ` }
    : { span: span(end, end), newText: ` = ${newName}` };
}

/** Where the bare name stands in an occurrence: a quoted key may have others before it, as in `"Germline.reads"`. */
function nameIn(text: string, occurrence: Occurrence, name: string): Span | undefined {
  const { start, end } = occurrence.span;
  const written = text.slice(start, end);
  if (written === name) return occurrence.span;
  if (occurrence.form !== 'quoted') return undefined;
  const bare = written.replace(/["']$/, '');
  if (!bare.endsWith(name) || /\w/.test(bare.at(-name.length - 1) ?? '')) return undefined;
  return span(start + bare.length - name.length, start + bare.length);
}

/** Two things of one name in one place: the path of a symbol's id says where it is declared. */
function collision(info: SymbolInfo, newName: string, files: readonly FileSummary[]): Refused | undefined {
  const scope = scopeOf(info.id);
  for (const file of files) {
    for (const other of file.analysis.symbols.values()) {
      if (other.name !== newName || scopeOf(other.id) !== scope) continue;
      const { line } = file.lines.positionAt(other.span.start);
      const place = `line ${line + 1} of '${fileName(file.uri)}'`;
      return { refused: `There already is a '${newName}' here, declared on ${place}. Choose another name.` };
    }
  }
  return undefined;
}

function scopeOf(id: SymbolId): string {
  const path = id.slice(symbolUri(id).length + 1);
  return path.includes('.') ? path.slice(0, path.lastIndexOf('.')) : '';
}

/** What the new name would break: a word of the language, or, whatever the reason, a file that no longer parses. */
function breaks(file: FileSummary, edits: readonly TextEdit[], newName: string): Refused | undefined {
  const refused = { refused: `'${newName}' cannot be a name: it means something else in the language.` };
  if (file.language.reserved?.has(newName) === true) return refused;
  const errorsIn = (text: string) =>
    file.language.parse(text).problems.filter(({ severity }) => severity === 'error');
  const after = errorsIn(applyEdits(file.text, edits));
  return after.length > errorsIn(file.text).length ? refused : undefined;
}
