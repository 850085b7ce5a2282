import { ANY, typeLabel, withOptional } from '../../../model/index.ts';
import type { Port } from '../../../model/index.ts';
import { closest } from '../../../text/index.ts';
import type { CallInputNode, CallNode, WorkflowNode } from '../ast.ts';
import type { CallableSignature } from '../exports.ts';
import { addInputs } from './call-fixes.ts';
import type { ExpressionScope } from './expression-scope.ts';
import { refer, referShorthand, spanOf, textOf } from './file.ts';
import type { CheckedFile } from './file.ts';
import { hasLostNames, isLost } from './lost-names.ts';
import { checkFits } from './mismatch.ts';
import { entryType, lift, lookup } from './scope.ts';
import type { Entry } from './scope.ts';

/** Checks the inputs of a call, and what it waits for. */
export function checkCall(
  scope: ExpressionScope,
  node: CallNode,
  entry: Entry,
  workflow: CallingWorkflow,
): void {
  checkAfter(scope, node);
  const given = new Map<string, CallInputNode>();
  const meant = new Set<string>();
  for (const input of node.inputs) {
    const name = textOf(scope.file, input.name);
    const before = given.get(name);
    if (before !== undefined) {
      scope.file.problems.push({
        span: spanOf(input.name),
        severity: 'error',
        code: 'duplicate-name',
        message: `The input '${name}' is given twice.`,
        note: 'A call gives each input one value. Keep the one that is meant.',
        related: [
          {
            location: { uri: scope.file.uri, span: spanOf(before.name) },
            message: 'It is given here first.',
          },
        ],
      });
    }
    given.set(name, input);
    const better = checkInput(scope, input, name, entry.callee);
    if (better !== undefined) meant.add(better);
  }
  if (entry.callee !== undefined) {
    // An input that was misspelt is not missing as well.
    const named = new Set([...given.keys(), ...meant]);
    reportMissing(scope, workflow, node, entry, entry.callee, named);
  }
}

/** What a call needs to know of the workflow that it stands in. */
export interface CallingWorkflow {
  readonly node: WorkflowNode;
  /** Whether inputs that a call leaves open can be given from outside when the workflow runs. */
  readonly nestedInputs: 'allowed' | 'forbidden';
}

/** Returns the input that was meant, where the name is a slip. */
function checkInput(
  scope: ExpressionScope,
  input: CallInputNode,
  name: string,
  callee: CallableSignature | undefined,
): string | undefined {
  const { file } = scope;
  const port = callee?.inputs.get(name);
  const better =
    callee !== undefined && callee.incomplete !== true && port === undefined && !isLost(file, name)
      ? reportUnknownInput(file, input, name, callee)
      : undefined;
  // An input with a default takes a value that may be missing: the default then stands in.
  const expected =
    port === undefined ? undefined : port.default === undefined ? port.type : withOptional(port.type, true);
  if (input.value !== undefined) {
    if (port !== undefined) refer(file, input.name, port.symbol);
    const actual = scope.infer(scope, input.value, expected);
    if (expected !== undefined) checkFits(scope, input.value, actual, expected, 'call-input-type');
  } else if (input.equals === undefined) checkShorthand(scope, input, name, expected, port?.symbol);
  return better;
}

/** `name` for `name = name`: the word stands for the local value, which is where it leads to. */
function checkShorthand(
  scope: ExpressionScope,
  input: CallInputNode,
  name: string,
  expected: Port['type'] | undefined,
  key: Port['symbol'] | undefined,
): void {
  const { file } = scope;
  const visible = lookup(scope.block, name);
  if (visible === undefined) {
    if (expected === undefined || isLost(file, name) || hasLostNames(file, scope.block)) return;
    file.problems.push({
      span: spanOf(input.name),
      severity: 'error',
      code: 'unknown-name',
      message: `There is no value '${name}' here that the input could take.`,
      note: `Without '=', an input takes the value of the same name. Write '${name} = …'.`,
    });
    return;
  }
  visible.entry.used = true;
  scope.needs.add(visible.entry);
  referShorthand(file, input.name, visible.entry.symbol, key);
  if (expected === undefined) return;
  const type = visible.entry.kind === 'call' ? ANY : lift(entryType(visible.entry), visible.lifts);
  checkFits(
    scope,
    { kind: 'name', start: input.name.start, end: input.name.end, children: [], token: input.name },
    type,
    expected,
    'call-input-type',
    `${name} = `,
  );
}

function reportUnknownInput(
  file: CheckedFile,
  input: CallInputNode,
  name: string,
  callee: CallableSignature,
): string | undefined {
  const suggestion = closest(name, callee.inputs.keys());
  const names = [...callee.inputs.keys()];
  file.problems.push({
    span: spanOf(input.name),
    severity: 'error',
    code: 'call-input-unknown',
    message:
      `${callee.kind === 'task' ? 'Task' : 'Workflow'} '${callee.name}' has no input '${name}'.` +
      (suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`),
    note: names.length === 0 ? 'It has no inputs.' : `Its inputs: ${names.slice(0, 20).join(', ')}.`,
    ...(suggestion === undefined
      ? {}
      : {
          fixes: [
            {
              title: `Change to '${suggestion}'`,
              edits: [{ span: spanOf(input.name), newText: suggestion }],
            },
          ],
        }),
  });
  return suggestion;
}

function checkAfter(scope: ExpressionScope, node: CallNode): void {
  const { file } = scope;
  for (const token of node.after) {
    const name = textOf(file, token);
    const visible = lookup(scope.block, name);
    if (visible?.entry.kind === 'call') {
      visible.entry.used = true;
      scope.needs.add(visible.entry);
      refer(file, token, visible.entry.symbol);
      continue;
    }
    if (isLost(file, name) || hasLostNames(file, scope.block)) continue;
    file.problems.push({
      span: spanOf(token),
      severity: 'error',
      code: 'unknown-name',
      message:
        visible === undefined
          ? `There is no call '${name}' to wait for.`
          : `'${name}' is no call, so it cannot be waited for.`,
      note: "'after' takes the name of another call of this workflow.",
    });
  }
}

function reportMissing(
  scope: ExpressionScope,
  workflow: CallingWorkflow,
  node: CallNode,
  entry: Entry,
  callee: CallableSignature,
  given: ReadonlySet<string>,
): void {
  const { file } = scope;
  const missing = [...callee.inputs.values()].filter((port) => port.required && !given.has(port.name));
  if (missing.length === 0) return;
  const names = missing.map((port) => `'${port.name}' (${typeLabel(port.type)})`).join(', ');
  const fix = addInputs(scope, workflow, node, entry, missing);
  file.problems.push({
    span: entry.nameSpan,
    severity: file.target === 'healthomics' || workflow.nestedInputs === 'forbidden' ? 'error' : 'warning',
    code: 'call-input-missing',
    message: `The call of '${callee.name}' needs ${names}.`,
    note:
      file.target === 'healthomics'
        ? 'AWS HealthOmics takes values for the inputs of the workflow only, not for those of its calls. Give the input here, or hand it on from an input of the workflow.'
        : 'Give the input here, or hand it on from an input of the workflow. Engines that allow nested inputs take it from the inputs file, unless this workflow is called by another.',
    ...(fix === undefined ? {} : { fixes: [fix] }),
  });
}
