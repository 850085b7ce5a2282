import { closest } from '../../text/index.ts';
import type { SyntaxToken } from '../../syntax/tree.ts';
import type {
  CallInputNode,
  CallNode,
  ConditionalClauseNode,
  ConditionalNode,
  DeclNode,
  ErrorNode,
  ExprNode,
  ScatterNode,
  TaskNode,
  WorkflowItem,
  WorkflowNode,
} from './ast.ts';
import * as L from './lexer.ts';
import * as W from './lexer-words.ts';
import type { Block } from './parser-block.ts';
import { closeBlock, eachItem, goesOn, openBlock, readBlock } from './parser-block.ts';
import { parseCommand } from './parser-command.ts';
import { parseDecl } from './parser-decl.ts';
import { parseExpr, parseValue } from './parser-expr.ts';
import { atFlow, canStartExpression, declAhead, hasLineBreak, keyAhead } from './parser-lookahead.ts';
import { anotherElement, expect, expectClose, expectName, skipRepeated, tooDeep } from './parser-recovery.ts';
import { parseAttributeSection, parseDeclSection, parseMetaSection, unexpected } from './parser-section.ts';
import type { Parser } from './parser-state.ts';
import { MAX_DEPTH, insertion, replacement } from './parser-state.ts';

type TaskItem = TaskNode['body'][number];
type Section = Exclude<TaskItem, DeclNode | ErrorNode>;

const SECTIONS = ['input', 'output', 'command', 'runtime', 'requirements', 'hints', 'meta', 'parameter_meta'];

/** `task name { … }` at its keyword. */
export function parseTask(p: Parser): TaskNode {
  const mark = p.mark();
  const { indent } = p;
  p.take('keyword');
  skipRepeated(p, W.W_TASK);
  const name = expectName(p, 'the task');
  const block = openBlock(p, 'body', indent, labelled(p, 'task', name));
  const body: TaskItem[] = [];
  readBlock(p, block, () => parseTaskItem(p, body));
  const children = p.close(mark);
  return p.add({ kind: 'task', start: p.from, end: p.to, children, name, body });
}

/** `workflow name { … }` at its keyword. */
export function parseWorkflow(p: Parser): WorkflowNode {
  const mark = p.mark();
  const { indent } = p;
  p.take('keyword');
  skipRepeated(p, W.W_WORKFLOW);
  const name = expectName(p, 'the workflow');
  const block = openBlock(p, 'body', indent, labelled(p, 'workflow', name));
  const body: WorkflowItem[] = [];
  readBlock(p, block, () => parseWorkflowItem(p, body));
  const children = p.close(mark);
  return p.add({ kind: 'workflow', start: p.from, end: p.to, children, name, body });
}

function labelled(p: Parser, kind: string, name: SyntaxToken | undefined): string {
  return name === undefined ? `this ${kind}` : `${kind} '${p.text.slice(name.start, name.end)}'`;
}

function parseTaskItem(p: Parser, body: TaskItem[]): void {
  const section = parseSection(p);
  if (section !== undefined) {
    body.push(section);
    return;
  }
  if (p.newline && atFlow(p)) {
    const mark = p.mark();
    const misplaced: WorkflowItem[] = [];
    p.report('unexpected-text', p.there(), `${p.shown()} stands in a workflow, not in a task.`);
    parseWorkflowItem(p, misplaced);
    body.push(p.error(mark));
    return;
  }
  parseDeclOrUnexpected(p, body);
}

function parseWorkflowItem(p: Parser, body: WorkflowItem[]): void {
  if (p.kind === L.WORD) {
    switch (p.word) {
      case W.W_CALL:
        body.push(parseCall(p));
        return;
      case W.W_SCATTER:
        body.push(parseScatter(p));
        return;
      case W.W_IF:
        body.push(parseConditional(p));
        return;
    }
  }
  const mark = p.mark();
  if (atCommand(p))
    p.report('unexpected-text', p.there(), "A 'command' stands in a task, not in a workflow.");
  const section = parseSection(p);
  if (section === undefined) {
    parseDeclOrUnexpected(p, body);
  } else if (section.kind === 'command') {
    body.push(p.error(mark));
  } else {
    body.push(section);
  }
}

