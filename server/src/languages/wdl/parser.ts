import type { SyntaxToken } from '../../syntax/tree.ts';
import type { Problem } from '../../text/index.ts';
import type { Parsed } from '../language.ts';
import type {
  DocumentNode,
  EnumChoiceNode,
  EnumNode,
  ErrorNode,
  ExprNode,
  ImportAliasNode,
  ImportNode,
  StringNode,
  StructNode,
  VersionNode,
  WdlTree,
} from './ast.ts';
import * as L from './lexer.ts';
import * as W from './lexer-words.ts';
import { closeBlock, eachItem, openBlock } from './parser-block.ts';
import { parseDecl, parseType } from './parser-decl.ts';
import { EXPRESSIONS, parseExpr } from './parser-expr.ts';
import { correctSection, parseTask, parseWorkflow } from './parser-items.ts';
import { expectClose, expectName, meantKeyword, skipLine, skipToTopLevel } from './parser-recovery.ts';
import { parseMetaSection, unexpected } from './parser-section.ts';
import type { BlockMode } from './parser-state.ts';
import { Parser, insertion, replacement } from './parser-state.ts';
import type { SyntaxRuleCode } from './syntax-rules.ts';
import { parseString } from './parser-text.ts';

/** Longer texts are no workflow; in UTF-16 units. */
const MAX_LENGTH = 10_000_000;

/**
 * Reads a WDL document of any version. Never throws: what cannot be read is in `error` nodes, and each mistake is one
 * problem. The time it takes grows with the length of the text, whatever the text is.
 */
export function parseWdl(text: string): Parsed<WdlTree> {
  const refusal = refuse(text);
  if (refusal !== undefined) return unread(text, refusal);
  const byBraces = parseWith(text, 'braces');
  if (byBraces.unclosedBlocks === 0) return byBraces.parsed;
  const byIndentation = parseWith(text, 'indentation');
  const isBetter = byIndentation.parsed.problems.length <= byBraces.parsed.problems.length;
  return isBetter ? byIndentation.parsed : byBraces.parsed;
}

function parseWith(text: string, mode: BlockMode): { parsed: Parsed<WdlTree>; unclosedBlocks: number } {
  const p = new Parser(text, mode);
  p.next();
  const root = parseDocument(p);
  const problems = [...p.problems, ...oddBlankProblems(p)].sort((a, b) => a.span.start - b.span.start);
  return {
    parsed: { tree: { text, root, comments: p.comments }, problems },
    unclosedBlocks: p.unclosedBlocks,
  };
}

function parseDocument(p: Parser): DocumentNode {
  const items: DocumentNode['items'][number][] = [];
  let version = versionWithoutKeyword(p);
  while (p.kind !== L.EOF) {
    if (p.kind === L.WORD) correctKeyword(p);
    switch (p.kind === L.WORD ? p.word : W.W_NONE) {
      case W.W_VERSION:
        if (version === undefined) version = parseVersion(p, items.length === 0);
        else items.push(parseMisplacedVersion(p));
        break;
      case W.W_IMPORT:
        items.push(parseImport(p));
        break;
      case W.W_STRUCT:
        items.push(parseStruct(p));
        break;
      case W.W_ENUM:
        items.push(parseEnum(p));
        break;
      case W.W_TASK:
        items.push(parseTask(p));
        break;
      case W.W_WORKFLOW:
        items.push(parseWorkflow(p));
        break;
      default:
        items.push(parseForeign(p));
    }
  }
  const children = p.close(0);
  return { kind: 'document', start: 0, end: p.length, children, version, items };
}

/** `tsk x {`: reads on as the keyword that was meant. */
function correctKeyword(p: Parser): void {
  const meant = meantKeyword(p);
  if (meant === undefined) return;
  p.report('unknown-keyword', p.there(), `${p.shown()} is no keyword. Did you mean '${meant}'?`, {
    fix: replacement(p.there(), meant, `Write '${meant}'`),
  });
  p.word = W.wordAt(meant, 0, meant.length);
}

function parseForeign(p: Parser): ErrorNode {
  p.report('unexpected-text', p.there(), `${p.shown()} does not belong at the top of a file.`, {
    note: 'A WDL file holds `version`, imports, structs, enums, tasks and at most one workflow.',
  });
  skipToTopLevel(p);
  return p.last() as ErrorNode;
}

function parseVersion(p: Parser, isFirst: boolean): VersionNode {
  const mark = p.mark();
  const keyword = p.take('keyword');
  if (!isFirst) {
    p.report('misplaced-version', keyword, "'version' must be the first statement of a file.", {
      note: 'Only comments may stand above it.',
    });
  }
  return versionValue(p, mark);
}

