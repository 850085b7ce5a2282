import { formatDocument } from '../features/format.ts';
import { DEFAULT_SETTINGS } from '../settings.ts';
import { applyEdits } from '../text/index.ts';
import type { FormatPathOptions } from './arguments.ts';
import { openWorkspace } from './open-workspace.ts';
import { addPaths } from './paths.ts';
import { shownPath } from './shown-path.ts';
import type { Exit, Terminal } from './terminal.ts';
import { EXIT } from './terminal.ts';

/** `print` the one file laid out, `check` whether files are, or `write` them. */
export type FormatMode = 'print' | 'check' | 'write';

/** Lays out files as the editor does. Files of a language that has no formatter are left alone. */
export async function format(
  paths: readonly string[],
  { mode, indentWidth, lineWidth }: FormatPathOptions,
  terminal: Terminal,
): Promise<Exit> {
  const { workspace, faults } = openWorkspace(terminal);
  const wrong = await addPaths(workspace, paths, terminal);
  const uris = [...(await workspace.files())].sort();
  const tooMany = mode === 'print' && uris.length > 1 ? ['Several files need --check or --write.'] : [];
  if (wrong.length + tooMany.length > 0) {
    terminal.error([...wrong, ...tooMany].map((line) => `${line}\n`).join(''));
    return EXIT.failed;
  }
  const options = {
    ...DEFAULT_SETTINGS.format,
    indent: ' '.repeat(indentWidth),
    indentWidth,
    ...(lineWidth === undefined ? {} : { lineWidth }),
  };
  const changed: string[] = [];
  let total = 0;
  for (const uri of uris) {
    const file = await workspace.snapshot(uri);
    if (file?.language.format === undefined) continue;
    total++;
    const text = applyEdits(file.text, formatDocument(file, options));
    if (mode === 'print') terminal.out(text);
    if (text === file.text) continue;
    changed.push(shownPath(uri, terminal.folder));
    if (mode === 'write') await terminal.replace(uri, text);
  }
  for (const fault of faults) terminal.error(`${fault}\n`);
  if (faults.length > 0) return EXIT.failed;
  if (mode === 'print') return EXIT.clean;
  terminal.out(changed.map((path) => `${path}\n`).join(''));
  terminal.error(`${changed.length} of ${total} ${mode === 'check' ? 'would change' : 'changed'}.\n`);
  return mode === 'check' && changed.length > 0 ? EXIT.errorsFound : EXIT.clean;
}