function parseDeclOrUnexpected(p: Parser, body: { push(item: DeclNode | ErrorNode): unknown }): void {
  const char = p.kind === L.WORD ? p.charAfter() : 0;
  const begins = p.newline || L.isLetter(char) || char === 63 || char === 91 || char === 61;
  if (p.kind === L.WORD && begins && char !== 123 && char !== 40 && char !== 46 && char !== 58) {
    body.push(parseDecl(p));
    return;
  }
  const mark = p.mark();
  unexpected(p, 'A declaration, a section or a call was expected.');
  const skipped = p.since(mark)[0];
  if (skipped?.kind === 'error') body.push(skipped as ErrorNode);
}

function atCommand(p: Parser): boolean {
  return p.kind === L.HEREDOC_OPEN
    ? p.newline
    : p.kind === L.WORD && p.word === W.W_COMMAND && sectionHere(p);
}

/** A section at its keyword, also at a misspelled one. */
function parseSection(p: Parser): Section | undefined {
  if (p.kind === L.HEREDOC_OPEN && p.newline) return parseCommand(p);
  if (p.kind !== L.WORD) return undefined;
  switch (p.word) {
    case W.W_INPUT:
      return sectionHere(p) ? parseDeclSection(p, 'input') : undefined;
    case W.W_OUTPUT:
      return sectionHere(p) ? parseDeclSection(p, 'output') : undefined;
    case W.W_RUNTIME:
      return sectionHere(p) ? parseAttributeSection(p, 'runtime') : undefined;
    case W.W_REQUIREMENTS:
      return sectionHere(p) ? parseAttributeSection(p, 'requirements') : undefined;
    case W.W_HINTS:
      return sectionHere(p) ? parseAttributeSection(p, 'hints') : undefined;
    case W.W_META:
      return sectionHere(p) ? parseMetaSection(p, 'meta') : undefined;
    case W.W_PARAMETER_META:
      return sectionHere(p) ? parseMetaSection(p, 'parameter_meta') : undefined;
    case W.W_COMMAND:
      return sectionHere(p) ? parseCommand(p) : undefined;
    case W.W_NONE:
      return p.newline ? misspelledSection(p) : undefined;
    default:
      return undefined;
  }
}

/** `input File x` on one line is a declaration of an odd type, and `input` before a line break a section without brace. */
function sectionHere(p: Parser): boolean {
  const char = p.charAfter();
  return (
    char === 123 ||
    (p.word === W.W_COMMAND && char === 60) ||
    (p.newline && char !== 61 && (!declAhead(p) || isRepeated(p)))
  );
}

/** `runtime runtime {`. */
function isRepeated(p: Parser): boolean {
  const at = p.after(p.end);
  const end = L.wordEnd(p.text, at);
  if (p.text.slice(p.start, p.end) !== p.text.slice(at, end)) return false;
  const char = p.text.charCodeAt(p.after(end));
  return char === 123 || (p.word === W.W_COMMAND && char === 60);
}

function misspelledSection(p: Parser): Section | undefined {
  correctSection(p, SECTIONS);
  return p.word === W.W_NONE ? undefined : parseSection(p);
}

/** At `ouput {` goes on as if the nearest of the keywords stood there, and says so. */
export function correctSection(p: Parser, keywords: readonly string[]): void {
  if (p.kind !== L.WORD || p.word !== W.W_NONE || !p.newline || p.end - p.start > 20) return;
  const char = p.charAfter();
  if (char !== 123 && char !== 60) return;
  const meant = closest(p.text.slice(p.start, p.end), keywords);
  if (meant === undefined || (char === 60 && meant !== 'command')) return;
  p.report('unknown-keyword', p.there(), `${p.shown()} is no section. Did you mean '${meant}'?`, {
    fix: replacement(p.there(), meant, `Write '${meant}'`),
  });
  p.word = W.wordAt(meant, 0, meant.length);
}

function parseCall(p: Parser): CallNode {
  const mark = p.mark();
  const { indent } = p;
  p.take('keyword');
  skipRepeated(p, W.W_CALL);
  const target: SyntaxToken[] = [];
  const first = expectName(p, 'the task or workflow to call');
  if (first !== undefined) target.push(first);
  while (p.kind === L.DOT) {
    p.take('punctuation');
    const name = expectName(p, 'the task or workflow to call');
    if (name !== undefined) target.push(name);
  }
  let alias: SyntaxToken | undefined;
  if (p.kind === L.WORD && p.word === W.W_AS) {
    p.take('keyword');
    alias = expectName(p, 'the call');
  }
  const after: SyntaxToken[] = [];
  while (p.kind === L.WORD && p.word === W.W_AFTER && p.charAfter() !== 61) {
    p.take('keyword');
    const name = expectName(p, 'the call to wait for');
    if (name !== undefined) after.push(name);
  }
  const last = target[target.length - 1];
  const hasBody = p.kind === L.LBRACE || (p.word === W.W_INPUT && keyAhead(p));
  const rest = hasBody ? parseCallBody(p, indent, labelled(p, 'call', alias ?? last)) : NO_BODY;
  const children = p.close(mark);
  return p.add({
    kind: 'call',
    start: p.from,
    end: p.to,
    children,
    target,
    alias,
    after,
    open: rest.open,
    close: rest.close,
    inputKeyword: rest.inputKeyword,
    inputs: rest.inputs,
  });
}

