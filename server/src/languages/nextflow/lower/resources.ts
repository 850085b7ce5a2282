import type { Location } from '../../../text/index.ts';
import { span } from '../../../text/index.ts';
import type { Resources, SourceValue } from '../../../model/index.ts';
import type { ConfigExports, ParamSetting, Setting } from '../config/exports.ts';
import type { Resolved } from '../config/select.ts';
import { resolveDirectives } from '../config/select.ts';
import { atLeast } from '../data/versions.ts';
import type { Directed, ReadProcess } from '../scope/process.ts';
import type { Script } from '../scope/script.ts';
import { isNamed, keyOf, positional, spanOf } from '../words.ts';
import { compile } from './compile.ts';
import type { Around, Evaluated } from './evaluate.ts';
import { evaluate, smaller } from './evaluate.ts';
import type { Formula } from './formula.ts';
import { UNKNOWN, valueFormula } from './formula.ts';
import type { Value } from './values.ts';
import {
  isDuration,
  isList,
  isMap,
  isMemory,
  isTrue,
  modelConstant,
  readDuration,
  readMemory,
} from './values.ts';

/** What a process asks for in the end. */
export interface ProcessResources {
  readonly directives: ReadonlyMap<string, Resolved>;
  readonly labels: readonly string[];
  readonly resources: Resources;
  readonly around: Around;
}

/** What a process says itself and what counts for it, without its tree. */
export interface AskingProcess {
  readonly name: string;
  readonly at: Location;
  readonly own: ReadonlyMap<string, Setting>;
  readonly labels: readonly string[];
  readonly config: ConfigExports | undefined;
  readonly hasLimits: boolean;
  /** Its project is not in sight. */
  readonly isPart: boolean;
  readonly param: Around['param'];
}

export function askingProcess(script: Script, process: ReadProcess): AskingProcess {
  const param = paramsOf(script.params, script.config);
  return {
    name: process.name,
    at: { uri: script.uri, span: process.nameSpan },
    own: ownSettings(script, process, { param }),
    labels: labelsOf(script, process, { param }),
    config: script.config,
    hasLimits: atLeast(script.version.line, '24.10'),
    isPart: script.isPart,
    param,
  };
}

/** Everything of a process that configuration and its own directives say, by precedence. */
export function resourcesOf(script: Script, process: ReadProcess): ProcessResources {
  return resolveResources(askingProcess(script, process));
}

/** What the process asks for where these calls lead to it, their names outermost first; its own name is the last. */
export function resolveResources(asking: AskingProcess, path?: readonly string[]): ProcessResources {
  const { name, own, labels, config, param } = asking;
  const directives = resolveDirectives(own, config, { name, labels, path });
  const around: Around = {
    param,
    task: (name) => {
      if (name === 'process' && path !== undefined) return valueFormula(path.join(':'));
      const whole = directives.get(name)?.setting.formula;
      if (whole !== undefined) return withoutOptions(whole);
      const parts = [...directives].filter(([key]) => key.startsWith(`${name}.`));
      if (parts.length > 0 || name === 'ext') {
        return {
          kind: 'map',
          entries: parts.map(([key, { setting }]) => [key.slice(name.length + 1), setting.formula]),
        };
      }
      return undefined;
    },
  };
  return { directives, labels, around, resources: lower(asking, directives, around) };
}

/** Defaults of parameters: what configuration says before what the script says. */
export function paramsOf(
  own: ReadonlyMap<string, ParamSetting>,
  config: ConfigExports | undefined,
): Around['param'] {
  return (name) => (config?.params.get(name) ?? own.get(name))?.formula;
}

