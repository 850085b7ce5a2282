import { evaluate } from '../lower/evaluate.ts';
import type { StringNode } from '../syntax/ast.ts';
import type { Fix } from '../../../text/index.ts';
import { contentSpan, spanOf } from '../words.ts';
import type { ScriptContext } from './context.ts';
import { wordsAt } from './context.ts';
import type { Finding, NextflowFinding } from './finding.ts';
import type { ShellText } from './shell-text.ts';
import { interpolationsIn, paramIn, shellTexts } from './shell-text.ts';

export const notInterpolated: NextflowFinding = {
  code: 'not-interpolated',
  severity: 'warning',
  summary: 'The shell sees the name of a value where its value was meant.',
  why: 'In single quotes Nextflow puts no values: `$reads` is then a variable of the shell, which has none of that name and goes on with nothing. In `shell:` values stand as `!{reads}`, and only there.',
  bad: "script:\n'''\nsamtools sort $bam\n'''",
  good: 'script:\n"""\nsamtools sort $bam\n"""',
  script: (context) => shellTexts(context).flatMap((text) => untouched(context, text)),
};

function untouched(context: ScriptContext, { process, section, node }: ShellText): readonly Finding[] {
  if (node.quote !== 'single' && node.quote !== 'tripleSingle')
    return wrongMark(context, { process, section, node });
  const span = contentSpan(node);
  const text = wordsAt(context, span);
  const inputs = new Set(
    process.inputs.flatMap(({ variables }) =>
      variables.filter(({ qualifier }) => qualifier !== 'env').map(({ name }) => name),
    ),
  );
  const said = new Set<string>();
  const found: Finding[] = [];
  for (const match of text.matchAll(/(?<!\\)\$\{?((?:params|task)\.[\w.]+|[A-Za-z_]\w*)\}?/g)) {
    const [whole, name = ''] = match;
    const isNextflows = /^(?:params|task)\./.test(name) ? whole.includes('{') : inputs.has(name);
    if (!isNextflows || said.has(name) || isSetByShell(text, name)) continue;
    said.add(name);
    const start = span.start + match.index;
    found.push({
      span: { start, end: start + whole.length },
      message: `The shell gets '${whole}' as it is, and has no variable of that name.`,
      note:
        section === 'shell'
          ? `In 'shell:' values stand as '!{${name}}'.`
          : 'In single quotes Nextflow puts no values. Use double quotes, with a backslash before each dollar sign that is meant for the shell.',
      fixes:
        section === 'shell'
          ? [
              {
                title: `Change to '!{${name}}'`,
                edits: [{ span: { start, end: start + whole.length }, newText: `!{${name}}` }],
                preferred: true,
              },
            ]
          : requote(node, text, inputs),
    });
  }
  return [...found, ...wrongMark(context, { process, section, node })];
}

/** Set, read or looped over in the script itself. */
function isSetByShell(text: string, name: string): boolean {
  const escaped = name.replace(/\./g, '\\.');
  return new RegExp(
    `(?:^|[\\s;(])(?:export\\s+|local\\s+|declare\\s+(?:-\\w+\\s+)*)?${escaped}\\+?=|\\bfor\\s+${escaped}\\b|\\bread\\b[^\\n]*\\b${escaped}\\b|\\bmapfile\\b[^\\n]*\\b${escaped}\\b`,
  ).test(text);
}

/** `!{x}` outside of `shell:`. */
function wrongMark(context: ScriptContext, { section, node, process }: ShellText): readonly Finding[] {
  if (section === 'shell') return [];
  const span = contentSpan(node);
  const text = wordsAt(context, span);
  const names = new Set(process.inputs.flatMap(({ variables }) => variables.map(({ name }) => name)));
  return [...text.matchAll(/!\{(\w+)(?:\.\w+)*\}/g)].flatMap((match): readonly Finding[] => {
    const [whole, name = ''] = match;
    if (!names.has(name) && name !== 'params' && name !== 'task') return [];
    const start = span.start + match.index;
    return [
      {
        span: { start, end: start + whole.length },
        message: `The shell gets '${whole}' as it is: outside of 'shell:' this brings no value.`,
        note: `Write '\${…}' in double quotes, or name the section 'shell:'.`,
      },
    ];
  });
}