type CallBody = Pick<CallNode, 'open' | 'close' | 'inputKeyword' | 'inputs'>;
const NO_BODY: CallBody = { open: undefined, close: undefined, inputKeyword: undefined, inputs: [] };

function parseCallBody(p: Parser, indent: number, name: string): CallBody {
  const block = openBlock(p, 'call', indent, name);
  const inputs: CallInputNode[] = [];
  if (p.problems.at(-1)?.code === 'missing-name') skipWordBeforeInput(p);
  const inputKeyword = parseInputKeyword(p);
  eachItem(p, block, () => {
    if (p.kind !== L.WORD) {
      unexpected(p, 'The inputs of a call are given as `name = value`.');
      return;
    }
    inputs.push(parseCallInput(p));
    if (!anotherElement(p, L.RBRACE) && p.kind !== L.RBRACE && !p.newline) unexpectedInCall(p, block);
  });
  const close = closeBlock(p, block);
  return { open: block.open, close, inputKeyword, inputs };
}

/** `call { align input: …`: the word that was just missed in front of the brace. */
function skipWordBeforeInput(p: Parser): void {
  if (p.kind !== L.WORD || p.word === W.W_INPUT || p.newline) return;
  const at = p.after(p.end);
  const end = L.wordEnd(p.text, at);
  if (p.text.slice(at, end) !== 'input' || p.text.charCodeAt(p.after(end)) !== 58) return;
  const mark = p.mark();
  p.take('skipped');
  p.error(mark);
}

function unexpectedInCall(p: Parser, block: Block): void {
  if (goesOn(p, block))
    unexpected(p, 'The inputs of a call are given as `name = value`, with commas between them.');
}

function parseInputKeyword(p: Parser): SyntaxToken | undefined {
  if (p.kind !== L.WORD || p.word !== W.W_INPUT) return undefined;
  if (keyAhead(p)) {
    const keyword = p.take('keyword');
    p.take('punctuation');
    return keyword;
  }
  if (!L.isLetter(p.charAfter())) return undefined;
  const keyword = p.take('keyword');
  p.report('expected-token', p.here(), "':' is missing after 'input'.", {
    fix: insertion(p.prevEnd, ':', "Insert ':'"),
  });
  return keyword;
}

function parseCallInput(p: Parser): CallInputNode {
  const mark = p.mark();
  const name = p.take('identifier');
  skipRepeatedName(p, name);
  let equals: SyntaxToken | undefined;
  let value: ExprNode | undefined;
  if (p.kind === L.COLON || p.kind === L.EQUAL) {
    p.report('expected-token', p.there(), `The value of an input follows '=', not ${p.shown()}.`, {
      fix: replacement(p.there(), ' =', "Write '='"),
    });
    equals = p.take('operator');
  } else {
    equals = p.takeIf(L.ASSIGN, 'operator');
  }
  if (equals !== undefined) value = parseValue(p);
  else if (equalsBehindValue(p)) {
    const word = p.there();
    value = parseExpr(p);
    p.report('expected-token', p.there(), "The '=' stands between the name and the value.", {
      fix: replacement(
        { start: word.start, end: p.end },
        `= ${p.text.slice(word.start, word.end)}`,
        "Move '='",
      ),
    });
    equals = p.take('operator');
  } else if (valueAhead(p)) {
    p.report('expected-token', p.here(), `'=' is missing before ${p.shown()}.`, {
      fix: insertion(p.prevEnd, ' =', "Insert '='"),
    });
    value = parseExpr(p);
  }
  const children = p.close(mark);
  return p.add({ kind: 'callInput', start: p.from, end: p.to, children, name, equals, value });
}

