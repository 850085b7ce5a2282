import type {
  ExprNode,
  PlaceholderNode,
  TypeNode,
  WdlTree,
  WorkflowItem,
} from '@omics-lens/server/languages/wdl/ast.ts';
import { parseWdl } from '@omics-lens/server/languages/wdl/parser.ts';
import { treeText } from '@omics-lens/server/syntax/tree-text.ts';
import type { SyntaxToken } from '@omics-lens/server/syntax/tree.ts';
import { isNode } from '@omics-lens/server/syntax/tree.ts';

/**
 * The expression with every operation in parentheses, strings as their parts in `«»`, placeholders as `~[options|expr]`,
 * and `∅` where something is missing: what the parser understood, in one line.
 */
export function exprShape(text: string, expr: ExprNode | undefined): string {
  const of = (node: ExprNode | undefined): string => exprShape(text, node);
  const word = (token: SyntaxToken | undefined): string => (token === undefined ? '∅' : slice(text, token));
  switch (expr?.kind) {
    case undefined:
    case 'missing':
      return '∅';
    case 'int':
    case 'float':
    case 'boolean':
    case 'none':
    case 'null':
      return expr.kind === 'int' ? word(expr.token) : `${expr.kind}:${word(expr.token)}`;
    case 'string':
      return `${expr.quote === 'double' ? '' : expr.quote}«${partsShape(text, expr.parts)}»${expr.closed ? '' : '…'}`;
    case 'name':
      return word(expr.token);
    case 'group':
      return `group(${of(expr.expr)})`;
    case 'unary':
      return `(${word(expr.operator)}${of(expr.operand)})`;
    case 'binary':
      return `(${of(expr.left)} ${word(expr.operator)} ${of(expr.right)})`;
    case 'ternary':
      return `if(${of(expr.condition)}, ${of(expr.whenTrue)}, ${of(expr.whenFalse)})`;
    case 'apply':
      return `${word(expr.name)}(${expr.args.map(of).join(', ')})`;
    case 'index':
      return `${of(expr.target)}[${of(expr.index)}]`;
    case 'member':
      return `${of(expr.target)}.${word(expr.name)}`;
    case 'array':
      return `[${expr.elements.map(of).join(', ')}]`;
    case 'map':
      return `map{${expr.entries.map((entry) => `${of(entry.key)}: ${of(entry.value)}`).join(', ')}}`;
    case 'object':
      return `object{${expr.entries.map((entry) => `${word(entry.key)}: ${of(entry.value)}`).join(', ')}}`;
    case 'structLiteral':
      return `${word(expr.name)}{${expr.entries.map((entry) => `${word(entry.key)}: ${of(entry.value)}`).join(', ')}}`;
    case 'pair':
      return `pair(${of(expr.left)}, ${of(expr.right)})`;
  }
}

/** The parts of a string or command: texts as they are, escapes in `‹›`, placeholders as `~[options|expr]`. */
export function partsShape(text: string, parts: readonly (SyntaxToken | PlaceholderNode)[]): string {
  return parts.map((part) => partShape(text, part)).join('');
}

function partShape(text: string, part: SyntaxToken | PlaceholderNode): string {
  if (!isNode(part)) return part.kind === 'escape' ? `‹${slice(text, part)}›` : slice(text, part);
  const placeholder = part as PlaceholderNode;
  const options = placeholder.options
    .map((o) => `${slice(text, o.name)}=${exprShape(text, o.value)}`)
    .join(' ');
  return `${placeholder.sigil}[${options}${options === '' ? '' : '|'}${exprShape(text, placeholder.expr)}]`;
}

export function typeShape(text: string, type: TypeNode): string {
  const name = type.name === undefined ? '∅' : slice(text, type.name);
  const args = type.args.length === 0 ? '' : `[${type.args.map((arg) => typeShape(text, arg)).join(', ')}]`;
  return name + args + (type.nonEmpty === undefined ? '' : '+') + (type.optional === undefined ? '' : '?');
}

