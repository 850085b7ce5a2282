import { isNode } from '../../../syntax/tree.ts';
import type { ReadProcess } from '../scope/process.ts';
import type { InterpolationNode, ItemNode, NextflowNode, StringNode } from '../syntax/ast.ts';
import type { ScriptContext } from './context.ts';
import { wordsAt } from './context.ts';

/** A text of a process that the shell runs. */
export interface ShellText {
  readonly process: ReadProcess;
  /** `shell` brings values with `!{x}`, the others with `${x}`. */
  readonly section: 'script' | 'shell' | 'stub';
  readonly node: StringNode;
}

/** The scripts of all processes: strings that stand as statements of their own. */
export function shellTexts(context: Pick<ScriptContext, 'script'>): readonly ShellText[] {
  return context.script.processes.flatMap((process) => {
    const found: ShellText[] = [];
    const { node, sections } = process;
    if (sections.size === 0) gather(node.body.slice(-1), process, 'script', found);
    for (const [label, { items }] of sections) {
      if (label === 'script' || label === 'shell' || label === 'stub') gather(items, process, label, found);
      // Without a label, the script stands behind the last output.
      else if ((label === 'output' || label === 'input') && !hasScript(sections))
        gather(items.slice(-1), process, 'script', found);
    }
    return found;
  });
}

function hasScript(sections: ReadProcess['sections']): boolean {
  return sections.has('script') || sections.has('shell') || sections.has('exec');
}

function gather(
  items: readonly ItemNode[],
  process: ReadProcess,
  section: ShellText['section'],
  found: ShellText[],
): void {
  for (const item of items) {
    switch (item.kind) {
      case 'expression':
        if (item.expr.kind === 'string') found.push({ process, section, node: item.expr });
        break;
      case 'return':
        if (item.value?.kind === 'string') found.push({ process, section, node: item.value });
        break;
      case 'block':
        gather(item.items, process, section, found);
        break;
      case 'if':
        gather(
          [item.then, item.otherwise].flatMap((one) => one ?? []),
          process,
          section,
          found,
        );
        break;
      case 'switch':
        gather(
          item.cases.flatMap((one) => one.items),
          process,
          section,
          found,
        );
        break;
      default:
    }
  }
}

export function interpolationsIn({ parts }: StringNode): readonly InterpolationNode[] {
  return parts.filter((part): part is InterpolationNode => isNode(part) && part.kind === 'interpolation');
}

/** `params.x` of a chain that is nothing else. */
export function paramIn(context: ScriptContext, node: NextflowNode | undefined): string | undefined {
  return node === undefined ? undefined : /^params\.(\w+)$/.exec(wordsAt(context, node))?.[1];
}
