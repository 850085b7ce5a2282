import { answered } from '../../infrastructure/errors.ts';
import type { Choice, Prompts } from '../../infrastructure/prompts.ts';
import {
  EVERY_RUN,
  GROUPINGS,
  hoursText,
  isFiltered,
  stateText,
  type RunFilter,
  type RunGrouping,
} from './run-filter.ts';

const STATES = [
  'alive',
  'over',
  'RUNNING',
  'PENDING',
  'STARTING',
  'STOPPING',
  'COMPLETED',
  'FAILED',
  'CANCELLED',
];
const HOURS = [1, 8, 24, 7 * 24, 30 * 24];

type Field = 'state' | 'name' | 'workflow' | 'hours' | 'batchId' | 'all';

/** Asks for one condition and gives the filter with it; an empty answer takes the condition away. */
export async function chooseFilter(
  filter: RunFilter,
  prompts: Pick<Prompts, 'pick' | 'ask'>,
): Promise<RunFilter> {
  const choices: Choice<Field>[] = [
    { label: 'State', ...now(filter.state && stateText(filter.state)), value: 'state' },
    { label: 'Name', ...now(filter.name), value: 'name' },
    { label: 'Workflow', ...now(filter.workflow), value: 'workflow' },
    {
      label: 'Time',
      ...now(filter.hours === undefined ? undefined : hoursText(filter.hours)),
      value: 'hours',
    },
    { label: 'Batch', ...now(filter.batchId), value: 'batchId' },
  ];
  if (isFiltered(filter)) choices.unshift({ label: 'Show All Runs', value: 'all' });
  const field = answered(await prompts.pick('Filter runs by', choices));
  const others: RunFilter = Object.fromEntries(Object.entries(filter).filter(([name]) => name !== field));
  switch (field) {
    case 'all':
      return EVERY_RUN;
    case 'state': {
      const states = STATES.map((state) => ({ label: stateText(state), value: state }));
      const state = answered(await prompts.pick('State of runs', [ANY, ...states]));
      return state === '' ? others : { ...others, state };
    }
    case 'hours': {
      const times = HOURS.map((hours) => ({ label: hoursText(hours), value: hours }));
      const hours = answered(await prompts.pick('Created in the', [{ ...ANY, value: 0 }, ...times]));
      return hours === 0 ? others : { ...others, hours };
    }
    case 'name':
    case 'workflow':
    case 'batchId': {
      const text = answered(await prompts.ask({ ...QUESTIONS[field], ...value(filter[field]) })).trim();
      return text === '' ? others : { ...others, [field]: text };
    }
  }
}

const LABELS: Readonly<Record<RunGrouping, string>> = {
  none: 'No groups',
  state: 'State',
  day: 'Day',
  workflow: 'Workflow',
  batch: 'Batch',
};

export async function chooseGrouping(
  current: RunGrouping,
  prompts: Pick<Prompts, 'pick'>,
): Promise<RunGrouping> {
  const choices = GROUPINGS.map((grouping) => ({
    label: LABELS[grouping],
    ...(grouping === current ? { description: 'now' } : {}),
    value: grouping,
  }));
  return answered(await prompts.pick('Group runs by', choices));
}

export function asGrouping(value: unknown): RunGrouping {
  return GROUPINGS.find((grouping) => grouping === value) ?? 'none';
}

const ANY = { label: 'Any', value: '' };

const QUESTIONS = {
  name: {
    title: 'Name of runs',
    prompt: 'A part of the name, or a whole name, which is found however old the run is. Empty for any.',
    validate: () => undefined,
  },
  workflow: {
    title: 'Workflow of runs',
    prompt: 'The id of a workflow, or a part of its name. Empty for any.',
    validate: () => undefined,
  },
  batchId: {
    title: 'Batch of runs',
    prompt: 'The id of a batch. Empty for any.',
    validate: (text: string) => (/^\d*$/.test(text) ? undefined : 'The id of a batch is a number.'),
  },
} as const;

function now(value: string | undefined): { readonly description?: string } {
  return value === undefined ? {} : { description: value };
}

function value(text: string | undefined): { readonly value?: string } {
  return text === undefined ? {} : { value: text };
}
