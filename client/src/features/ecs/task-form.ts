import type { RenderTaskResult } from '@omics-lens/server/protocol/index.ts';
import { answered } from '../../infrastructure/errors.ts';
import { askText, fillForm, type FormField } from '../../infrastructure/form.ts';
import type { Prompts } from '../../infrastructure/prompts.ts';
import type { EcsCluster, TasksOnEcsApi } from '../../omics/tasks-on-ecs-api.ts';
import type { TaskChoices, TaskValues } from './task-choices.ts';

export type RenderedTask = NonNullable<RenderTaskResult['rendered']>;

export interface TaskFormPorts {
  readonly render: (inputs: Readonly<Record<string, unknown>>) => Promise<RenderedTask>;
  readonly api: Pick<TasksOnEcsApi, 'clusters' | 'definitions'>;
  readonly prompts: Pick<Prompts, 'pick' | 'ask'>;
}

export interface FilledForm {
  readonly choices: TaskChoices;
  readonly values: TaskValues;
  readonly rendered: RenderedTask;
}

export const REGISTER = 'Register one for this task';

/** Shows everything that one task needs; only what is missing has to be given. Rejects with `Cancelled` when dismissed. */
export async function fillTaskForm(
  before: Pick<FilledForm, 'choices' | 'values'>,
  ports: TaskFormPorts,
): Promise<FilledForm> {
  const { api, prompts, render } = ports;
  let { choices, values } = before;
  let rendered = await render(values.inputs);
  const clusters = await api.clusters();
  const [only, second] = clusters;
  if (choices.cluster === undefined && only !== undefined && second === undefined) {
    choices = { ...choices, cluster: only.name };
  }
  const clusterNow = () => clusters.find(({ name }) => name === choices.cluster);
  const change = (more: TaskChoices) => void (choices = withoutAbsent({ ...choices, ...more }));
  const setInputs = async (inputs: TaskValues['inputs']) => {
    values = { ...values, inputs };
    rendered = await render(inputs);
  };
  await fillForm(
    {
      title: `Run task '${rendered.name}' on Amazon ECS`,
      submit: { label: '$(play) Run Task', description: 'Amazon ECS bills what it uses' },
      fields: () => [
        ...inputFields(rendered, values, setInputs, prompts),
        ...variableFields(rendered, values, (next) => void (values = next), prompts),
        clusterField(clusters, choices, change, prompts),
        capacityField(clusterNow(), choices, change, prompts),
        definitionField(choices, change, ports),
        ...definitionFields(rendered, choices, change, prompts),
        ...networkFields(choices, change, prompts),
      ],
      missing: () => missingIn(rendered, choices, values),
    },
    prompts,
  );
  return { choices, values, rendered };
}

type Change = (more: TaskChoices) => void;
type Asking = Pick<Prompts, 'pick' | 'ask'>;

/** The first thing that has to be given yet, as a sentence. */
function missingIn(rendered: RenderedTask, choices: TaskChoices, values: TaskValues): string | undefined {
  const input = rendered.inputs.find(({ name, required }) => required && !Object.hasOwn(values.inputs, name));
  if (input !== undefined) return `Give the input '${input.name}' first.`;
  const unknown = rendered.unknown.find(({ variable }) => values.variables[variable] === undefined);
  if (unknown !== undefined) return `Give the value of '${unknown.text}' first.`;
  if (choices.cluster === undefined) return 'Choose a cluster first.';
  if (choices.capacity === undefined) return 'Choose what it runs on first.';
  if (isFargate(choices) && (choices.subnets ?? []).length === 0) return 'Name a subnet first.';
  if (choices.definition !== undefined) return undefined;
  if (choices.image === undefined && rendered.container === undefined)
    return 'Give the container image first.';
  return isFargate(choices) && choices.executionRoleArn === undefined
    ? 'Give the execution role first: it pulls the image and writes the log.'
    : undefined;
}

export function isFargate({ capacity }: TaskChoices): boolean {
  return capacity?.startsWith('FARGATE') === true;
}

function inputFields(
  rendered: RenderedTask,
  values: TaskValues,
  set: (inputs: TaskValues['inputs']) => Promise<void>,
  prompts: Asking,
): readonly FormField[] {
  return rendered.inputs.map(({ name, type, required, default: given, description }) => {
    const value = values.inputs[name];
    const shown = value === undefined ? given : textOf(value);
    return {
      label: name,
      value: shown,
      hint: [
        type,
        ...(required ? ['required'] : []),
        ...(description === undefined ? [] : [description]),
      ].join(', '),
      async edit() {
        const text = await askText(
          {
            title: name,
            prompt: `Value of '${name}' (${type}); lists and structures as JSON.`,
            value: value === undefined ? undefined : textOf(value),
            ...(required ? { required: true as const } : {}),
            issue: (written) => jsonIssue(written, type),
          },
          prompts,
        );
        const others = Object.fromEntries(Object.entries(values.inputs).filter(([other]) => other !== name));
        await set(text === undefined ? others : { ...others, [name]: valueOf(text, type) });
      },
    };
  });
}

function variableFields(
  rendered: RenderedTask,
  values: TaskValues,
  set: (values: TaskValues) => void,
  prompts: Asking,
): readonly FormField[] {
  // An input that is not given yet is asked for by its own name.
  const open = rendered.unknown.filter(
    ({ input }) => input === undefined || Object.hasOwn(values.inputs, input),
  );
  return open.map(({ variable, text }) => ({
    label: `$${variable}`,
    value: values.variables[variable],
    hint: `'${text}' is known to the run only: the command takes it from this variable`,
    async edit() {
      const value = await askText(
        {
          title: variable,
          prompt: `The value that '${text}' shall have.`,
          value: values.variables[variable],
          issue: () => undefined,
        },
        prompts,
      );
      set({ ...values, variables: { ...values.variables, [variable]: value ?? '' } });
    },
  }));
}

