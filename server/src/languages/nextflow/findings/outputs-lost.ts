import { PUBLISH_FOLDER } from '../../../healthomics/index.ts';
import type { ConfigExports } from '../config/exports.ts';
import { matchesName } from '../config/select.ts';
import type { ProcessSignature } from '../exports.ts';
import { publishersOf } from '../exports.ts';
import type { FlowCall } from '../lower/flow.ts';
import { isUnseen } from '../scope/declare.ts';
import type { ItemNode, WorkflowNode } from '../syntax/ast.ts';
import { spanOf } from '../words.ts';
import type { ScriptContext } from './context.ts';
import { wordsAt } from './context.ts';
import type { Finding, NextflowFinding } from './finding.ts';

export const nothingPublished: NextflowFinding = {
  code: 'nothing-published',
  severity: 'warning',
  target: 'healthomics',
  needs: 'whole document',
  summary: 'A workflow publishes nothing, so that a run leaves no results.',
  why: `AWS HealthOmics exports what is published below \`${PUBLISH_FOLDER}\`, and, with Nextflow 25.10, the outputs of an \`output { … }\` block. Everything else is gone when the run ends.`,
  bad: "process ALIGN {\n  output:\n  path '*.bam'\n  …",
  good: `process ALIGN {\n  publishDir '${PUBLISH_FOLDER}'\n\n  output:\n  path '*.bam'\n  …`,
  script(context) {
    const { script } = context;
    const entry = script.workflows.find(({ name }) => name === undefined);
    if (entry === undefined || !isAllSeen(context) || writesItself(context.text)) return [];
    const { calls } = context.read.flows.get(entry) ?? { calls: [] };
    if (context.nodes('output').length > 0 || publishersOf(script).length > 0) return [];
    if (configPublishes(script.config, () => true)) return [];
    if (!calls.some(({ visible: { component } }) => component.kind === 'workflow' || hasFiles(component)))
      return [];
    return [
      {
        span: spanOf(entry.node.keyword),
        message: 'Nothing of this workflow is published, so that a run leaves no results.',
        note: `Publish what is wanted with 'publishDir' below '${PUBLISH_FOLDER}'${
          context.version.line === '25.10' ? ", or name it in an 'output' block" : ''
        }.`,
      },
    ];
  },
};

export const outputLost: NextflowFinding = {
  code: 'output-lost',
  severity: 'information',
  target: 'healthomics',
  needs: 'whole document',
  summary: 'What a process makes is neither used nor published.',
  why: `Only what is published below \`${PUBLISH_FOLDER}\` is exported from a run, and no other process takes these files: the task is paid for, and its results are gone.`,
  bad: 'workflow {\n  QC(reads)\n  ALIGN(reads)\n}  // only ALIGN has a publishDir',
  script(context) {
    const { script, read } = context;
    if (script.isPart || !isAllSeen(context) || context.nodes('output').length > 0) return [];
    const publishers = new Set(publishersOf(script));
    // Where nothing is published at all, that is the problem.
    if (publishers.size === 0 && !configPublishes(script.config, () => true)) return [];
    return [...read.flows].flatMap(([{ node }, { calls }]) =>
      calls.flatMap((call): readonly Finding[] => {
        const { component } = call.visible;
        if (isUnseen(call.visible) || component.kind !== 'process' || !hasFiles(component)) return [];
        if (publishers.has(component.id) || isPublishedByConfig(context, call, component)) return [];
        if (!isBare(node, call) || isMentioned(context, node, call)) return [];
        return [
          {
            span: spanOf(call.token),
            message: `What '${wordsAt(context, call.token)}' makes is neither used nor published.`,
            note: `It is gone when the run ends. Publish it with 'publishDir' below '${PUBLISH_FOLDER}'.`,
          },
        ];
      }),
    );
  },
};

function hasFiles(component: FlowCall['visible']['component']): boolean {
  return (
    component.kind === 'process' &&
    component.outputs.some(({ text }) => /^(?:tuple\b.*)?\(?(?:path|file)\b|\b(?:path|file)\s*\(/.test(text))
  );
}

function isAllSeen({ script }: ScriptContext): boolean {
  return (
    script.whole &&
    (script.config?.whole ?? true) &&
    script.includes.every(({ state, target }) => state === 'loaded' || (target ?? '').startsWith('plugin/'))
  );
}

/** Files that the engine copies itself. */
function writesItself(text: string): boolean {
  return /\b(?:copyTo|moveTo|mklink|storeDir)\b/.test(text) || text.includes('/mnt/workflow/');
}

/** Whether configuration publishes for a process that one of its selectors may mean. */
function configPublishes(config: ConfigExports | undefined, means: (pattern: string) => boolean): boolean {
  if (config === undefined) return false;
  const publishes = (settings: ReadonlyMap<string, unknown>) =>
    [...settings.keys()].some((key) => key === 'publishDir' || key.startsWith('publishDir.'));
  return (
    publishes(config.process) ||
    // Which labels a process of another script has is not known here.
    config.selectors.some(
      ({ kind, pattern, settings }) => publishes(settings) && (kind === 'withLabel' || means(pattern)),
    )
  );
}

function isPublishedByConfig(
  context: ScriptContext,
  { token }: FlowCall,
  { name }: ProcessSignature,
): boolean {
  const here = wordsAt(context, token);
  return configPublishes(
    context.script.config,
    (pattern) => matchesName(pattern, here) || matchesName(pattern, name),
  );
}

/** The call is a statement of its own, so that nothing takes what it gives. */
function isBare(workflow: WorkflowNode, { token }: FlowCall): boolean {
  const look = (items: readonly ItemNode[]): boolean =>
    items.some((item) => {
      if (token.start < item.start || item.end <= token.start) return false;
      switch (item.kind) {
        case 'expression':
          return (
            item.expr.start === token.start &&
            (item.expr.kind === 'call' || item.expr.kind === 'command') &&
            item.expr.callee.end === token.end
          );
        case 'block':
          return look(item.items);
        case 'if':
          return look([item.then, item.otherwise].flatMap((one) => one ?? []));
        default:
          return false;
      }
    });
  const main = workflow.sections.filter(({ name }) => name === 'main').flatMap(({ items }) => items);
  return look([...workflow.body, ...main]);
}

function isMentioned(context: ScriptContext, workflow: WorkflowNode, { token }: FlowCall): boolean {
  const name = wordsAt(context, token);
  return new RegExp(`\\b${name}\\s*\\.\\s*out\\b`).test(wordsAt(context, workflow));
}
