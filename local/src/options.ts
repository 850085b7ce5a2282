/** What the command line asks for. */
export interface CommandLine {
  readonly port: number;
  readonly speed: number;
  readonly data?: string;
  readonly scenario?: string;
  readonly region?: string;
  readonly exitWithParent: boolean;
}

export type ParsedCommandLine =
  | { readonly kind: 'options'; readonly options: CommandLine }
  | { readonly kind: 'help' }
  /** What is wrong, as a sentence. */
  | { readonly kind: 'wrong'; readonly message: string };

export const USAGE = `Usage: local [--port N] [--speed X] [--data DIR] [--scenario FILE] [--region R] [--exit-with-parent]

A simulation of AWS HealthOmics and CloudWatch Logs on this machine. Nothing is run, nothing leaves the machine.

  --port N            port on 127.0.0.1; 0, the default, takes any that is free
  --speed X           how many seconds of a run pass in one second; 1 by default
  --data DIR          folder to keep workflows, runs and logs in; without it they end with the service
  --scenario FILE     JSON that says what shall happen: failing tasks, throttled requests, durations, what the account has
  --region R          Region to be in; us-east-1 by default
  --exit-with-parent  stop when standard input ends
`;

export function parseCommandLine(words: readonly string[]): ParsedCommandLine {
  const values = new Map<string, string>();
  let exitWithParent = false;
  for (let i = 0; i < words.length; i++) {
    const [name = '', inline] = (words[i] ?? '').split(/=(.*)/s);
    if (name === '--help' || name === '-h') return { kind: 'help' };
    if (name === '--exit-with-parent') {
      exitWithParent = true;
      continue;
    }
    if (!VALUED.has(name)) return wrong(`Unknown option '${words[i] ?? ''}'.`);
    const value = inline ?? words[++i];
    if (value === undefined || value === '') return wrong(`${name} needs a value.`);
    values.set(name, value);
  }
  const port = Number(values.get('--port') ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    return wrong('--port needs a number from 0 to 65535.');
  const speed = Number(values.get('--speed') ?? 1);
  if (!(speed > 0) || speed > FASTEST) return wrong(`--speed needs a number above 0 and up to ${FASTEST}.`);
  const region = values.get('--region');
  if (region !== undefined && !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region)) {
    return wrong(`'${region}' does not look like a Region, such as us-east-1.`);
  }
  const data = values.get('--data');
  const scenario = values.get('--scenario');
  return {
    kind: 'options',
    options: {
      port,
      speed,
      exitWithParent,
      ...(data !== undefined && { data }),
      ...(scenario !== undefined && { scenario }),
      ...(region !== undefined && { region }),
    },
  };
}

const FASTEST = 100_000;
const VALUED: ReadonlySet<string> = new Set(['--port', '--speed', '--data', '--scenario', '--region']);

function wrong(message: string): ParsedCommandLine {
  return { kind: 'wrong', message };
}