/** `reads reads = x`. */
function skipRepeatedName(p: Parser, name: SyntaxToken): void {
  if (p.newline || p.kind !== L.WORD || p.charAfter() !== 61) return;
  if (p.text.slice(p.start, p.end) !== p.text.slice(name.start, name.end)) return;
  if (equalsBehindValue(p)) return;
  const mark = p.mark();
  p.report('unexpected-text', p.there(), `${p.shown()} stands here twice.`, {
    fix: replacement({ start: name.end, end: p.end }, '', `Remove ${p.shown()}`),
  });
  p.take('skipped');
  p.error(mark);
}

/** `reads bam =,`: the sign and the value have changed places. */
function equalsBehindValue(p: Parser): boolean {
  if (p.newline || p.kind !== L.WORD) return false;
  const at = p.after(p.end);
  if (p.text.charCodeAt(at) !== 61) return false;
  const next = p.after(at + 1);
  const char = p.text.charCodeAt(next);
  return char === 44 || char === 125 || hasLineBreak(p.text, at, next);
}

/** Whether a value stands behind the name of an input, and not the next input whose comma was forgotten. */
function valueAhead(p: Parser): boolean {
  if (p.newline || !canStartExpression(p) || p.kind === L.LBRACE) return false;
  if (p.kind !== L.WORD) return true;
  const at = p.after(p.end);
  return p.text.charCodeAt(at) !== 61 || p.text.charCodeAt(at + 1) === 61;
}

function parseScatter(p: Parser): ScatterNode {
  const mark = p.mark();
  const { indent } = p;
  p.take('keyword');
  skipRepeated(p, W.W_SCATTER);
  const open = expect(p, L.LPAREN, "after 'scatter'");
  const variable = expectName(p, 'the scatter variable');
  const hasIn = p.kind === L.WORD && p.word === W.W_IN;
  if (hasIn) p.take('keyword');
  else {
    p.report('expected-token', p.here(), "'in' is missing after the scatter variable.", {
      note: 'A scatter reads `scatter (x in xs) { … }`.',
      fix: insertion(p.prevEnd, ' in', "Insert 'in'"),
    });
  }
  const collection = hasIn || (canStartExpression(p) && p.kind !== L.LBRACE) ? parseExpr(p) : undefined;
  closeHead(p, open);
  const body = parseNestedBody(p, indent, 'this scatter');
  const children = p.close(mark);
  return p.add({ kind: 'scatter', start: p.from, end: p.to, children, variable, collection, body });
}

/** Takes the `)`; where the `(` was forgotten too, that was said already. */
function closeHead(p: Parser, open: SyntaxToken | undefined): void {
  if (open !== undefined || p.kind === L.RPAREN) {
    if (p.kind === L.LBRACE) expect(p, L.RPAREN, "before '{'");
    else expectClose(p, L.RPAREN, open);
  }
}

function parseConditional(p: Parser): ConditionalNode {
  const mark = p.mark();
  const { indent } = p;
  const clauses = [parseClause(p, indent)];
  while (p.kind === L.WORD && p.word === W.W_ELSE) clauses.push(parseClause(p, indent));
  const children = p.close(mark);
  return p.add({ kind: 'conditional', start: p.from, end: p.to, children, clauses });
}

/** `if (c) { … }`, `else if (c) { … }` or `else { … }` at its first keyword. */
function parseClause(p: Parser, indent: number): ConditionalClauseNode {
  const mark = p.mark();
  const isFirst = p.word === W.W_IF;
  p.take('keyword');
  let condition: ExprNode | undefined;
  if (isFirst || (p.kind === L.WORD && p.word === W.W_IF)) {
    if (!isFirst) p.take('keyword');
    skipRepeated(p, W.W_IF);
    const open = expect(p, L.LPAREN, "after 'if'");
    condition = parseExpr(p);
    closeHead(p, open);
  }
  const body = parseNestedBody(p, indent, condition === undefined ? "this 'else'" : "this 'if'");
  const children = p.close(mark);
  return p.add({ kind: 'conditionalClause', start: p.from, end: p.to, children, condition, body });
}

function parseNestedBody(p: Parser, indent: number, name: string): readonly WorkflowItem[] {
  const block = openBlock(p, 'nested', indent, name);
  const body: WorkflowItem[] = [];
  if (p.depth >= MAX_DEPTH) {
    tooDeep(p);
  } else {
    p.depth++;
    eachItem(p, block, () => parseWorkflowItem(p, body));
    p.depth--;
  }
  closeBlock(p, block);
  return body;
}
