import type { CheckOptions } from './check.ts';
import type { FormatMode } from './format.ts';
import type { GraphFormat } from './graph.ts';
import type { InputsOptions } from './inputs.ts';
import { REPORT_FORMATS } from './reports.ts';

/** A command line, read. */
export type Command =
  | { readonly name: 'check'; readonly paths: readonly string[]; readonly options: CheckOptions }
  | { readonly name: 'format'; readonly paths: readonly string[]; readonly options: FormatPathOptions }
  | { readonly name: 'template'; readonly path: string }
  | { readonly name: 'inputs'; readonly path: string; readonly options: InputsOptions }
  | { readonly name: 'graph'; readonly path: string; readonly format: GraphFormat }
  | { readonly name: 'explain'; readonly code: string | undefined }
  | { readonly name: 'sheet'; readonly options: SheetArguments }
  | { readonly name: 'help' | 'version' | 'serve' }
  /** A sentence that says what is wrong with the command line. */
  | { readonly name: 'wrong'; readonly why: string };

export interface SheetArguments {
  /** The sample sheet. */
  readonly path: string;
  readonly workflow: string;
  /** Where the batch goes; absent for a preview. */
  readonly out: string | undefined;
  /** What columns stand for, by header, where their names do not say it. */
  readonly columns: Readonly<Record<string, string>>;
  readonly region: string | undefined;
}

export interface FormatPathOptions {
  readonly mode: FormatMode;
  readonly indentWidth: number;
  readonly lineWidth: number | undefined;
}

/** The transports that editors ask for, in the words of the protocol's reference implementation. */
const TRANSPORT = /^--(?:stdio|node-ipc|socket|pipe)\b/;
const DEFAULT_INDENT = 4;

export function readArguments(all: readonly string[]): Command {
  if (all.some((argument) => TRANSPORT.test(argument))) return { name: 'serve' };
  if (all.includes('--help') || all.includes('-h')) return { name: 'help' };
  if (all.includes('--version') || all.includes('-v')) return { name: 'version' };
  const [command, ...rest] = all;
  if (command === undefined) return wrong('No command was given.');
  if (command === 'help') return { name: 'help' };
  const reader = READERS[command];
  return reader === undefined ? wrong(`'${command}' is no command.`) : reader(rest);
}

const READERS: Readonly<Partial<Record<string, (rest: readonly string[]) => Command>>> = {
  check: (rest) =>
    read(
      rest,
      'check',
      {
        valued: ['--format', '--target', '--engine', '--region'],
        flags: ['--shellcheck', '--fetch-imports', '--allow-private'],
      },
      readCheck,
    ),
  format: (rest) =>
    read(
      rest,
      'format',
      { valued: ['--indent', '--line-width'], flags: ['--check', '--write'] },
      ({ paths, option, has }) => {
        const indentWidth = numberOf(option('--indent'), '--indent');
        const lineWidth = numberOf(option('--line-width'), '--line-width');
        if (typeof indentWidth === 'object') return indentWidth;
        if (typeof lineWidth === 'object') return lineWidth;
        if (has('--check') && has('--write')) return wrong('Choose one of --check and --write.');
        if (paths.length === 0) return wrong('format needs files or folders to lay out.');
        const mode: FormatMode = has('--check') ? 'check' : has('--write') ? 'write' : 'print';
        const options = { mode, indentWidth: indentWidth ?? DEFAULT_INDENT, lineWidth };
        return { name: 'format', paths, options };
      },
    ),
  template: (rest) =>
    read(rest, 'template', {}, ({ paths }) =>
      only(paths, 'template', 'a file', (path) => ({ name: 'template', path })),
    ),
  inputs: (rest) =>
    read(rest, 'inputs', { valued: ['--target'], flags: ['--all'] }, ({ paths, option, has }) => {
      const target = targetOf(option('--target'));
      if (typeof target === 'object') return target;
      const which = has('--all') ? 'all' : 'required';
      return only(paths, 'inputs', 'a file', (path) => ({
        name: 'inputs',
        path,
        options: { which, target },
      }));
    }),
  graph: (rest) =>
    read(rest, 'graph', { valued: ['--format'] }, ({ paths, option }) => {
      const format = choice<GraphFormat>(option('--format') ?? 'mermaid', 'format', [
        'mermaid',
        'dot',
        'json',
      ]);
      if (typeof format === 'object') return format;
      return only(paths, 'graph', 'a file', (path) => ({ name: 'graph', path, format }));
    }),
  sheet: (rest) =>
    read(rest, 'sheet', { valued: ['--workflow', '--out', '--column', '--region'] }, readSheet),
  explain: (rest) =>
    read(rest, 'explain', {}, ({ paths }) =>
      paths.length === 0
        ? { name: 'explain', code: undefined }
        : only(paths, 'explain', 'a code', (code) => ({ name: 'explain', code })),
    ),
};

