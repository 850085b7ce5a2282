import type { CompletionCandidate } from '../../language.ts';
import type { Span } from '../../../text/index.ts';

/** Files of the workspace as relative paths; of scripts without their ending, and a folder for its `main.nf`. */
export function pathCandidates(
  from: string,
  files: readonly string[],
  typed: string,
  replace: Span,
  kind: 'module' | 'config',
): readonly CompletionCandidate[] {
  return files
    .filter((uri) => uri !== from)
    .map((uri) => decodeURIComponent(relative(from, uri)))
    .map((path) => (kind === 'module' ? path.replace(/\.nf$/, '') : path.replace(/^\.\//, '')))
    .filter((path) => path.startsWith(typed.replace(/[^/]*$/, '')) || typed === '' || !typed.includes('/'))
    .map((path) => ({
      label: path,
      kind: 'file',
      insert: path,
      replace,
      rank: path.startsWith('../../') ? 5 : 3,
    }));
}

/** How a script includes another: `./modules/align`, and a folder for its `main.nf`. */
export function modulePath(from: string, to: string): string {
  return decodeURIComponent(relative(from, to)).replace(/(?:\/main)?\.nf$/, (end) =>
    end === '/main.nf' ? '/main' : '',
  );
}

function relative(from: string, to: string): string {
  const source = from.split('/').slice(0, -1);
  const target = to.split('/');
  let shared = 0;
  while (shared < source.length && source[shared] === target[shared]) shared++;
  const up = '../'.repeat(source.length - shared);
  return `${up === '' ? './' : up}${target.slice(shared).join('/')}`;
}