/** The positional value and the named ones of a directive, kept apart in one formula. */
function settingOf(script: Script, directive: Directed): Setting {
  const { text, uri } = script;
  const values = positional(directive.args);
  const options = directive.args.filter(isNamed);
  const [first] = values;
  const value = first === undefined ? undefined : compile(text, first);
  const entries = options.map((option): [string, Formula] => [
    keyOf(text, option) ?? '',
    compile(text, option.value),
  ]);
  const span = first ?? options[0] ?? directive.name;
  const last = directive.args.at(-1) ?? directive.name;
  return {
    formula:
      options.length === 0
        ? values.length > 1
          ? { kind: 'list', parts: values.map((one) => compile(text, one)) }
          : (value ?? UNKNOWN)
        : { kind: 'map', entries: value === undefined ? entries : [['', value], ...entries] },
    text: text.slice(span.start, last.end),
    at: {
      uri,
      span: spanOf(
        first !== undefined && options.length === 0 ? first : { start: span.start, end: last.end },
      ),
    },
  };
}

function withoutOptions(formula: Formula): Formula {
  if (formula.kind !== 'map') return formula;
  return formula.entries.find(([key]) => key === '')?.[1] ?? formula;
}

/** The directives of the process itself whose conditions hold, the later of equal ones. */
function ownSettings(script: Script, process: ReadProcess, around: Around): Map<string, Setting> {
  const found = new Map<string, Setting>();
  for (const directive of process.directives) {
    const name = script.text.slice(directive.name.start, directive.name.end);
    if (!holds(script, directive, around)) continue;
    found.set(name, settingOf(script, directive));
  }
  return found;
}

function holds(script: Script, { conditions }: Directed, around: Around): boolean {
  return conditions.every(({ condition, holds: wanted }) => {
    const found = evaluate(compile(script.text, condition), around);
    return found !== undefined && isTrue(found.value) === wanted;
  });
}

export function labelsOf(script: Script, process: ReadProcess, around: Around): readonly string[] {
  return process.directives.flatMap((directive) => {
    if (script.text.slice(directive.name.start, directive.name.end) !== 'label') return [];
    const values = positional(directive.args).map(
      (arg) => evaluate(compile(script.text, arg), around)?.value,
    );
    return values
      .flatMap((value): readonly (Value | undefined)[] => (isList(value) ? value : [value]))
      .filter((one) => typeof one === 'string');
  });
}

function lower(asking: AskingProcess, directives: ReadonlyMap<string, Resolved>, around: Around): Resources {
  const { config } = asking;
  const limits = asking.hasLimits ? limitsOf(directives, around) : undefined;
  const value = (name: string, shape: (value: Value) => Value | undefined): SourceValue | undefined => {
    const found = directives.get(name);
    return found === undefined ? undefined : valueOf(found.setting, around, shape);
  };
  const container = value('container', (one) => withRegistry(one, config, around)) ?? unseen(asking);
  const cpu = value('cpus', (one) => limited(asNumber(one), limits?.['cpus'])) ?? unseen(asking);
  const memory =
    readable(value('memory', (one) => limited(asMemory(one), limits?.['memory']))) ?? unseen(asking);
  const time = value('time', (one) => limited(asDuration(one), limits?.['time']));
  const maxRetries = value('maxRetries', asNumber);
  const accelerator = directives.get('accelerator');
  const count =
    accelerator === undefined ? undefined : valueOf(accelerator.setting, around, acceleratorCount);
  const type = accelerator === undefined ? undefined : acceleratorType(accelerator.setting, around);
  return {
    ...(container === undefined ? {} : { container }),
    ...(cpu === undefined ? {} : { cpu }),
    ...(memory === undefined ? {} : { memory }),
    ...(type === undefined ? {} : { acceleratorType: type }),
    ...(count === undefined ? {} : { acceleratorCount: count }),
    ...(maxRetries === undefined ? {} : { maxRetries, retryMemory: 'same' as const }),
    ...(time === undefined ? {} : { time }),
    at: asking.at,
  };
}

/**
 * A module whose project is not in sight may get what it lacks from the configuration of whoever includes it, so nothing
 * is missing there.
 */
function unseen({ isPart, at }: AskingProcess): SourceValue | undefined {
  return isPart ? { text: '', at } : undefined;
}

/** A setting as the model has it. `shape` brings the value into the form of the directive; it is kept where that fails. */
export function valueOf(
  { formula, text, at }: Setting,
  around: Around,
  shape: (value: Value) => Value | undefined = (value) => value,
): SourceValue {
  const found = evaluate(withoutOptions(formula), around);
  const source = { text, at };
  if (found === undefined) return source;
  const shaped = shape(found.value);
  const constant = modelConstant(shaped ?? found.value);
  return constant === undefined ? source : { ...source, ...known(found, constant) };
}

