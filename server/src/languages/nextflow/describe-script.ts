import type { Description } from '../language.ts';
import type { SyntaxToken } from '../../syntax/tree.ts';
import { pathTo } from '../../syntax/walk.ts';
import { isNode } from '../../syntax/tree.ts';
import type { Span } from '../../text/index.ts';
import type { ReadScript } from './analyze.ts';
import { directiveDoc, operatorDoc } from './complete/candidates.ts';
import {
  CHANNEL_FACTORIES,
  CONSTANTS,
  DIRECTIVES,
  FEATURE_FLAGS,
  FUNCTIONS,
  INPUT_QUALIFIERS,
  NAMESPACES,
  OPERATORS,
  OUTPUT_QUALIFIERS,
  availabilityWords,
  operatorLabel,
} from './data/index.ts';
import { resolvedWords } from './describe-words.ts';
import { signatureLabel } from './exports.ts';
import { resourcesOf } from './lower/resources.ts';
import type { Script } from './scope/script.ts';
import { textOf } from './scope/script.ts';
import type { MemberNode, NextflowNode } from './syntax/ast.ts';
import { versionWords } from './version/engine-version.ts';
import { contentSpan, spanOf } from './words.ts';

/** Words about what stands at the offset of a script and is no name of the workspace. */
export function describeInScript({ script }: ReadScript, offset: number): Description | undefined {
  const path = pathTo(script.tree.root, offset);
  const nodes = path.filter(isNode) as NextflowNode[];
  const last = path.at(-1);
  const include = nodes.findLast((node) => node.kind === 'include');
  if (include?.kind === 'include' && include.source?.kind === 'string' && include.source.start <= offset) {
    return said(contentSpan(include.source), includeWords(script, include));
  }
  if (last === undefined || isNode(last)) return undefined;
  const markdown = wordsFor(script, last, nodes);
  return markdown === undefined ? undefined : said(last, markdown);
}

function said(span: Span, markdown: string | undefined): Description | undefined {
  return markdown === undefined ? undefined : { span: spanOf(span), markdown };
}

function includeWords(script: Script, node: NextflowNode & { kind: 'include' }): string | undefined {
  const found = script.includes.find((one) => one.node === node);
  switch (found?.state) {
    case 'loaded': {
      const exports = found.uri === undefined ? undefined : script.loaded.get(found.uri)?.exports;
      if (exports?.language !== 'nextflow') return undefined;
      return [...exports.components.values()].map((one) => `- \`${signatureLabel(one)}\``).join('\n');
    }
    case 'foreign':
      return 'A plugin, or a module of a registry: Omics Lens does not look into it. AWS HealthOmics has a few plugins and fetches none.';
    case 'computed':
      return 'The path is known in a run only.';
    default:
      return undefined;
  }
}

function wordsFor(script: Script, token: SyntaxToken, nodes: readonly NextflowNode[]): string | undefined {
  const word = textOf(script, token);
  const node = nodes.at(-1);
  const process = nodes.find((one) => one.kind === 'process');
  const section = nodes.find((one) => one.kind === 'section');
  if (token.kind === 'label' || (node?.kind === 'section' && node.label === token)) return SECTIONS.get(word);
  if (node?.kind === 'member' && node.name === token) return memberWords(script, node, word);
  const isCallee = node?.kind === 'name' && calls(nodes.at(-2), node);
  if (process?.kind === 'process' && isCallee) {
    const label = section?.kind === 'section' ? textOf(script, section.label) : undefined;
    if (label === 'input' || label === 'output') {
      const known = (label === 'input' ? INPUT_QUALIFIERS : OUTPUT_QUALIFIERS).get(word);
      if (known !== undefined)
        return titled(
          word,
          known.doc,
          availabilityWords(known),
          known.options.map(({ name, doc }) => `- \`${name}\`: ${doc}`).join('\n'),
        );
    }
    if (label === undefined) {
      const directive = directiveWords(script, process, word);
      if (directive !== undefined) return directive;
    }
  }
  if (node?.kind === 'namedArgument' && node.key === token) return optionWords(script, nodes, word);
  if (isCallee && OPERATORS.has(word) && nodes.at(-3)?.kind === 'binary') return operatorWords(word);
  const global = FUNCTIONS.get(word);
  if (global !== undefined) return `\`${word}(${global.parameters.join(', ')})\`\n\n${global.doc}`;
  const constant = CONSTANTS.get(word);
  if (constant !== undefined) return titled(word, constant.doc, availabilityWords(constant));
  if (word === 'nextflow' && FEATURE_FLAGS.size > 0 && nodes.some(({ kind }) => kind === 'member'))
    return versionWords(script.version);
  return undefined;
}

