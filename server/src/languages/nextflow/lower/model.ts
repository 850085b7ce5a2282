import type { Callable, Call, Port, SourceValue } from '../../../model/index.ts';
import { ANY, symbolId, withOptional } from '../../../model/index.ts';
import { span as spanFrom } from '../../../text/index.ts';
import type { ParamSetting } from '../config/exports.ts';
import { emitId, outputType } from '../scope/process.ts';
import type { ReadProcess } from '../scope/process.ts';
import type { DeclaredWorkflow, Script } from '../scope/script.ts';
import { textOf } from '../scope/script.ts';
import { entryToken } from '../scope/locals.ts';
import { spanOf } from '../words.ts';
import { dsl1Calls } from './dsl1.ts';
import { evaluate } from './evaluate.ts';
import type { WorkflowFlow } from './flow.ts';
import { lowerCalls } from './flow.ts';
import type { AskingProcess } from './resources.ts';
import { askingProcess, paramsOf, resolveResources } from './resources.ts';
import { modelConstant } from './values.ts';

/** A process as a task of the model. */
export function lowerProcess(script: Script, process: ReadProcess): Callable {
  const { id, name, nameSpan } = process;
  const documentation = script.symbols.get(id)?.documentation;
  const asking = askingProcess(script, process);
  const { resources } = resolveResources(asking);
  return {
    id,
    kind: 'task',
    name,
    at: { uri: script.uri, span: nameSpan },
    ...(documentation === undefined ? {} : { description: documentation }),
    inputs: process.inputs.flatMap(({ variables }) =>
      variables.map(({ name: input, span, type }): Port => ({
        name: input,
        symbol: symbolId(script.uri, name, input),
        type,
        required: true,
        at: { uri: script.uri, span },
      })),
    ),
    outputs: process.outputs.map((output, i): Port => ({
      name: output.emit?.name ?? `out[${i}]`,
      symbol: output.emit === undefined ? id : emitId(process, output.emit.name),
      type: outputType(output),
      required: false,
      at: { uri: script.uri, span: output.emit?.span ?? output.span },
    })),
    calls: [],
    ...(process.native ? { runsIn: 'engine' as const } : { resources }),
    ...(process.native || script.config === undefined ? {} : { resourcesAt: resourcesAt(asking) }),
  };
}

/** Made apart from what reads the script, so that it keeps no tree. */
function resourcesAt(asking: AskingProcess): NonNullable<Callable['resourcesAt']> {
  return (path) => resolveResources(asking, path).resources;
}

export function lowerWorkflow(script: Script, workflow: DeclaredWorkflow, flow: WorkflowFlow): Callable {
  const { node, name, id } = workflow;
  const at = { uri: script.uri, span: spanOf(node.name ?? node.keyword) };
  const documentation = script.symbols.get(id)?.documentation;
  const base = {
    id,
    kind: 'workflow' as const,
    at,
    ...(documentation === undefined ? {} : { description: documentation }),
    ...(hidesCalls(script) ? { hidesCalls: true as const } : {}),
  };
  const calls = lowerCalls(script, flow);
  if (name === undefined) {
    return {
      ...base,
      name: stem(script.uri),
      inputs: entryInputs(script),
      ...unlistedIn(script),
      outputs: publishedOutputs(script, workflow),
      calls,
    };
  }
  return {
    ...base,
    name,
    inputs: tokensOf(script, workflow, 'take').map(({ text, span }): Port => ({
      name: text,
      symbol: symbolId(script.uri, name, text),
      type: ANY,
      required: true,
      at: { uri: script.uri, span },
    })),
    outputs: tokensOf(script, workflow, 'emit').map(({ text, span }): Port => ({
      name: text,
      symbol: symbolId(script.uri, name, 'out', text),
      type: ANY,
      required: false,
      at: { uri: script.uri, span },
    })),
    calls,
  };
}

/** Functions of plugins are no calls of tasks; what else is included and not read may be. */
function hidesCalls({ includes }: Script): boolean {
  return includes.some(
    ({ state, target }) =>
      state !== 'loaded' && !(state === 'foreign' && target?.startsWith('plugin/') === true),
  );
}

