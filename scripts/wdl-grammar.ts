/**
 * The TextMate grammar of WDL. `syntaxes/wdl.tmLanguage.json` is written from it by `UPDATE_BASELINES=1 npm test`, and
 * a test says that the two agree.
 *
 * It is flat: a keyword is coloured by what stands around it on its line, and no rule spans a task, so that half-typed
 * code stays coloured. Only commands, metadata and runtime sections are regions.
 */
import type { Rule } from './shell-grammar.ts';
import { captures, include, pythonWords, shell, shellVariables, shellWords } from './shell-grammar.ts';

const raw = String.raw;
const NAME = raw`[A-Za-z_][A-Za-z0-9_]*`;

const comment: Rule = {
  patterns: [
    { name: 'comment.line.documentation.wdl', match: '##.*$' },
    { name: 'comment.line.number-sign.wdl', match: '#.*$' },
  ],
};

const version: Rule = {
  match: raw`^\s*(version)\s+([^\s#]+)`,
  captures: captures('keyword.control.version.wdl', 'constant.other.version.wdl'),
};

const imports: Rule = {
  patterns: [
    { match: raw`^\s*(import)\b`, captures: captures('keyword.control.import.wdl') },
    {
      match: raw`(?<=["'])\s+(as)\s+(${NAME})`,
      captures: captures('keyword.control.as.wdl', 'entity.name.namespace.wdl'),
    },
    {
      match: raw`\b(alias)\s+(${NAME})\s+(as)\s+(${NAME})`,
      captures: captures(
        'keyword.control.alias.wdl',
        'entity.name.type.wdl',
        'keyword.control.as.wdl',
        'entity.name.type.wdl',
      ),
    },
  ],
};

const items: Rule = {
  patterns: [
    {
      match: raw`^\s*(task|workflow)\s+(${NAME})`,
      captures: captures('keyword.declaration.wdl', 'entity.name.function.wdl'),
    },
    {
      match: raw`^\s*(struct|enum)\s+(${NAME})`,
      captures: captures('keyword.declaration.wdl', 'entity.name.type.wdl'),
    },
    { match: raw`(?<![\w.])(input|output)\s*(?=\{)`, captures: captures('keyword.other.section.wdl') },
    {
      match: raw`(?<![\w.])(input)\s*(:)`,
      captures: captures('keyword.other.input.wdl', 'punctuation.separator.wdl'),
    },
  ],
};

const call: Rule = {
  begin: raw`(?<![\w.])(call)\s+(?=${NAME})`,
  end: raw`(?=[{}#])|$`,
  beginCaptures: captures('keyword.control.call.wdl'),
  patterns: [
    {
      match: raw`\b(as)\s+(${NAME})`,
      captures: captures('keyword.control.as.wdl', 'variable.other.call.wdl'),
    },
    {
      match: raw`\b(after)\s+(${NAME})`,
      captures: captures('keyword.control.after.wdl', 'variable.other.call.wdl'),
    },
    { name: 'entity.name.namespace.wdl', match: raw`\b${NAME}(?=\s*\.)` },
    { name: 'entity.name.function.wdl', match: raw`\b${NAME}` },
  ],
};

const flow: Rule = {
  patterns: [
    {
      match: raw`(?<![\w.])(scatter)\s*(\()\s*(${NAME})\s+(in)\b`,
      captures: captures(
        'keyword.control.loop.wdl',
        'punctuation.section.parens.wdl',
        'variable.other.wdl',
        'keyword.control.loop.wdl',
      ),
    },
    { name: 'keyword.control.conditional.wdl', match: raw`(?<![\w.])(?:if|then|else)\b(?!\s*:)` },
    { name: 'storage.modifier.wdl', match: raw`^\s*env(?=\s+[A-Z]\w*[\[?\s])` },
  ],
};

const types: Rule = {
  patterns: [
    {
      name: 'support.type.wdl',
      match: raw`(?<![\w.])(?:Array|Map|Pair)(?=\s*\[)|(?<![\w.])(?:Boolean|Int|Float|String|File|Directory|Object)(?=\s*(?:[\]?,+]|[A-Za-z_]))`,
    },
    { name: 'entity.name.type.wdl', match: raw`(?<![\w.])[A-Z]\w*(?=\??\s+${NAME}\s*(?:=(?!=)|$|#|\}))` },
    { name: 'entity.name.type.wdl', match: raw`(?<=[\[,]\s?)[A-Z]\w*(?=\??[\],])` },
    { match: raw`(?<![\w.])([A-Z]\w*)\s*(?=\{)`, captures: captures('entity.name.type.wdl') },
    { name: 'keyword.operator.type.wdl', match: raw`(?<=[\w\]])\+?\?(?=\s|$|[\],])|(?<=\])\+` },
  ],
};