function versionValue(p: Parser, mark: number): VersionNode {
  let value: SyntaxToken | undefined;
  if ((p.newline && p.kind !== L.FLOAT) || p.kind === L.EOF) {
    p.report('missing-value', p.here(), "The version is missing after 'version'.", {
      note: 'For example `version 1.1`.',
    });
  } else {
    p.end = L.blackEnd(p.text, p.start);
    value = p.take('version');
  }
  const number = value === undefined ? '' : p.text.slice(value.start, value.end);
  p.dialect = number === 'draft-2' ? 'draft-2' : number === '1.0' || number === 'draft-3' ? '1.0' : 'later';
  const children = p.close(mark);
  return p.add({ kind: 'version', start: p.from, end: p.to, children, value });
}

/** A file that begins with a number, or with a misspelled word and a number, says its version in a wrong way. */
function versionWithoutKeyword(p: Parser): VersionNode | undefined {
  const isNumber = p.kind === L.FLOAT;
  const isWord =
    p.kind === L.WORD &&
    p.word === W.W_NONE &&
    /^[\w]+[ \t]+\d\.\d\s/.test(p.text.slice(p.start, p.start + 80));
  if (!isNumber && !isWord) return undefined;
  const mark = p.mark();
  if (isNumber) {
    p.report(
      'expected-token',
      { start: p.start, end: p.start },
      `'version' is missing before ${p.shown()}.`,
      {
        fix: insertion(p.start, 'version ', "Insert 'version'"),
      },
    );
  } else {
    p.report('unknown-keyword', p.there(), `${p.shown()} is no keyword. Did you mean 'version'?`, {
      fix: replacement(p.there(), 'version', "Write 'version'"),
    });
    p.take('keyword');
  }
  return versionValue(p, mark);
}

function parseMisplacedVersion(p: Parser): ErrorNode {
  const mark = p.mark();
  p.report('misplaced-version', p.there(), 'The version of a file is said once, in its first statement.');
  p.take('keyword');
  if (!p.newline && p.kind !== L.EOF) {
    p.end = L.blackEnd(p.text, p.start);
    p.take('version');
  }
  return p.error(mark);
}

function parseImport(p: Parser): ImportNode {
  const mark = p.mark();
  p.take('keyword');
  let uri: StringNode | undefined;
  if (p.kind === L.DOUBLE_QUOTE || p.kind === L.SINGLE_QUOTE) {
    uri = parseString(p, 'interpolated', EXPRESSIONS);
  } else {
    parseBarePath(p);
  }
  let namespace: SyntaxToken | undefined;
  if (p.kind === L.WORD && p.word === W.W_AS) {
    p.take('keyword');
    namespace = expectName(p, 'the namespace');
  }
  const aliases: ImportAliasNode[] = [];
  while (p.kind === L.WORD && p.word === W.W_ALIAS) aliases.push(parseImportAlias(p));
  const children = p.close(mark);
  return p.add({ kind: 'import', start: p.from, end: p.to, children, uri, namespace, aliases });
}

/** `import lib.wdl`: the path is there, only its quotes are not. */
function parseBarePath(p: Parser): void {
  if (p.newline || p.kind === L.EOF) {
    p.report('missing-value', p.here(), "The path of the file is missing after 'import'.");
    return;
  }
  if (p.kind === L.LBRACE || p.kind === L.STAR || moduleAhead(p)) {
    parseModuleImport(p);
    return;
  }
  const mark = p.mark();
  const span = { start: p.start, end: L.blackEnd(p.text, p.start) };
  p.report('expected-token', span, 'The path of an import stands in quotes.', {
    fix: replacement(
      span,
      `"${p.text.slice(span.start, span.end).replaceAll(/["“”]/g, '')}"`,
      'Write quotes',
    ),
  });
  p.end = span.end;
  p.take('skipped');
  p.error(mark);
}

/** A path without a file's ending, such as `openwdl/csvkit`. */
function moduleAhead(p: Parser): boolean {
  if (p.kind !== L.WORD) return false;
  const path = p.text.slice(p.start, L.blackEnd(p.text, p.start));
  return /^[\w/-]+$/.test(path);
}

/** The imports of WDL 1.4 name modules and members: `import { a, b } from openwdl/csvkit`. */
function parseModuleImport(p: Parser): void {
  p.report('module-import', p.there(), 'Imports of modules and of single members need WDL 1.4.', {
    note: 'Engines run WDL up to 1.3, which imports a file by its path in quotes: `import "lib.wdl"`.',
  });
  skipLine(p);
}

function parseImportAlias(p: Parser): ImportAliasNode {
  const mark = p.mark();
  p.take('keyword');
  const from = expectName(p, 'the imported struct');
  let to: SyntaxToken | undefined;
  if (p.kind === L.WORD && p.word === W.W_AS) {
    p.take('keyword');
    to = expectName(p, 'the struct in this file');
  } else {
    p.report('expected-token', p.here(), "'as' is missing after the imported struct.", {
      note: 'An alias reads `alias Theirs as Ours`.',
    });
  }
  const children = p.close(mark);
  return p.add({ kind: 'importAlias', start: p.from, end: p.to, children, from, to });
}