/** Double quotes, where nothing else in the text would then mean something else. */
function requote(node: StringNode, text: string, inputs: ReadonlySet<string>): readonly Fix[] {
  const others = [...text.matchAll(/\$\{?(\w*)/g)].some(
    ([, name = '']) => !inputs.has(name) && name !== 'params' && name !== 'task',
  );
  if (others || /[\\"]/.test(text) || !node.closed) return [];
  const quotes = node.quote === 'single' ? '"' : '"""';
  const width = quotes.length;
  return [
    {
      title: 'Use double quotes',
      edits: [
        { span: { start: node.start, end: node.start + width }, newText: quotes },
        { span: { start: node.end - width, end: node.end }, newText: quotes },
      ],
    },
  ];
}

export const nullInScript: NextflowFinding = {
  code: 'null-in-script',
  severity: 'hint',
  summary: 'A parameter without a value is put into a script.',
  why: 'Its default is `null`, and where no run gives it another value the command reads the word `null`.',
  bad: 'params.intervals = null\n…\n"""\ngatk -L ${params.intervals}\n"""',
  good: 'def intervals = params.intervals ? "-L ${params.intervals}" : \'\'\n"""\ngatk $intervals\n"""',
  script(context) {
    const { script, around } = context;
    const required = new Set(script.schema?.params.filter((one) => one.required).map(({ name }) => name));
    return shellTexts(context).flatMap(({ node, process }) =>
      interpolationsIn(node).flatMap(({ expr }): readonly Finding[] => {
        const name = paramIn(context, expr);
        const formula = name === undefined ? undefined : around.param(name);
        if (expr === undefined || name === undefined || formula === undefined || required.has(name))
          return [];
        if (evaluate(formula, around)?.value !== null) return [];
        // Somebody asks before whether there is one.
        if (
          new RegExp(
            `(?:if|when|\\?|&&|!|:)[^\\n]*params\\.${name}\\b|params\\.${name}\\s*(?:\\?|&&|==|!=)`,
          ).test(context.text.slice(process.node.start, node.start))
        )
          return [];
        return [
          {
            span: spanOf(expr),
            message: `Without a value for '${name}', the command reads the word 'null'.`,
            note: 'Ask whether there is one before it is put into the script, or require it in the schema.',
          },
        ];
      }),
    );
  },
};

const OF_ENGINE = /^(?:(?:workflow\.)?(?:projectDir|launchDir|workDir)|baseDir|moduleDir)$/;

export const enginePath: NextflowFinding = {
  code: 'engine-path',
  severity: 'information',
  target: 'healthomics',
  summary: "A script names a folder of the engine's machine.",
  why: '`projectDir`, `launchDir` and `workDir` are places where the engine runs. A task runs elsewhere, in a container, and sees its inputs, and what lies in `bin` beside the main script, which it finds by name. Whatever else it needs has to come in as an input.',
  bad: 'script:\n"""\npython $projectDir/assets/plot.py\n"""',
  good: 'input:\npath plot\n\nscript:\n"""\npython $plot\n"""  // called with file("$projectDir/assets/plot.py")',
  script: (context) =>
    shellTexts(context).flatMap(({ node }) =>
      interpolationsIn(node).flatMap(({ expr }): readonly Finding[] => {
        const name = expr === undefined ? '' : wordsAt(context, expr);
        if (expr === undefined || !OF_ENGINE.test(name)) return [];
        const isProject = /(?:project|base|module)Dir$/.test(name);
        // AWS' own examples call their scripts so.
        if (isProject && /^\}?\/bin\//.test(context.text.slice(expr.end, expr.end + 6))) return [];
        return [
          {
            span: spanOf(expr),
            ...(isProject ? { severity: 'hint' as const } : {}),
            message: `'${name}' is a folder of the engine, which the task may not see.`,
            note: "Give the file as an input, or put scripts into 'bin' beside the main script and call them by name.",
          },
        ];
      }),
    ),
};

export const unquotedValue: NextflowFinding = {
  code: 'unquoted-value',
  severity: 'hint',
  default: 'off',
  summary: 'A value is put into a script without quotes.',
  why: 'Whoever writes the sample sheet or starts the run chooses the value. With a blank it becomes two words, and with a semicolon or a backtick a command of its own. Quotes around it, without such signs in it, keep it one word.',
  bad: 'input:\nval name\n\nscript:\n"""\ntool --name $name\n"""',
  good: 'input:\nval name\n\nscript:\n"""\ntool --name \'$name\'\n"""',
  script: (context) =>
    shellTexts(context).flatMap(({ node, process }) => {
      const values = new Set(
        process.inputs.flatMap(({ variables }) =>
          variables.filter(({ qualifier }) => qualifier === 'val').map(({ name }) => name),
        ),
      );
      const quoted = quotedParts(context, node);
      return interpolationsIn(node).flatMap((part): readonly Finding[] => {
        if (part.expr === undefined || quoted.has(part.start)) return [];
        const name = wordsAt(context, part.expr);
        if (!values.has(name.split('.')[0] ?? '') && paramIn(context, part.expr) === undefined) return [];
        return [
          {
            span: spanOf(part),
            message: `'${name}' is put into the script without quotes.`,
            note: 'A blank, a semicolon or a backtick in the value would be read by the shell.',
            fixes: [
              {
                title: 'Put it in single quotes',
                edits: [
                  { span: { start: part.start, end: part.start }, newText: "'" },
                  { span: { start: part.end, end: part.end }, newText: "'" },
                ],
                together: true,
              },
            ],
          },
        ];
      });
    }),
};

/** The starts of the interpolations that stand in quotes of the shell. */
function quotedParts(context: ScriptContext, node: StringNode): ReadonlySet<number> {
  const found = new Set<number>();
  let quote: string | undefined;
  for (const part of node.parts) {
    if (part.kind === 'interpolation') {
      if (quote !== undefined) found.add(part.start);
      continue;
    }
    for (const char of part.kind === 'escape' ? '' : wordsAt(context, part)) {
      if (quote === undefined ? char === '"' || char === "'" : char === quote)
        quote = quote === undefined ? char : undefined;
    }
  }
  return found;
}
