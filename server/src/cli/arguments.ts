/** A command line, read. */
export type Command =
  | { readonly name: 'check'; readonly paths: readonly string[]; readonly options: CheckOptions }
  | { readonly name: 'template'; readonly path: string }
  | { readonly name: 'explain'; readonly code: string | undefined }
  | { readonly name: 'sheet'; readonly options: SheetArguments }
  | { readonly name: 'help' | 'version' | 'serve' }
  /** A sentence that says what is wrong with the command line. */
  | { readonly name: 'wrong'; readonly why: string };

export interface CheckOptions {
  readonly format: 'text' | 'json';
  readonly target: 'healthomics' | 'spec';
  readonly region: string | undefined;
}

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

/** The transports that editors ask for, in the words of the protocol's reference implementation. */
const TRANSPORT = /^--(?:stdio|node-ipc|socket|pipe)\b/;

export function readArguments(all: readonly string[]): Command {
  if (all.some((argument) => TRANSPORT.test(argument))) return { name: 'serve' };
  if (all.includes('--help') || all.includes('-h')) return { name: 'help' };
  if (all.includes('--version') || all.includes('-v')) return { name: 'version' };
  const [command, ...rest] = all;
  switch (command) {
    case undefined:
      return wrong('No command was given.');
    case 'help':
      return { name: 'help' };
    case 'check':
      return readCheck(rest);
    case 'template':
      return onlyArgument(rest, 'template', (path) => ({ name: 'template', path }));
    case 'sheet':
      return readSheet(rest);
    case 'explain':
      return rest.length === 0
        ? { name: 'explain', code: undefined }
        : onlyArgument(rest, 'explain', (code) => ({ name: 'explain', code }));
    default:
      return wrong(`'${command}' is no command.`);
  }
}

function readCheck(all: readonly string[]): Command {
  const paths: string[] = [];
  const values = new Map<string, string>();
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
    if (!['--format', '--target', '--region'].includes(option))
      return wrong(`'${option}' is no option of check.`);
    const value = attached ?? queue.shift();
    if (value === undefined || value === '') return wrong(`The option ${option} needs a value.`);
    values.set(option, value);
  }
  const format = values.get('--format') ?? 'text';
  const target = values.get('--target') ?? 'healthomics';
  if (format !== 'text' && format !== 'json') return wrong(`'${format}' is no format: choose text or json.`);
  if (target !== 'healthomics' && target !== 'spec') {
    return wrong(`'${target}' is no target: choose healthomics or spec.`);
  }
  if (paths.length === 0) return wrong('check needs files or folders to check.');
  return { name: 'check', paths, options: { format, target, region: values.get('--region') } };
}

function readSheet(all: readonly string[]): Command {
  const paths: string[] = [];
  const values = new Map<string, string>();
  const columns: Record<string, string> = {};
  const queue = [...all];
  for (let argument = queue.shift(); argument !== undefined; argument = queue.shift()) {
    if (!argument.startsWith('-')) {
      paths.push(argument);
      continue;
    }
    const [option = '', attached] = argument.split(/=(.*)/s);
    if (!['--workflow', '--out', '--column', '--region'].includes(option)) {
      return wrong(`'${option}' is no option of sheet.`);
    }
    const value = attached ?? queue.shift();
    if (value === undefined || value === '') return wrong(`The option ${option} needs a value.`);
    if (option !== '--column') {
      values.set(option, value);
      continue;
    }
    const [header = '', target] = value.split(/=(.*)/s);
    if (target === undefined)
      return wrong("The option --column needs HEADER=PARAMETER, such as 'R1=reads_1'.");
    columns[header] = target;
  }
  const [path, ...more] = paths;
  const workflow = values.get('--workflow');
  if (path === undefined) return wrong('sheet needs a sample sheet.');
  if (more.length > 0) return wrong('sheet takes one sample sheet.');
  if (workflow === undefined) return wrong('sheet needs --workflow FILE.');
  const options = { path, workflow, columns, out: values.get('--out'), region: values.get('--region') };
  return { name: 'sheet', options };
}

function onlyArgument(rest: readonly string[], command: string, make: (only: string) => Command): Command {
  const [only, ...more] = rest;
  if (only === undefined) return wrong(`${command} needs ${command === 'template' ? 'a file' : 'a code'}.`);
  if (only.startsWith('-')) return wrong(`'${only}' is no option of ${command}.`);
  return more.length > 0 ? wrong(`${command} takes one argument.`) : make(only);
}

function wrong(why: string): Command {
  return { name: 'wrong', why };
}