function parseStruct(p: Parser): StructNode {
  const mark = p.mark();
  const { indent } = p;
  p.take('keyword');
  const name = expectName(p, 'the struct');
  const label = name === undefined ? 'this struct' : `struct '${p.text.slice(name.start, name.end)}'`;
  const block = openBlock(p, 'body', indent, label);
  const members: StructNode['members'][number][] = [];
  const meta: StructNode['meta'][number][] = [];
  eachItem(p, block, () => {
    correctSection(p, ['meta', 'parameter_meta']);
    const char = p.kind === L.WORD ? p.charAfter() : 0;
    if (p.word === W.W_META && char === 123) meta.push(parseMetaSection(p, 'meta'));
    else if (p.word === W.W_PARAMETER_META && char === 123) meta.push(parseMetaSection(p, 'parameter_meta'));
    else if (p.kind === L.WORD && char !== 123 && char !== 58) members.push(parseDecl(p));
    else unexpected(p, 'A member was expected: a type and a name.');
  });
  closeBlock(p, block);
  const children = p.close(mark);
  return p.add({ kind: 'struct', start: p.from, end: p.to, children, name, members, meta });
}

function parseEnum(p: Parser): EnumNode {
  const mark = p.mark();
  const { indent } = p;
  p.take('keyword');
  const name = expectName(p, 'the enum');
  let valueType: EnumNode['valueType'];
  if (p.kind === L.LBRACKET) {
    const open = p.take('punctuation');
    valueType = parseType(p);
    expectClose(p, L.RBRACKET, open);
  }
  const block = openBlock(
    p,
    'section',
    indent,
    name === undefined ? 'this enum' : `enum '${p.text.slice(name.start, name.end)}'`,
  );
  const choices: EnumChoiceNode[] = [];
  eachItem(p, block, () => {
    if (p.kind === L.WORD) choices.push(parseEnumChoice(p));
    else unexpected(p, 'A choice was expected: a name, or `name = value`.');
  });
  closeBlock(p, block);
  const children = p.close(mark);
  return p.add({ kind: 'enum', start: p.from, end: p.to, children, name, valueType, choices });
}

function parseEnumChoice(p: Parser): EnumChoiceNode {
  const mark = p.mark();
  const name = p.take('identifier');
  let value: ExprNode | undefined;
  if (p.takeIf(L.ASSIGN, 'operator') !== undefined) value = parseExpr(p);
  const children = p.close(mark);
  const choice = p.add({ kind: 'enumChoice', start: p.from, end: p.to, children, name, value } as const);
  p.takeIf(L.COMMA, 'punctuation');
  return choice;
}

function oddBlankProblems(p: Parser): readonly Problem[] {
  const problems: Problem[] = [];
  let end = -1;
  for (const offset of p.oddBlanks) {
    const continues = offset === end;
    end = offset + 1;
    if (continues) continue;
    const number = p.text.charCodeAt(offset).toString(16).toUpperCase().padStart(4, '0');
    problems.push({
      span: { start: offset, end: offset + 1 },
      severity: 'error',
      code: 'odd-blank' satisfies SyntaxRuleCode,
      message: `This blank is not a space but the character U+${number}.`,
      note: 'It comes with text copied from a web page or a document, and engines refuse it.',
      fixes: [replacement({ start: offset, end: offset + 1 }, ' ', 'Write a space')],
    });
  }
  return problems;
}

function refuse(text: string): { code: SyntaxRuleCode; message: string; note: string } | undefined {
  if (text.length > MAX_LENGTH) {
    return {
      code: 'file-too-large',
      message: `This file is too large to be a workflow: ${Math.round(text.length / 1_000_000)} million characters.`,
      note: 'It was not read. Data belongs in files that the workflow takes as inputs.',
    };
  }
  if (!text.includes('\0')) return undefined;
  return {
    code: 'not-text',
    message: 'This file is not text: it holds zero bytes.',
    note: 'It was not read. WDL is UTF-8 text; a file saved as UTF-16 looks like this too.',
  };
}

function unread(
  text: string,
  refusal: { code: SyntaxRuleCode; message: string; note: string },
): Parsed<WdlTree> {
  const token = { kind: 'skipped', start: 0, end: text.length };
  const error: ErrorNode = { kind: 'error', start: 0, end: text.length, children: [token] };
  const root: DocumentNode = {
    kind: 'document',
    start: 0,
    end: text.length,
    children: [error],
    version: undefined,
    items: [error],
  };
  const problem: Problem = {
    span: { start: 0, end: L.lineEnd(text.slice(0, 200), 0) },
    severity: 'error',
    ...refusal,
  };
  return { tree: { text, root, comments: [] }, problems: [problem] };
}