function clusterField(
  clusters: readonly EcsCluster[],
  choices: TaskChoices,
  change: Change,
  prompts: Asking,
): FormField {
  return {
    label: 'Cluster',
    value: choices.cluster,
    async edit() {
      const chosen = await prompts.pick(
        'Cluster',
        clusters.map(({ name, capacityProviders, instances }) => ({
          label: name,
          description: [...capacityProviders, ...(instances === 0 ? [] : [`${instances} instances`])].join(
            ', ',
          ),
          value: name,
        })),
      );
      change({ cluster: answered(chosen) });
    },
  };
}

function capacityField(
  cluster: EcsCluster | undefined,
  choices: TaskChoices,
  change: Change,
  prompts: Asking,
): FormField {
  return {
    label: 'Runs on',
    value: choices.capacity,
    hint: 'a launch type, or a capacity provider of the cluster',
    async edit() {
      const own = (cluster?.capacityProviders ?? []).filter((name) => name !== 'FARGATE');
      const chosen = await prompts.pick('Runs on', [
        { label: 'FARGATE', description: 'machines of AWS', value: 'FARGATE' },
        { label: 'EC2', description: 'instances of the cluster', value: 'EC2' },
        { label: 'EXTERNAL', description: 'machines of your own', value: 'EXTERNAL' },
        ...own.map((name) => ({ label: name, description: 'capacity provider', value: name })),
      ]);
      change({ capacity: answered(chosen) });
    },
  };
}

function definitionField(choices: TaskChoices, change: Change, { api, prompts }: TaskFormPorts): FormField {
  return {
    label: 'Task definition',
    value: choices.definition ?? REGISTER,
    async edit() {
      const names = await api.definitions();
      const chosen = answered(
        await prompts.pick('Task definition', [
          { label: REGISTER, description: 'from its container, CPUs and memory', value: '' },
          ...names.map((name) => ({ label: name, value: name })),
        ]),
      );
      change({ definition: chosen === '' ? undefined : chosen } as TaskChoices);
    },
  };
}

/** What is needed where a definition is registered. */
function definitionFields(
  rendered: RenderedTask,
  choices: TaskChoices,
  change: Change,
  prompts: Asking,
): readonly FormField[] {
  if (choices.definition !== undefined) return [];
  const role = (name: 'executionRoleArn' | 'taskRoleArn', label: string, hint: string): FormField => ({
    label,
    value: choices[name],
    hint,
    async edit() {
      const arn = await askText(
        {
          title: label,
          prompt: hint,
          value: choices[name],
          placeholder: 'arn:aws:iam::123456789012:role/',
          issue: (text) =>
            /^arn:[\w-]+:iam::\d{12}:role\/\S+$/.test(text)
              ? undefined
              : 'It reads arn:aws:iam::{account}:role/{name}.',
        },
        prompts,
      );
      change({ [name]: arn });
    },
  });
  return [
    {
      label: 'Image',
      value: choices.image ?? rendered.container,
      hint: 'what the task asks for, or another one for all tasks',
      async edit() {
        const image = await askText(
          {
            title: 'Image',
            prompt: 'Container image; empty for the one of the task.',
            value: choices.image,
            issue: () => undefined,
          },
          prompts,
        );
        change({ image } as TaskChoices);
      },
    },
    role('executionRoleArn', 'Execution role', 'pulls the image and writes the log'),
    role('taskRoleArn', 'Task role', 'what the command may do in the account; none is needed for a start'),
  ];
}

function networkFields(choices: TaskChoices, change: Change, prompts: Asking): readonly FormField[] {
  const list = (
    name: 'subnets' | 'securityGroups',
    label: string,
    start: string,
    most: number,
  ): FormField => ({
    label,
    value: choices[name]?.join(', '),
    async edit() {
      const text = await askText(
        {
          title: label,
          prompt: `Ids with commas between them, up to ${most}.`,
          value: choices[name]?.join(', '),
          placeholder: start,
          issue: (written) => {
            const ids = idsIn(written);
            const wrong = ids.find((id) => !id.startsWith(start));
            if (wrong !== undefined) return `'${wrong}' does not begin with '${start}'.`;
            return ids.length > most ? `There may be ${most} at most.` : undefined;
          },
        },
        prompts,
      );
      change({ [name]: text === undefined ? undefined : idsIn(text) });
    },
  });
  return [
    list('subnets', 'Subnets', 'subnet-', 16),
    list('securityGroups', 'Security groups', 'sg-', 5),
    {
      label: 'Public address',
      value: choices.publicIp ?? 'ENABLED',
      hint: 'without it a task in a public subnet cannot pull its image',
      async edit() {
        const chosen = await prompts.pick('Public address', [
          { label: 'ENABLED', value: 'ENABLED' as const },
          { label: 'DISABLED', value: 'DISABLED' as const },
        ]);
        change({ publicIp: answered(chosen) });
      },
    },
  ];
}

function idsIn(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((id) => id !== '');
}

/** Text stays text where the type is one of texts; everything else is JSON. */
function isText(type: string): boolean {
  return /^(String|File|Directory)\??$/.test(type);
}

function valueOf(text: string, type: string): unknown {
  return isText(type) ? text : (JSON.parse(text) as unknown);
}

function jsonIssue(text: string, type: string): string | undefined {
  if (isText(type)) return undefined;
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    return `A value of type ${type} is written as JSON: 4, true, ["a", "b"].`;
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function withoutAbsent(choices: TaskChoices): TaskChoices {
  return Object.fromEntries(Object.entries(choices).filter(([, value]) => value !== undefined));
}