/** The whole of a script in DSL 1, where every process runs. */
export function lowerScript(script: Script): Callable {
  const calls: readonly Call[] = script.dsl === 1 ? dsl1Calls(script) : [];
  return {
    id: symbolId(script.uri, '(entry)'),
    kind: 'workflow',
    name: stem(script.uri),
    at: { uri: script.uri, span: spanFrom(0, 0) },
    inputs: entryInputs(script),
    ...unlistedIn(script),
    outputs: [],
    calls,
  };
}

function tokensOf(script: Script, { node }: DeclaredWorkflow, label: string) {
  return node.sections
    .filter((section) => textOf(script, section.label) === label)
    .flatMap(({ items }) => items)
    .flatMap((item) => {
      const token = entryToken(item);
      return token === undefined ? [] : [{ text: textOf(script, token), span: spanOf(token), item }];
    });
}

function publishedOutputs(script: Script, workflow: DeclaredWorkflow): readonly Port[] {
  return tokensOf(script, workflow, 'publish').map(({ text, span }) => ({
    name: text,
    symbol: symbolId(script.uri, '(entry)', 'out', text),
    type: ANY,
    required: false,
    at: { uri: script.uri, span },
  }));
}

/**
 * The parameters of a run, as AWS HealthOmics detects them: those of `nextflow_schema.json` beside the main script; where
 * there is none, what the main script and the `nextflow.config` beside it give a default, and what the main script only
 * reads. Nested parameters are left out. Source: AWS HealthOmics User Guide, 2026-03-20, parameter templates of Nextflow.
 */
export function entryInputs(script: Script): readonly Port[] {
  return script.schema === undefined ? detectedInputs(script) : schemaInputs(script);
}

/** Nested parameters, and those that only included configuration declares. */
function unlistedIn(script: Script): Pick<Callable, 'unlisted'> {
  const listed = new Set(entryInputs(script).map(({ name }) => name));
  const known = [
    ...script.params.keys(),
    ...(script.config?.params.keys() ?? []),
    ...script.paramReads.keys(),
  ];
  return { unlisted: [...new Set(known)].filter((name) => !listed.has(name)) };
}

function schemaInputs(script: Script): readonly Port[] {
  const { schema } = script;
  if (schema === undefined) return [];
  return schema.params.map(({ name, span, type, required, default: preset, description }): Port => {
    const at = { uri: schema.uri, span };
    const declared = script.config?.params.get(name) ?? script.params.get(name);
    return {
      name,
      symbol: declared?.symbol ?? symbolId(schema.uri, 'params', name),
      type: withOptional(type, !required && (preset === undefined || preset === null)),
      required,
      ...(preset === undefined ? {} : { default: { text: JSON.stringify(preset), at, constant: preset } }),
      ...(description === undefined ? {} : { description }),
      at,
    };
  });
}

function detectedInputs(script: Script): readonly Port[] {
  const found = new Map<string, Port>();
  const beside = `${script.uri.slice(0, script.uri.lastIndexOf('/'))}/nextflow.config`;
  for (const param of script.params.values()) {
    if (!param.nested && param.nameAt.uri === script.uri) found.set(param.name, portOf(script, param));
  }
  for (const param of script.config?.params.values() ?? []) {
    if (!param.nested && param.nameAt.uri === beside) found.set(param.name, portOf(script, param));
  }
  const nested = new Set(
    [...script.params.values(), ...(script.config?.params.values() ?? [])]
      .filter((one) => one.nested)
      .map(({ name }) => name),
  );
  for (const [name, span] of script.paramReads) {
    if (found.has(name) || nested.has(name)) continue;
    found.set(name, {
      name,
      symbol: symbolId(script.uri, 'params', name),
      type: ANY,
      required: true,
      at: { uri: script.uri, span },
    });
  }
  return [...found.values()];
}

function portOf(script: Script, param: ParamSetting): Port {
  const { name, symbol, text, at, nameAt, formula, documentation } = param;
  const found = evaluate(formula, { param: paramsOf(script.params, script.config) });
  const constant = found === undefined ? undefined : modelConstant(found.value);
  const preset: SourceValue = {
    text,
    at,
    ...(constant === undefined ? {} : found?.assumed === true ? { byDefault: constant } : { constant }),
  };
  return {
    name,
    symbol,
    // Groovy takes a value of any type, whatever the default is.
    type: ANY,
    required: false,
    default: preset,
    ...(documentation === undefined ? {} : { description: documentation }),
    at: nameAt,
  };
}

/** The name of the main script's file, without its ending. */
function stem(uri: string): string {
  return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1)).replace(/\.nf$/, '');
}
