import { ANY, primitive, withOptional } from '../../../model/index.ts';
import type { ValueType } from '../../../model/index.ts';
import type { WdlVersion } from '../versions.ts';

/** A member of the `task` variable, which tells a command about the task that runs it. */
export interface TaskMember {
  readonly type: ValueType;
  readonly since: WdlVersion;
  readonly doc: string;
  /** Known before the task has its resources, so that requirements, hints and runtime can name it (1.3). */
  readonly early?: true;
  /** Part of `task.previous` too, where all of it may be missing. */
  readonly ofPrevious?: true;
}

const strings: ValueType = { kind: 'array', element: primitive('String'), nonEmpty: false, optional: false };
const sizes: ValueType = { kind: 'map', key: primitive('String'), value: primitive('Int'), optional: false };

/** Source: WDL 1.2 specification, runtime access to requirements, hints and metadata; 1.3 upgrade guide. */
export const TASK_MEMBERS: ReadonlyMap<string, TaskMember> = new Map(
  Object.entries({
    name: { type: primitive('String'), since: '1.2', doc: 'The name of the task.', early: true },
    id: { type: primitive('String'), since: '1.2', doc: 'Names this execution of the task.', early: true },
    container: {
      type: primitive('String', true),
      since: '1.2',
      doc: 'The container image that it runs in.',
      ofPrevious: true,
    },
    cpu: { type: primitive('Float'), since: '1.2', doc: 'How many CPUs it has.', ofPrevious: true },
    memory: {
      type: primitive('Int'),
      since: '1.2',
      doc: 'How much memory it has, in bytes.',
      ofPrevious: true,
    },
    gpu: { type: strings, since: '1.2', doc: 'The GPUs that it has.', ofPrevious: true },
    fpga: { type: strings, since: '1.2', doc: 'The FPGAs that it has.', ofPrevious: true },
    disks: {
      type: sizes,
      since: '1.2',
      doc: 'The size of each disk, in bytes, by mount point.',
      ofPrevious: true,
    },
    attempt: {
      type: primitive('Int'),
      since: '1.2',
      doc: 'How often the task was tried before.',
      early: true,
    },
    end_time: { type: primitive('Int', true), since: '1.2', doc: 'When it must end, as a Unix time.' },
    return_code: { type: primitive('Int'), since: '1.2', doc: 'The exit code of the command.' },
    meta: { type: ANY, since: '1.2', doc: 'The `meta` section.', early: true },
    parameter_meta: { type: ANY, since: '1.2', doc: 'The `parameter_meta` section.', early: true },
    ext: { type: ANY, since: '1.2', doc: 'What the engine adds.', early: true },
    max_retries: {
      type: primitive('Int'),
      since: '1.3',
      doc: 'How often the task may be tried again.',
      ofPrevious: true,
    },
    previous: {
      type: ANY,
      since: '1.3',
      doc: 'What the attempt before had: each member is missing in the first attempt.',
      early: true,
    },
  } satisfies Readonly<Record<string, TaskMember>>),
);

/** `task.previous` has what an attempt before had, all of which may be missing. */
export const PREVIOUS_MEMBERS: ReadonlyMap<string, TaskMember> = new Map(
  [...TASK_MEMBERS].flatMap(([name, member]) =>
    member.ofPrevious === true ? [[name, { ...member, type: withOptional(member.type, true) }] as const] : [],
  ),
);