const expression: Rule = {
  patterns: [
    ...include('comment', 'strings', 'numbers'),
    { name: 'constant.language.wdl', match: raw`(?<![\w.])(?:true|false|None|null)\b(?!\s*=(?!=))` },
    { name: 'keyword.control.conditional.wdl', match: raw`(?<![\w.])(?:if|then|else)\b(?!\s*:)` },
    { match: raw`(?<![\w.])(object)\s*(?=\{)`, captures: captures('support.type.wdl') },
    { name: 'support.function.wdl', match: raw`(?<![\w.])${NAME}(?=\s*\()` },
    ...include('types'),
    { name: 'variable.other.property.wdl', match: raw`(?<=\.)${NAME}` },
    { name: 'variable.other.wdl', match: raw`(?<![\w.])${NAME}` },
    ...include('operators'),
  ],
};

const operators: Rule = {
  patterns: [
    { name: 'keyword.operator.logical.wdl', match: raw`&&|\|\||!(?!=)` },
    { name: 'keyword.operator.comparison.wdl', match: raw`==|!=|<=|>=|<(?!<)|>(?!>)` },
    { name: 'keyword.operator.assignment.wdl', match: '=' },
    { name: 'keyword.operator.arithmetic.wdl', match: raw`\*\*|[-+*/%]` },
    { name: 'punctuation.accessor.wdl', match: raw`\.` },
    { name: 'punctuation.separator.wdl', match: '[,:]' },
    { name: 'punctuation.section.braces.wdl', match: '[{}]' },
    { name: 'punctuation.section.brackets.wdl', match: raw`[\[\]]` },
    { name: 'punctuation.section.parens.wdl', match: '[()]' },
  ],
};

/** In a placeholder a brace has to find its partner, because the next one alone closes the placeholder. */
const braces: Rule = {
  begin: raw`\{`,
  end: raw`\}`,
  beginCaptures: { '0': { name: 'punctuation.section.braces.wdl' } },
  endCaptures: { '0': { name: 'punctuation.section.braces.wdl' } },
  patterns: include('braces', 'key', 'expression'),
};

const key: Rule = {
  match: raw`(?<![\w.])(${NAME}(?:\.${NAME})*)\s*(:)`,
  captures: captures('variable.other.property.wdl', 'punctuation.separator.wdl'),
};

const numbers: Rule = {
  patterns: [
    { name: 'constant.numeric.hex.wdl', match: raw`\b0[xX][0-9A-Fa-f]+\b` },
    {
      name: 'constant.numeric.float.wdl',
      match: raw`(?<![\w.])(?:\d+\.\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?|\d+[eE][-+]?\d+)(?!\w)`,
    },
    { name: 'constant.numeric.integer.wdl', match: raw`(?<![\w.])\d+\b` },
  ],
};

const ESCAPE: Rule = {
  name: 'constant.character.escape.wdl',
  match: raw`\\(?:x[0-9A-Fa-f]{1,2}|u[0-9A-Fa-f]{1,4}|U[0-9A-Fa-f]{1,8}|[0-7]{1,3}|.|$)`,
};

function quoted(quote: string, kind: string, content: readonly Rule[]): Rule {
  return {
    name: `string.quoted.${kind}.wdl`,
    begin: quote,
    end: `${quote}|$`,
    beginCaptures: { '0': { name: 'punctuation.definition.string.begin.wdl' } },
    endCaptures: { '0': { name: 'punctuation.definition.string.end.wdl' } },
    patterns: [ESCAPE, ...content],
  };
}

function strings(content: readonly Rule[]): Rule {
  return {
    patterns: [
      {
        ...quoted('<<<', 'multiline', content),
        end: '>>>',
      },
      quoted('"', 'double', content),
      quoted("'", 'single', content),
    ],
  };
}

