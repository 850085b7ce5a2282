/**
 * What the grammars of the workflow languages share: the shape of rules, and a small grammar of the shell code and the
 * Python that workflows hold. Every region in it ends where the text around it ends, which the grammars that editors
 * have for these languages cannot promise, because a quote without partner would take the end of the command with it.
 */
export interface Rule {
  readonly name?: string;
  readonly contentName?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly captures?: Captures;
  readonly beginCaptures?: Captures;
  readonly endCaptures?: Captures;
  readonly patterns?: readonly Rule[];
  readonly include?: string;
}
export type Captures = Readonly<Record<string, { readonly name: string }>>;

const raw = String.raw;

export function captures(...names: readonly string[]): Captures {
  const result: Record<string, { name: string }> = {};
  names.forEach((name, i) => (result[String(i + 1)] = { name }));
  return result;
}

export function include(...names: readonly string[]): readonly Rule[] {
  return names.map((name) => ({ include: `#${name}` }));
}

const SHELL_WORDS = 'if|then|elif|else|fi|for|in|while|until|do|done|case|esac|function|select';
const SHELL_BUILTINS =
  'alias|break|cd|continue|declare|echo|eval|exec|exit|export|getopts|let|local|mapfile|popd|printf|pushd|pwd|read|readonly|return|set|shift|shopt|source|test|time|trap|ulimit|umask|unset|wait';

/** Shell code up to `end`, with the placeholders that `content` names; names of the rules end in `suffix`. */
export function shell(
  suffix: string,
  end: string,
  placeholders: readonly string[],
): Readonly<Record<string, Rule>> {
  const stop = `(?=${end})`;
  const inString = include(...placeholders, 'shellVariables');
  const script = include(
    ...placeholders,
    `shellDocuments${suffix}`,
    `shellComment${suffix}`,
    `shellStrings${suffix}`,
    'shellVariables',
    'shellWords',
  );
  return {
    [`shell${suffix}`]: { patterns: script },
    [`shellComment${suffix}`]: {
      name: 'comment.line.number-sign.shell',
      begin: raw`(?<![^\s;&|(])#`,
      end: `$|${stop}`,
      patterns: include(...placeholders),
    },
    [`shellStrings${suffix}`]: {
      patterns: [
        {
          name: 'string.quoted.double.shell',
          begin: '"',
          end: `"|${stop}`,
          patterns: [
            ...include(...placeholders),
            { name: 'constant.character.escape.shell', match: raw`\\["\\$\x60]|\\$` },
            ...include('shellVariables'),
          ],
        },
        {
          name: 'string.quoted.single.shell',
          begin: "'",
          end: `'|${stop}`,
          patterns: include(...placeholders),
        },
      ],
    },
    [`shellDocuments${suffix}`]: {
      patterns: [
        {
          begin: raw`\b(python[0-9.]*)\b([^<\n]*)(<<-?)\s*(["']?)(\w+)\4`,
          end: raw`^\s*(\5)\s*$|${stop}`,
          beginCaptures: captures(
            'support.function.shell',
            'meta.arguments.shell',
            'keyword.operator.heredoc.shell',
            'punctuation.definition.heredoc.shell',
            'keyword.control.heredoc.shell',
          ),
          endCaptures: captures('keyword.control.heredoc.shell'),
          contentName: 'meta.embedded.block.python',
          patterns: include(...placeholders, `python${suffix}`),
        },
        {
          begin: raw`(<<-?)(?!<)\s*(["']?)([A-Za-z_]\w*)\2`,
          end: raw`^\s*(\3)\s*$|${stop}`,
          beginCaptures: captures(
            'keyword.operator.heredoc.shell',
            'punctuation.definition.heredoc.shell',
            'keyword.control.heredoc.shell',
          ),
          endCaptures: captures('keyword.control.heredoc.shell'),
          contentName: 'string.unquoted.heredoc.shell',
          patterns: inString,
        },
      ],
    },
    [`python${suffix}`]: {
      patterns: [
        {
          name: 'comment.line.number-sign.python',
          begin: '#',
          end: `$|${stop}`,
          patterns: include(...placeholders),
        },
        ...['"""', "'''"].map((quote) => ({
          name: 'string.quoted.multi.python',
          begin: quote,
          end: `${quote}|${stop}`,
          patterns: [
            { name: 'constant.character.escape.python', match: raw`\\.` },
            ...include(...placeholders),
          ],
        })),
        ...['"', "'"].map((quote) => ({
          name: 'string.quoted.single.python',
          begin: quote,
          end: `${quote}|$|${stop}`,
          patterns: [
            { name: 'constant.character.escape.python', match: raw`\\.` },
            ...include(...placeholders),
          ],
        })),
        ...include('pythonWords'),
      ],
    },
  };
}

export const shellVariables: Rule = {
  patterns: [
    { name: 'variable.other.shell', match: raw`\$(?:[A-Za-z_]\w*|[0-9#?@*$!-])` },
    {
      match: raw`(\$\{)([#!]?[A-Za-z_]\w*)`,
      captures: captures('punctuation.definition.variable.shell', 'variable.other.shell'),
    },
    { name: 'punctuation.definition.subshell.shell', match: raw`\$\(\(?` },
  ],
};

export const shellWords: Rule = {
  patterns: [
    { name: 'constant.character.escape.shell', match: raw`\\(?:[^>}]|$)` },
    {
      match: raw`^\s*([A-Za-z_]\w*)(\+?=)`,
      captures: captures('variable.other.assignment.shell', 'keyword.operator.assignment.shell'),
    },
    { name: 'keyword.control.shell', match: raw`(?<![\w./-])(?:${SHELL_WORDS})(?![\w./=-])` },
    { name: 'support.function.builtin.shell', match: raw`(?<![\w./-])(?:${SHELL_BUILTINS})(?![\w./=-])` },
    { name: 'constant.other.option.shell', match: raw`(?<=\s)--?[A-Za-z][\w-]*` },
    { name: 'constant.numeric.shell', match: raw`(?<![\w./:-])\d+(?:\.\d+)?(?![\w./:-])` },
    { name: 'keyword.operator.shell', match: raw`\|\|?|&&?|;;?|<<<|[<>]&?|2>` },
  ],
};

export const pythonWords: Rule = {
  patterns: [
    {
      name: 'keyword.control.python',
      match: raw`\b(?:and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|yield)\b`,
    },
    { name: 'constant.language.python', match: raw`\b(?:None|True|False)\b` },
    { name: 'entity.name.function.python', match: raw`\b[A-Za-z_]\w*(?=\()` },
    { name: 'constant.numeric.python', match: raw`\b\d+(?:\.\d+)?\b` },
  ],
};