/** What a document declares, one line per item, indented: what stays known of a broken file. */
export function outline(tree: WdlTree): string {
  const { text } = tree;
  const lines: string[] = [];
  for (const item of tree.root.items) {
    switch (item.kind) {
      case 'import':
        lines.push(
          `import ${item.uri === undefined ? '∅' : exprShape(text, item.uri)}${suffix(text, ' as ', item.namespace)}`,
        );
        break;
      case 'struct':
        lines.push(`struct ${label(text, item.name)}: ${names(text, item.members)}`);
        break;
      case 'enum':
        lines.push(
          `enum ${label(text, item.name)}: ${item.choices.map((choice) => slice(text, choice.name)).join(' ')}`,
        );
        break;
      case 'task':
      case 'workflow':
        lines.push(`${item.kind} ${label(text, item.name)}`);
        for (const inner of item.body) itemLines(text, inner as WorkflowItem, '  ', lines);
        break;
      case 'error':
        lines.push('error');
    }
  }
  return lines.join('\n');
}

function itemLines(text: string, item: WorkflowItem, indent: string, lines: string[]): void {
  switch (item.kind) {
    case 'input':
    case 'output':
      lines.push(`${indent}${item.kind}: ${names(text, item.decls)}`);
      break;
    case 'runtime':
    case 'requirements':
    case 'hints':
      lines.push(`${indent}${item.kind}: ${item.attributes.map((a) => slice(text, a.key)).join(' ')}`);
      break;
    case 'meta':
    case 'parameter_meta':
      lines.push(`${indent}${item.kind}: ${item.entries.map((entry) => slice(text, entry.key)).join(' ')}`);
      break;
    case 'decl':
      lines.push(`${indent}${declShape(text, item)}`);
      break;
    case 'call': {
      const inputs = item.inputs.map((input) => slice(text, input.name)).join(' ');
      const target = item.target.map((token) => slice(text, token)).join('.');
      lines.push(
        `${indent}call ${target}${suffix(text, ' as ', item.alias)}${inputs === '' ? '' : `: ${inputs}`}`,
      );
      break;
    }
    case 'scatter':
      lines.push(`${indent}scatter ${label(text, item.variable)} in ${exprShape(text, item.collection)}`);
      for (const inner of item.body) itemLines(text, inner, `${indent}  `, lines);
      break;
    case 'conditional':
      for (const clause of item.clauses) {
        lines.push(`${indent}if ${exprShape(text, clause.condition)}`);
        for (const inner of clause.body) itemLines(text, inner, `${indent}  `, lines);
      }
      break;
    default:
      lines.push(indent + (item as { kind: string }).kind);
  }
}

function names(text: string, decls: readonly Parameters<typeof declShape>[1][]): string {
  return decls.map((decl) => declShape(text, decl)).join(', ');
}

export function declShape(
  text: string,
  decl: {
    readonly type: TypeNode;
    readonly name: SyntaxToken | undefined;
    readonly env?: SyntaxToken | undefined;
  },
): string {
  return `${decl.env === undefined ? '' : 'env '}${typeShape(text, decl.type)} ${label(text, decl.name)}`;
}

function suffix(text: string, before: string, token: SyntaxToken | undefined): string {
  return token === undefined ? '' : before + slice(text, token);
}

function label(text: string, token: SyntaxToken | undefined): string {
  return token === undefined ? '∅' : slice(text, token);
}

function slice(text: string, token: { readonly start: number; readonly end: number }): string {
  return text.slice(token.start, token.end);
}

/** Parses, and fails when the tree does not hold the whole text. */
export function parseChecked(text: string): ReturnType<typeof parseWdl> {
  const parsed = parseWdl(text);
  if (treeText(parsed.tree) !== text) throw new Error('The tree has another text than the file.');
  return parsed;
}
