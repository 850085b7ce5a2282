import assert from 'node:assert/strict';
import type {
  ArgumentNode,
  ExprNode,
  InterpolationNode,
  ItemNode,
  MapEntryNode,
  NextflowTree,
  StringNode,
} from '@omics-lens/server/languages/nextflow/syntax/ast.ts';
import { parseConfig, parseScript } from '@omics-lens/server/languages/nextflow/syntax/parser.ts';
import { SYNTAX_RULES } from '@omics-lens/server/languages/nextflow/syntax/syntax-rules.ts';
import { checkSpans, treeText } from '@omics-lens/server/syntax/tree-text.ts';
import type { SyntaxToken } from '@omics-lens/server/syntax/tree.ts';
import { isNode } from '@omics-lens/server/syntax/tree.ts';
import type { Problem } from '@omics-lens/server/text/index.ts';

const codes = new Set<string>(SYNTAX_RULES.map((rule) => rule.code));

/** Parses a script, or a configuration where the name says so, and checks what holds for every text. */
export function parseChecked(
  text: string,
  name: string,
): { readonly tree: NextflowTree; readonly problems: readonly Problem[] } {
  const parsed = (name.endsWith('.config') ? parseConfig : parseScript)(text);
  checkSpans(parsed.tree);
  assert.equal(treeText(parsed.tree), text);
  let last = -1;
  const seen = new Set<string>();
  for (const { span, code } of parsed.problems) {
    assert.ok(span.start >= last && span.end >= span.start && span.end <= text.length, `span of ${code}`);
    assert.ok(codes.has(code), `rule ${code}`);
    assert.ok(!seen.has(`${span.start}-${span.end}`), `two problems at ${span.start}`);
    seen.add(`${span.start}-${span.end}`);
    last = span.start;
  }
  return parsed;
}

/** The expression with every operation in parentheses: what the parser understood, in one line. */
export function exprShape(text: string, expr: ArgumentNode | MapEntryNode | undefined): string {
  const of = (node: ArgumentNode | MapEntryNode | undefined): string => exprShape(text, node);
  const word = (token: SyntaxToken | undefined): string => (token === undefined ? '∅' : slice(text, token));
  const list = (nodes: readonly (ArgumentNode | MapEntryNode)[]): string => nodes.map(of).join(', ');
  switch (expr?.kind) {
    case undefined:
    case 'missing':
      return '∅';
    case 'int':
    case 'float':
    case 'boolean':
    case 'null':
      return word(expr.token);
    case 'name':
      return word(expr.token);
    case 'string':
      return stringShape(text, expr);
    case 'group':
      return `group(${of(expr.expr)})`;
    case 'tuple':
      return `tuple(${list(expr.elements)})`;
    case 'unary':
      return `(${word(expr.operator)}${of(expr.operand)})`;
    case 'postfix':
      return `(${of(expr.operand)}${word(expr.operator)})`;
    case 'binary':
      return `(${of(expr.left)} ${word(expr.operator)} ${of(expr.right)})`;
    case 'assign':
      return `(${of(expr.target)} ${word(expr.operator)} ${of(expr.value)})`;
    case 'typeTest':
      return `(${of(expr.operand)} ${word(expr.operator)} ${expr.type === undefined ? '∅' : slice(text, expr.type)})`;
    case 'cast':
      return `cast(${of(expr.operand)}, ${expr.type === undefined ? '∅' : slice(text, expr.type)})`;
    case 'ternary':
      return `if(${of(expr.condition)}, ${of(expr.whenTrue)}, ${of(expr.whenFalse)})`;
    case 'elvis':
      return `(${of(expr.value)} ?: ${of(expr.otherwise)})`;
    case 'call':
      return `${of(expr.callee)}(${list(expr.args)})`;
    case 'command': {
      const links = expr.links.map((link) => `.${word(link.name)}(${list(link.args)})`).join('');
      return `command ${of(expr.callee)}(${list(expr.args)})${links}`;
    }
    case 'index':
      return `${of(expr.target)}[${list(expr.args)}]`;
    case 'member':
      return `${of(expr.target)}${word(expr.operator)}${expr.dynamic === undefined ? word(expr.name) : of(expr.dynamic)}`;
    case 'new':
      return `new ${expr.type === undefined ? '∅' : slice(text, expr.type)}(${list(expr.args)})`;
    case 'closure': {
      const params = expr.params.map((one) => word(one.name)).join(', ');
      const arrow = expr.arrow === undefined ? '' : `${params} -> `;
      return `{${arrow}${expr.items.map((item) => itemShape(text, item)).join('; ')}}`;
    }
    case 'lambda':
      return `lambda(${expr.params.map((one) => word(one.name)).join(', ')} -> ${expr.body.kind === 'block' ? 'block' : of(expr.body)})`;
    case 'list':
      return `[${list(expr.elements)}]`;
    case 'map':
      return `map[${list(expr.entries)}]`;
    case 'mapEntry':
    case 'namedArgument':
      return `${isNode(expr.key) ? of(expr.key as ExprNode) : slice(text, expr.key)}: ${of(expr.value)}`;
    case 'spread':
    case 'spreadMap':
      return `${expr.kind}(${of(expr.expr)})`;
    case 'switch':
      return `switch(${of(expr.subject)})`;
  }
}