function known(
  { assumed }: Evaluated,
  constant: NonNullable<SourceValue['constant']> | null,
): Partial<SourceValue> {
  return assumed ? { byDefault: constant } : { constant };
}

/** The map of `resourceLimits`. */
function limitsOf(
  directives: ReadonlyMap<string, Resolved>,
  around: Around,
): Readonly<Record<string, Value>> | undefined {
  const found = directives.get('resourceLimits');
  const value = found === undefined ? undefined : evaluate(found.setting.formula, around)?.value;
  return isMap(value) ? value.entries : undefined;
}

/** A literal that is no amount of memory is reported where it is written, in words of Nextflow. */
function readable(value: SourceValue | undefined): SourceValue | undefined {
  const isLost =
    typeof value?.constant === 'string' &&
    /^(["']).*\1$/.test(value.text) &&
    readMemory(value.constant) === undefined;
  return isLost ? { text: value.text, at: value.at } : value;
}

function limited(value: Value | undefined, limit: Value | undefined): Value | undefined {
  if (value === undefined || limit === undefined) return value;
  const most = isMemory(value) ? asMemory(limit) : isDuration(value) ? asDuration(limit) : asNumber(limit);
  return smaller(value, most);
}

function asNumber(value: Value): Value | undefined {
  return typeof value === 'string' && /^\s*\d+\s*$/.test(value)
    ? Number(value)
    : typeof value === 'number'
      ? value
      : undefined;
}

function asMemory(value: Value): Value | undefined {
  if (isMemory(value)) return value;
  if (typeof value === 'number') return { bytes: value };
  return typeof value === 'string' ? readMemory(value) : undefined;
}

function asDuration(value: Value): Value | undefined {
  if (isDuration(value)) return value;
  if (typeof value === 'number') return { milliseconds: value };
  return typeof value === 'string' ? readDuration(value) : undefined;
}

/** `docker.registry` stands in front of images that name no registry of their own. */
function withRegistry(given: Value, config: ConfigExports | undefined, around: Around): Value | undefined {
  const value = typeof given === 'string' ? given.trim() : given;
  if (typeof value !== 'string' || value === '') return value;
  const setting = config?.options.get('docker.registry');
  const registry = setting === undefined ? undefined : evaluate(setting.formula, around)?.value;
  if (typeof registry !== 'string' || registry === '') return value;
  const [host = ''] = value.split('/');
  const isRegistry = value.includes('/') && (/[.:]/.test(host) || host === 'localhost');
  return isRegistry || value.startsWith('/') ? value : `${registry.replace(/\/$/, '')}/${value}`;
}

function acceleratorCount(value: Value): Value | undefined {
  if (isMap(value)) return value.entries['request'] ?? value.entries['limit'];
  return asNumber(value);
}

function acceleratorType({ formula, text, at }: Setting, around: Around): SourceValue | undefined {
  const map = formula.kind === 'closure' ? formula.body : formula;
  const type = map.kind === 'map' ? map.entries.find(([key]) => key === 'type')?.[1] : undefined;
  if (type === undefined) return undefined;
  const found = evaluate(type, around);
  const constant = found === undefined ? undefined : modelConstant(found.value);
  if (found === undefined || constant === undefined) return { text, at };
  return { ...literalIn({ text, at }, constant), ...known(found, constant) };
}

/** The place of a text of its own inside a longer one, where it is written out there. */
function literalIn({ text, at }: Pick<Setting, 'text' | 'at'>, constant: SourceValue['constant']) {
  const literal = [`'${String(constant)}'`, `"${String(constant)}"`].find((quoted) => text.includes(quoted));
  if (literal === undefined || at.span.end - at.span.start !== text.length) return { text, at };
  const start = at.span.start + text.indexOf(literal);
  return { text: literal, at: { uri: at.uri, span: span(start, start + literal.length) } };
}
