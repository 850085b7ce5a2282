import type { Member } from '../types/members.ts';
import type { CwlType } from '../types/type.ts';

const LONG: CwlType = { kind: 'primitive', name: 'long' };
const STRING: CwlType = { kind: 'primitive', name: 'string' };

/** Fields of `runtime`. Source: CWL v1.2 CommandLineTool, runtime environment. */
export const RUNTIME_MEMBERS: readonly Member[] = [
  { name: 'cores', type: LONG, doc: 'How many CPUs the tool has.' },
  { name: 'ram', type: LONG, doc: 'How much memory the tool has, in MiB.' },
  { name: 'outdir', type: STRING, doc: 'The folder that outputs are written to.' },
  { name: 'tmpdir', type: STRING, doc: 'A folder for temporary files.' },
  { name: 'outdirSize', type: LONG, doc: 'Space in the output folder, in MiB.' },
  { name: 'tmpdirSize', type: LONG, doc: 'Space in the temporary folder, in MiB.' },
];

/** Since v1.1, in `outputEval` only. */
export const EXIT_CODE: Member = { name: 'exitCode', type: LONG, doc: 'The exit code of the tool.' };