function stringShape(text: string, node: StringNode): string {
  const parts = node.parts.map((part) => {
    if (!isNode(part)) return part.kind === 'escape' ? `‹${slice(text, part)}›` : slice(text, part);
    return `$[${exprShape(text, (part as InterpolationNode).expr)}]`;
  });
  return `${node.quote}«${parts.join('')}»${node.closed ? '' : '…'}`;
}

/** A statement in one line. */
export function itemShape(text: string, item: ItemNode): string {
  switch (item.kind) {
    case 'expression':
      return exprShape(text, item.expr);
    case 'variables':
      return `var ${item.declarators.map(({ name, value }) => slice(text, name) + (value === undefined ? '' : ` = ${exprShape(text, value)}`)).join(', ')}${item.value === undefined ? '' : ` = ${exprShape(text, item.value)}`}`;
    case 'return':
    case 'throw':
      return `${item.kind} ${exprShape(text, item.value)}`;
    case 'labeled':
      return `${slice(text, item.label)}: ${item.statement === undefined ? '∅' : itemShape(text, item.statement)}`;
    case 'entry': {
      const name =
        item.name === undefined ? (item.pattern === undefined ? '' : 'pattern') : slice(text, item.name);
      const type = item.type === undefined ? '' : `: ${slice(text, item.type)}`;
      const value =
        item.value === undefined
          ? ''
          : `${item.equals === undefined ? '' : ' = '}${exprShape(text, item.value)}`;
      return name + type + value;
    }
    case 'configAssignment':
      return `${item.path.map((one) => slice(text, one)).join('.')} = ${exprShape(text, item.value)}`;
    default:
      return item.kind;
  }
}

/** What a file declares, one line per item, indented: what stays known of a broken file. */
export function outline(tree: NextflowTree): string {
  const lines: string[] = [];
  for (const item of tree.root.items) addItem(tree.text, item, '', lines);
  return lines.join('\n');
}

function addItem(text: string, item: ItemNode, indent: string, lines: string[]): void {
  const deeper = `${indent}  `;
  const all = (items: readonly ItemNode[]): void => {
    for (const inner of items) addItem(text, inner, deeper, lines);
  };
  switch (item.kind) {
    case 'process':
    case 'workflow':
      lines.push(`${indent}${item.kind} ${item.name === undefined ? '' : slice(text, item.name)}`.trimEnd());
      all(item.body);
      for (const section of item.sections) {
        lines.push(
          `${deeper}${section.name}: ${section.items.map((one) => itemShape(text, one)).join('; ')}`.slice(
            0,
            150,
          ),
        );
      }
      return;
    case 'include':
      lines.push(
        `${indent}include ${item.members.map((one) => slice(text, one)).join(', ')} from ${exprShape(text, item.source)}`,
      );
      return;
    case 'function':
      lines.push(`${indent}function ${slice(text, item.name)}(${item.params.length})`);
      return;
    case 'configBlock':
      lines.push(`${indent}block ${slice(text, item.name)}`);
      return all(item.items);
    case 'configSelector':
      lines.push(`${indent}selector ${item.selector === undefined ? '∅' : slice(text, item.selector)}`);
      return all(item.items);
    default:
      lines.push((indent + itemShape(text, item)).slice(0, 150));
  }
}

function slice(text: string, { start, end }: { readonly start: number; readonly end: number }): string {
  return text.slice(start, end).replaceAll(/\s+/g, ' ');
}

/** The expression that is the value of `x = …`. */
export function valueOf(source: string): string {
  const { tree, problems } = parseChecked(`def x = ${source}\n`, 'x.nf');
  assert.deepEqual(problems, []);
  const [item] = tree.root.items;
  assert.ok(item?.kind === 'variables', item?.kind);
  return exprShape(tree.text, item.declarators[0]?.value);
}
