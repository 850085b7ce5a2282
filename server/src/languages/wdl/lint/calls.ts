import { spanOf, textOf } from '../check/file.ts';
import { atLeast } from '../versions.ts';
import type { Lint } from './lint.ts';

export const redundantInputKeyword: Lint = {
  code: 'redundant-input-keyword',
  severity: 'hint',
  default: 'off',
  summary: "'input:' in a call, which no longer needs it.",
  why: 'From version 1.2 on the inputs of a call stand directly in its braces. Engines that run `development` in an older state still want the word.',
  bad: 'version 1.2\n…\ncall align { input: reads = reads }',
  good: 'version 1.2\n…\ncall align { reads = reads }',
  visits: {
    call(node, { file }) {
      const { inputKeyword } = node;
      if (inputKeyword === undefined || !atLeast(file.version, '1.2') || file.version === 'development') {
        return undefined;
      }
      const colon = node.children.find((child) => child.start >= inputKeyword.end);
      const [first] = node.inputs;
      const end = first?.start ?? colon?.end ?? inputKeyword.end;
      const hasComment = file.tree.comments.some(({ start }) => inputKeyword.end <= start && start < end);
      return {
        span: spanOf(inputKeyword),
        message: "'input:' is not needed since WDL 1.2.",
        tags: ['unnecessary'],
        ...(hasComment
          ? {}
          : {
              fixes: [
                {
                  title: "Remove 'input:'",
                  edits: [{ span: { start: inputKeyword.start, end }, newText: '' }],
                  preferred: true,
                },
              ],
            }),
      };
    },
  },
};

export const conciseInput: Lint = {
  code: 'concise-input',
  severity: 'hint',
  default: 'off',
  summary: 'A call input that is given a value of its own name.',
  why: 'From version 1.1 on `reads` means `reads = reads`. AWS HealthOmics reads both.',
  bad: 'call align { input: reads = reads }',
  good: 'call align { input: reads }',
  visits: {
    callInput(node, { file }) {
      const { name, value } = node;
      if (value?.kind !== 'name' || !atLeast(file.version, '1.1')) return undefined;
      if (textOf(file, name) !== textOf(file, value)) return undefined;
      return {
        span: spanOf(node),
        message: `'${textOf(file, node)}' can be written '${textOf(file, name)}'.`,
        fixes: [
          {
            title: `Write '${textOf(file, name)}'`,
            edits: [{ span: { start: name.end, end: value.end }, newText: '' }],
            preferred: true,
          },
        ],
      };
    },
  },
};
