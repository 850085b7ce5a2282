import type { TextEdit } from '../../../text/index.ts';
import type { FormatOptions } from '../../language.ts';
import type { WdlTree } from '../ast.ts';
import { fit } from './fit.ts';
import { writeDocument } from './items.ts';
import { Layout } from './layout.ts';
import type { Pen } from './pen.ts';

/**
 * The edits that lay the document out: one for each place between two tokens where the blanks, or the comma behind the
 * last element of a list, are not as they should be; in the order of the text. Tokens, comments, strings and command
 * text stay as they are, and so does what is broken. Formatting what was formatted gives no edits.
 */
export function formatWdl(tree: WdlTree, options: FormatOptions): readonly TextEdit[] {
  const layout = new Layout(tree.text, tree.comments);
  const pen: Pen = { text: tree.text, layout, trailingCommas: trailingCommas(tree, options) };
  writeDocument(pen, tree.root);
  return fit(layout, options);
}

/** The published grammars allow the comma from 1.0 on; in draft-2 it depends on the engine. */
function trailingCommas({ text, root }: WdlTree, options: FormatOptions): Pen['trailingCommas'] {
  const version = root.version?.value;
  const isOld = version === undefined || text.slice(version.start, version.end) === 'draft-2';
  return isOld ? 'keep' : (options.trailingCommas ?? 'add');
}
