import { typeLabel } from '../../../model/index.ts';
import type { ValueType } from '../../../model/index.ts';
import type { ImplicitConversion } from '../check/file.ts';
import { spanOf, textOf } from '../check/file.ts';
import type { Lint, LintContext } from './lint.ts';
import { isInTaskOutput, isPath, isPrimitive, typeAtSight } from './types.ts';

export const fileAsText: Lint = {
  code: 'file-as-text',
  severity: 'information',
  summary: 'A workflow hands on a file as a text.',
  why: 'What is declared `File` is copied to where the task runs; a `String` only carries the path, which means nothing there. It is right where the task needs the name and not the content: say `basename(…)` then.',
  bad: 'task t { input { String bam } … }\nworkflow w {\n  input { File bam }\n  call t { input: bam = bam }\n}',
  good: 'task t { input { File bam } … }\nworkflow w {\n  input { File bam }\n  call t { input: bam = bam }\n}',
  document(context) {
    const found = conversions(context, (from, to) => isPath(from) && isText(to));
    if (found.length === 0) return undefined;
    const inputs = new Set(callInputValues(context));
    return found
      .filter(({ expr }) => inputs.has(expr.start))
      .map(({ expr, from, to }) => ({
        span: spanOf(expr),
        message: `This '${typeLabel(from)}' becomes a '${typeLabel(to)}', and its content is not copied to the task.`,
        note: "Declare the input as a file, or hand on 'basename(…)' where only the name is needed.",
      }));
  },
};

export const textAsFile: Lint = {
  code: 'text-as-file',
  severity: 'hint',
  default: 'off',
  summary: 'A text becomes a file.',
  why: 'The text must then be a path or URI of something that exists, which nobody can check before the run. In the outputs of a task this is how files are named, and is not reported.',
  bad: 'String path = "s3://bucket/" + sample + ".bam"\nFile bam = path',
  good: 'input { File bam }',
  document(context) {
    return conversions(context, (from, to) => isText(from) && isPath(to)).flatMap(({ expr, from, to }) =>
      isInTaskOutput(context, expr.start)
        ? []
        : [
            {
              span: spanOf(expr),
              message: `This '${typeLabel(from)}' becomes a '${typeLabel(to)}': it must be a path or URI that exists.`,
            },
          ],
    );
  },
};

export const valueAsText: Lint = {
  code: 'value-as-text',
  severity: 'hint',
  default: 'off',
  summary: 'A number or truth value becomes a text by itself.',
  why: 'WDL allows it. A type that says what the value is lets the editor find more mistakes.',
  bad: 'String threads = 4',
  good: 'Int threads = 4',
  document(context) {
    const isValue = (type: ImplicitConversion['from']) => isPrimitive(type, 'Int', 'Float', 'Boolean');
    return conversions(context, (from, to) => isValue(from) && isText(to)).map(({ expr, from }) => ({
      span: spanOf(expr),
      message: `This '${typeLabel(from)}' becomes a 'String'.`,
    }));
  },
};

export const unverifiedStruct: Lint = {
  code: 'unverified-struct',
  severity: 'hint',
  default: 'off',
  summary: 'A struct is made from something whose members are known at run time only.',
  why: 'A member that is missing in the JSON fails the task at the end of its work, when it has been paid for.',
  bad: 'Sample sample = read_json("sample.json")',
  visits: {
    decl(node, { file }) {
      if (node.type.name === undefined || node.value?.kind !== 'apply') return undefined;
      if (file.types.get(textOf(file, node.type.name))?.type.kind !== 'struct') return undefined;
      const name = textOf(file, node.value.name);
      if (!UNTYPED.has(name)) return undefined;
      return {
        span: spanOf(node.value),
        message: `Whether '${name}' gives all members of '${textOf(file, node.type.name)}' shows when the task has run.`,
      };
    },
  },
};

const UNTYPED: ReadonlySet<string> = new Set(['read_json', 'read_object', 'read_map']);

export const jsonMapKey: Lint = {
  code: 'json-map-key',
  severity: 'warning',
  summary: 'A map is written as JSON, and its keys are no texts.',
  why: 'JSON has texts as keys and nothing else. Engines fail, or write keys that cannot be read back as what they were.',
  bad: 'Map[Int, String] names = {1: "a"}\nFile json = write_json(names)',
  good: 'Map[String, String] names = {"1": "a"}\nFile json = write_json(names)',
  document(context) {
    return [...context.file.noted.applies].flatMap(({ name, args: [argument] }) => {
      if (
        argument === undefined ||
        name.end - name.start !== 10 ||
        textOf(context.file, name) !== 'write_json'
      )
        return [];
      const type = typeAtSight(context, argument);
      const key = type === undefined ? undefined : numberKey(type);
      if (key === undefined) return [];
      return [
        {
          span: spanOf(argument),
          message: `The keys of a JSON object are texts, and those of this map are '${typeLabel(key)}'.`,
          note: "Make it a 'Map[String, …]'.",
        },
      ];
    });
  },
};

/** The type of the keys of a map in the value that are no texts. */
function numberKey(type: ValueType): ValueType | undefined {
  switch (type.kind) {
    case 'map':
      return isPrimitive(type.key, 'Int', 'Float', 'Boolean') ? type.key : numberKey(type.value);
    case 'array':
      return numberKey(type.element);
    case 'pair':
      return numberKey(type.left) ?? numberKey(type.right);
    default:
      return undefined;
  }
}

function conversions(
  { file }: LintContext,
  wanted: (from: ImplicitConversion['from'], to: ImplicitConversion['to']) => boolean,
): readonly ImplicitConversion[] {
  return file.conversions.filter(({ from, to }) => wanted(from, to));
}

/** Where the values begin that calls give to inputs of tasks. */
function callInputValues({ document }: LintContext): readonly number[] {
  return [...document.bodies.values()].flatMap(({ all }) =>
    all.flatMap(({ node, callee }) =>
      node.kind === 'call' && callee?.kind === 'task'
        ? node.inputs.map(({ name, value }) => (value ?? name).start)
        : [],
    ),
  );
}

function isText(type: ImplicitConversion['to']): boolean {
  if (type.kind === 'array') return isText(type.element);
  return isPrimitive(type, 'String');
}
