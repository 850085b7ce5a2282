import { ANY, primitive } from '../../../model/index.ts';
import type { ValueType } from '../../../model/index.ts';
import type { WdlVersion } from '../versions.ts';

/** A member of the `task` variable, which tells a command about the task that runs it. */
export interface TaskMember {
  readonly type: ValueType;
  readonly since: WdlVersion;
  readonly doc: string;
}

const strings: ValueType = { kind: 'array', element: primitive('String'), nonEmpty: false, optional: false };

/** Source: WDL 1.2 specification, runtime access to requirements, hints and metadata; 1.3 upgrade guide. */
export const TASK_MEMBERS: ReadonlyMap<string, TaskMember> = new Map([
  ['name', { type: primitive('String'), since: '1.2', doc: 'The name of the task.' }],
  ['id', { type: primitive('String'), since: '1.2', doc: 'Names this execution of the task.' }],
  [
    'container',
    { type: primitive('String', true), since: '1.2', doc: 'The container image that it runs in.' },
  ],
  ['cpu', { type: primitive('Float'), since: '1.2', doc: 'How many CPUs it has.' }],
  ['memory', { type: primitive('Int'), since: '1.2', doc: 'How much memory it has, in bytes.' }],
  ['gpu', { type: strings, since: '1.2', doc: 'The GPUs that it has.' }],
  ['fpga', { type: strings, since: '1.2', doc: 'The FPGAs that it has.' }],
  [
    'disks',
    {
      type: { kind: 'map', key: primitive('String'), value: primitive('Int'), optional: false },
      since: '1.2',
      doc: 'The size of each disk, in bytes, by mount point.',
    },
  ],
  ['attempt', { type: primitive('Int'), since: '1.2', doc: 'How often the task was tried before.' }],
  ['end_time', { type: primitive('Int', true), since: '1.2', doc: 'When it must end, as a Unix time.' }],
  ['return_code', { type: primitive('Int'), since: '1.2', doc: 'The exit code of the command.' }],
  ['meta', { type: ANY, since: '1.2', doc: 'The `meta` section.' }],
  ['parameter_meta', { type: ANY, since: '1.2', doc: 'The `parameter_meta` section.' }],
  ['ext', { type: ANY, since: '1.2', doc: 'What the engine adds.' }],
  ['max_retries', { type: primitive('Int'), since: '1.3', doc: 'How often the task may be tried again.' }],
  ['previous', { type: ANY, since: '1.3', doc: 'The same facts of the attempt before.' }],
] as const satisfies readonly (readonly [string, TaskMember])[]);