function placeholder(sigil: string): Rule {
  return {
    name: 'meta.interpolation.wdl',
    begin: raw`${sigil}\{`,
    end: raw`\}`,
    beginCaptures: { '0': { name: 'punctuation.section.interpolation.begin.wdl' } },
    endCaptures: { '0': { name: 'punctuation.section.interpolation.end.wdl' } },
    patterns: [
      {
        match: raw`(?<![\w.])(sep|default|true|false)\s*(=)(?!=)`,
        captures: captures('keyword.other.option.wdl', 'keyword.operator.assignment.wdl'),
      },
      ...include('braces', 'expression'),
    ],
  };
}

/** `runtime { … }` and its kin: keys and expressions. */
const attributes: Rule = {
  begin: raw`(?<![\w.])(runtime|requirements|hints)\s*(\{)`,
  end: raw`\}`,
  beginCaptures: captures('keyword.other.section.wdl', 'punctuation.section.braces.wdl'),
  endCaptures: { '0': { name: 'punctuation.section.braces.wdl' } },
  patterns: [
    {
      match: raw`(?<![\w.])(${NAME}(?:\.${NAME})*)\s*(:)`,
      captures: captures('support.type.property-name.wdl', 'punctuation.separator.wdl'),
    },
    ...include('braces', 'expression'),
  ],
};

const META_VALUES = include(
  'comment',
  'metaObject',
  'key',
  'plainStrings',
  'numbers',
  'metaWords',
  'operators',
);

const meta: Rule = {
  name: 'meta.metadata.wdl',
  begin: raw`(?<![\w.])(meta|parameter_meta)\s*(\{)`,
  end: raw`\}`,
  beginCaptures: captures('keyword.other.section.wdl', 'punctuation.section.braces.wdl'),
  endCaptures: { '0': { name: 'punctuation.section.braces.wdl' } },
  patterns: META_VALUES,
};

const metaObject: Rule = { ...braces, patterns: META_VALUES };

const metaWords: Rule = { name: 'constant.language.wdl', match: raw`(?<![\w.])(?:true|false|null)\b` };

/** One form of a command; `end` is what closes it, and what every region inside gives way to. */
function command(keyword: string, open: string, end: string, content: readonly string[]): Rule {
  return {
    name: 'meta.command.wdl',
    contentName: 'meta.embedded.block.shellscript',
    begin: raw`${keyword}(${open})`,
    end,
    beginCaptures: captures('keyword.other.section.wdl', 'punctuation.section.command.begin.wdl'),
    endCaptures: { '0': { name: 'punctuation.section.command.end.wdl' } },
    patterns: include(...content),
  };
}

const COMMAND_KEYWORD = raw`(?<![\w.])(command)\s*`;

/** The keyword alone on its line: the bracket is looked for below it. */
const commandAlone: Rule = {
  begin: raw`(?<![\w.])(command)\s*(?=#|$)`,
  end: raw`(?<=>>>|\})|(?=[^\s<{#])`,
  beginCaptures: captures('keyword.other.section.wdl'),
  patterns: [
    ...include('comment'),
    command('()', '<<<', '>>>', ['heredocEscape', 'shellHeredoc']),
    command('()', raw`\{`, raw`\}`, ['braceEscape', 'shellBrace']),
  ],
};

export const wdlGrammar = {
  name: 'WDL',
  scopeName: 'source.wdl',
  fileTypes: ['wdl'],
  patterns: include(
    'comment',
    'version',
    'imports',
    'heredocCommand',
    'braceCommand',
    'commandAlone',
    'meta',
    'attributes',
    'items',
    'call',
    'flow',
    'expression',
  ),
  repository: {
    comment,
    version,
    imports,
    items,
    call,
    flow,
    types,
    expression,
    operators,
    braces,
    key,
    numbers,
    strings: strings(include('tilde', 'dollar')),
    plainStrings: strings([]),
    tilde: placeholder('~'),
    dollar: placeholder(raw`\$`),
    attributes,
    meta,
    metaObject,
    metaWords,
    heredocCommand: command(COMMAND_KEYWORD, '<<<', '>>>', ['heredocEscape', 'shellHeredoc']),
    heredocEscape: { name: 'constant.character.escape.wdl', match: raw`\\>(?:>>)?` },
    braceCommand: command(COMMAND_KEYWORD, raw`\{`, raw`\}`, ['braceEscape', 'shellBrace']),
    commandAlone,
    braceEscape: { name: 'constant.character.escape.wdl', match: raw`\\[{}]` },
    ...shell('Heredoc', '>>>', ['tilde']),
    ...shell('Brace', raw`\}`, ['tilde', 'dollar']),
    shellVariables,
    shellWords,
    pythonWords,
  },
};