function readCheck({ paths, option, has }: Read): Command {
  const format = choice(option('--format') ?? 'text', 'format', REPORT_FORMATS);
  const target = targetOf(option('--target'));
  const engine = choice(option('--engine') ?? 'WDL', 'engine', ENGINES);
  if (typeof format === 'object') return format;
  if (typeof target === 'object') return target;
  if (typeof engine === 'object') return engine;
  if (has('--allow-private') && !has('--fetch-imports')) {
    return wrong('The option --allow-private needs --fetch-imports.');
  }
  if (paths.length === 0) return wrong('check needs files or folders to check.');
  const imports = !has('--fetch-imports') ? 'local' : has('--allow-private') ? 'any' : 'public';
  const scripts = has('--shellcheck') ? 'read' : 'skipped';
  return {
    name: 'check',
    paths,
    options: { format, target, engine, region: option('--region'), imports, scripts },
  };
}

const ENGINES: readonly CheckOptions['engine'][] = ['WDL', 'WDL_LENIENT'];

function readSheet({ paths, option, all }: Read): Command {
  const columns: Record<string, string> = {};
  for (const value of all('--column')) {
    const [header = '', target] = value.split(/=(.*)/s);
    if (target === undefined) {
      return wrong("The option --column needs HEADER=PARAMETER, such as 'R1=reads_1'.");
    }
    columns[header] = target;
  }
  const [path, ...more] = paths;
  const workflow = option('--workflow');
  if (path === undefined) return wrong('sheet needs a sample sheet.');
  if (more.length > 0) return wrong('sheet takes one sample sheet.');
  if (workflow === undefined) return wrong('sheet needs --workflow FILE.');
  const options = { path, workflow, columns, out: option('--out'), region: option('--region') };
  return { name: 'sheet', options };
}

interface Known {
  readonly valued?: readonly string[];
  readonly flags?: readonly string[];
}

interface Read {
  readonly paths: readonly string[];
  /** Of an option that may come several times. */
  readonly all: (name: string) => readonly string[];
  /** Where it comes several times, the last. */
  readonly option: (name: string) => string | undefined;
  readonly has: (flag: string) => boolean;
}

/** Takes options and paths apart, in whatever order they come; behind `--` everything is a path. */
function read(
  all: readonly string[],
  command: string,
  { valued = [], flags = [] }: Known,
  make: (found: Read) => Command,
): Command {
  const paths: string[] = [];
  const values = new Map<string, string[]>();
  const add = (name: string, value: string) => values.set(name, [...(values.get(name) ?? []), value]);
  const queue = [...all];
  for (let argument = queue.shift(); argument !== undefined; argument = queue.shift()) {
    if (argument === '--') {
      paths.push(...queue.splice(0));
      continue;
    }
    if (!argument.startsWith('-') || argument === '-') {
      paths.push(argument);
      continue;
    }
    const [option = '', attached] = argument.split(/=(.*)/s);
    if (flags.includes(option) && attached === undefined) {
      add(option, '');
      continue;
    }
    if (!valued.includes(option)) return wrong(`'${option}' is no option of ${command}.`);
    const value = attached ?? queue.shift();
    if (value === undefined || value === '') return wrong(`The option ${option} needs a value.`);
    add(option, value);
  }
  return make({
    paths,
    all: (name) => values.get(name) ?? [],
    option: (name) => values.get(name)?.at(-1),
    has: (flag) => values.has(flag),
  });
}

function only(
  paths: readonly string[],
  command: string,
  what: string,
  make: (only: string) => Command,
): Command {
  const [first, ...more] = paths;
  if (first === undefined) return wrong(`${command} needs ${what}.`);
  return more.length > 0 ? wrong(`${command} takes one argument.`) : make(first);
}

type Wrong = Command & { readonly name: 'wrong' };

function choice<Value extends string>(value: string, what: string, choices: readonly Value[]): Value | Wrong {
  const found = choices.find((one) => one === value);
  if (found !== undefined) return found;
  const list = `${choices.slice(0, -1).join(', ')} or ${choices.at(-1) ?? ''}`;
  return wrong(`'${value}' is no ${what}: choose ${list}.`);
}

function targetOf(value: string | undefined): 'healthomics' | 'spec' | Wrong {
  return choice<'healthomics' | 'spec'>(value ?? 'healthomics', 'target', ['healthomics', 'spec']);
}

function numberOf(value: string | undefined, option: string): number | undefined | Wrong {
  if (value === undefined) return undefined;
  return /^[1-9]\d{0,3}$/.test(value)
    ? Number(value)
    : wrong(`The option ${option} needs a whole number above 0.`);
}

function wrong(why: string): Wrong {
  return { name: 'wrong', why };
}
