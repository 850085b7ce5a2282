import type { DocumentLink } from '../../language.ts';
import type { Script } from '../scope/script.ts';
import { textOf } from '../scope/script.ts';
import { contentSpan, plainString, positional, statementOf } from '../words.ts';

/** `template 'align.sh'` is a file of the folder `templates` beside the script. */
export function templateLinks(script: Script): readonly DocumentLink[] {
  return script.processes.flatMap(({ node }) =>
    [...node.body, ...node.sections.flatMap(({ items }) => items)].flatMap(
      (item): readonly DocumentLink[] => {
        const statement = statementOf(item);
        if (statement === undefined || textOf(script, statement.name) !== 'template') return [];
        const [file] = positional(statement.args);
        const name = plainString(script.text, file);
        if (file?.kind !== 'string' || name === undefined || name === '' || name.startsWith('/')) return [];
        return [{ span: contentSpan(file), target: `templates/${name}`, tooltip: 'Open the template' }];
      },
    ),
  );
}