function calls(parent: NextflowNode | undefined, node: NextflowNode): boolean {
  return (
    ((parent?.kind === 'call' || parent?.kind === 'command') && parent.callee === node) ||
    parent?.kind === 'expression' ||
    parent?.kind === 'assign'
  );
}

function directiveWords(
  script: Script,
  node: NextflowNode & { kind: 'process' },
  name: string,
): string | undefined {
  const directive = DIRECTIVES.get(name);
  const process = script.processes.find((one) => one.node === node);
  if (directive === undefined || process === undefined) return undefined;
  const { directives, around } = resourcesOf(script, process);
  const resolved = directives.get(name);
  return titled(
    name,
    directiveDoc(directive),
    resolved === undefined ? '' : resolvedWords(name, resolved, around),
  );
}

function memberWords(script: Script, node: MemberNode, word: string): string | undefined {
  const target = textOf(script, node.target);
  const flag = FEATURE_FLAGS.get(`${target}.${word}`);
  if (flag !== undefined)
    return titled(
      flag.name,
      flag.doc,
      availabilityWords(flag),
      flag.name === 'nextflow.enable.dsl' ? versionWords(script.version) : '',
    );
  const namespaced = NAMESPACES.get(target)?.get(word);
  if (namespaced !== undefined) return titled(`${target}.${word}`, namespaced.doc);
  if (target === 'task') {
    const directive = DIRECTIVES.get(word);
    return directive === undefined ? undefined : titled(`task.${word}`, directive.doc);
  }
  if (target === 'channel' || target === 'Channel') {
    const factory = CHANNEL_FACTORIES.get(word);
    return factory === undefined
      ? undefined
      : `\`channel.${operatorLabel(factory)}\`\n\n${operatorDoc(factory)}`;
  }
  return /^(?:params|workflow|task)(?:\.|$)/.test(target) ? undefined : operatorWords(word);
}

function operatorWords(word: string): string | undefined {
  const operator = OPERATORS.get(word);
  return operator === undefined ? undefined : `\`${operatorLabel(operator)}\`\n\n${operatorDoc(operator)}`;
}

function optionWords(script: Script, nodes: readonly NextflowNode[], word: string): string | undefined {
  const call = nodes.findLast((one) => one.kind === 'call' || one.kind === 'command');
  if (call?.kind !== 'call' && call?.kind !== 'command') return undefined;
  const { callee } = call;
  const token = callee.kind === 'name' ? callee.token : callee.kind === 'member' ? callee.name : undefined;
  const name = token === undefined ? '' : textOf(script, token);
  const options = [
    OUTPUT_QUALIFIERS.get(name),
    INPUT_QUALIFIERS.get(name),
    DIRECTIVES.get(name),
    OPERATORS.get(name),
    CHANNEL_FACTORIES.get(name),
    FUNCTIONS.get(name),
  ].flatMap((one) => one?.options ?? []);
  const option = options.find((one) => one.name === word);
  return option === undefined ? undefined : titled(word, option.doc, availabilityWords(option));
}

function titled(word: string, ...parts: readonly string[]): string {
  const [first = '', ...rest] = parts.filter((one) => one !== '');
  return [`**${word}**: ${first}`, ...rest].join('\n\n');
}

const SECTIONS: ReadonlyMap<string, string> = new Map([
  ['input', '**input**: what comes in, a channel for each line.'],
  ['output', '**output**: what goes out, a channel for each line.'],
  ['when', '**when**: a condition for the task to run.'],
  [
    'script',
    '**script**: the commands of the task, in a string. `$x` and `${x}` are values of Nextflow, `\\$x` is a variable of the shell.',
  ],
  ['shell', '**shell**: like `script`, with `!{x}` for values of Nextflow.'],
  ['exec', '**exec**: Groovy that the engine runs itself: no container, no task of its own.'],
  ['stub', '**stub**: commands that run in place of the script in a trial.'],
  ['take', '**take**: the channels that come in, in the order of a call.'],
  ['main', '**main**: what the workflow does.'],
  ['emit', '**emit**: the channels that go out, by name.'],
  [
    'publish',
    '**publish**: the channels that are published, each by a name of the `output` block. Since Nextflow 25.10.',
  ],
]);
