import type { SymbolId } from '../../../model/index.ts';
import { closest, span } from '../../../text/index.ts';
import type { Fix } from '../../../text/index.ts';
import type { Reference, Run } from '../document/index.ts';
import type { ProcessSignature } from '../exports.ts';
import { shortName } from '../types/read.ts';
import type { CheckedFile } from './file.ts';
import { refer, report } from './file.ts';
import type { CheckedProcess } from './processes.ts';

/** What a step runs; `undefined` where that is not known. */
export function calleeOf(
  file: CheckedFile,
  run: Run | undefined,
  processes: readonly CheckedProcess[],
): ProcessSignature | undefined {
  if (run === undefined) return undefined;
  if (run.kind === 'inline') {
    return processes.find(({ process }) => process === run.process)?.signature;
  }
  if (run.file === undefined) return localProcess(file, run, processes);
  const imported = file.imported(run.file);
  switch (imported.kind) {
    case 'missing':
      return undefined;
    case 'cycle':
      if (imported.uri === file.uri && run.fragment !== undefined) return localProcess(file, run, processes);
      report(file, 'cwl-run-cycle', run.span, {
        message: `'${run.target}' leads back to this file.`,
        note: 'CWL has no recursion: a workflow that is a step of itself never ends.',
      });
      return undefined;
    case 'loaded': {
      const { main, processes: others } = imported.exports;
      const found =
        run.fragment === undefined
          ? main
          : (others.get(run.fragment) ?? others.get(shortName(run.fragment) ?? ''));
      if (found !== undefined) {
        referTo(file, run, found.id);
        return found;
      }
      if (others.size > 0 && run.fragment !== undefined) {
        unknownFragment(file, run, run.fragment, [...others.keys()]);
      } else if (others.size > 0) {
        report(file, 'cwl-run-unresolved', run.span, {
          message: `'${run.target}' holds several processes and none of them is 'main'.`,
          note: `Say which one is meant: '${run.target}#${[...others.keys()][0] ?? ''}'.`,
        });
      }
      return undefined;
    }
  }
}

function localProcess(
  file: CheckedFile,
  run: Reference,
  processes: readonly CheckedProcess[],
): ProcessSignature | undefined {
  const name = shortName(run.fragment) ?? '';
  const named = processes.filter(({ process }) => process.id !== undefined);
  const found = named.find(({ process }) => process.id?.text === name)?.signature;
  if (found === undefined) {
    unknownFragment(
      file,
      run,
      run.fragment ?? '',
      named.map(({ process }) => process.id?.text ?? ''),
    );
    return undefined;
  }
  referTo(file, run, found.id);
  return found;
}

/** The name behind the `#`, or the whole path of a file that holds one process. */
function referTo(file: CheckedFile, { span: place, fragment }: Reference, id: SymbolId): void {
  const letters = fragment === undefined ? undefined : (shortName(fragment)?.length ?? 0);
  refer(file, letters === undefined ? place : span(place.end - letters, place.end), id);
}

function unknownFragment(
  file: CheckedFile,
  run: Reference,
  fragment: string,
  names: readonly string[],
): void {
  const near = closest(fragment, names);
  const place = span(run.span.end - fragment.length, run.span.end);
  const fixes: readonly Fix[] =
    near === undefined
      ? []
      : [{ title: `Replace with '${near}'`, edits: [{ span: place, newText: near }], preferred: true }];
  report(file, 'cwl-run-unresolved', place, {
    message: `There is no process '${fragment}'${run.file === undefined ? '' : ` in '${run.file}'`}.${near === undefined ? '' : ` Did you mean '${near}'?`}`,
    note: names.length === 0 ? 'The file holds no process with an id.' : `There are: ${names.join(', ')}.`,
    fixes,
  });
}

/** Links to other files, and steps that run one which is not there. Of other imports `validate/` speaks. */
export function linkFiles(file: CheckedFile): void {
  for (const { role, file: path, span: place } of file.document.references) {
    if (path === undefined) continue;
    file.links.push({ span: place, target: path });
    if (role !== 'run' || /\$[({]/.test(path)) continue;
    const imported = file.imported(path);
    if (imported.kind !== 'missing' || imported.text !== undefined || imported.web === 'off') continue;
    report(file, 'cwl-run-unresolved', place, {
      message: `'${path}' cannot be read: ${imported.reason}.`,
      note: 'Paths are relative to the folder of this file.',
    });
  }
}
