import type { Rule } from './shell-grammar.ts';
import { captures, include, pythonWords, shell, shellVariables, shellWords } from './shell-grammar.ts';

/**
 * The TextMate grammars of Nextflow's scripts and configuration. `syntaxes/nextflow*.tmLanguage.json` are written from
 * them by `UPDATE_BASELINES=1 npm test`, and a test says that they agree.
 *
 * They are flat as the one of WDL: a word is coloured by what stands around it on its line. Regions are strings,
 * placeholders and comments only. A text in three quotes that begins a line is a script of the shell.
 */
const raw = String.raw;
const NAME = raw`[\p{L}_][\p{L}\p{N}_]*`;

const comment: Rule = {
  patterns: [
    { name: 'comment.line.shebang.nextflow', match: raw`\A\s*#!.*$` },
    {
      name: 'comment.block.documentation.nextflow',
      begin: raw`/\*\*(?!/)`,
      end: raw`\*/`,
      patterns: [{ name: 'keyword.other.documentation.nextflow', match: raw`@\w+` }],
    },
    { name: 'comment.block.nextflow', begin: raw`/\*`, end: raw`\*/` },
    { name: 'comment.line.double-slash.nextflow', match: '//.*$' },
  ],
};

const declarations: Rule = {
  patterns: [
    {
      match: raw`^\s*(process|workflow)\s+(${NAME})`,
      captures: captures('keyword.declaration.nextflow', 'entity.name.function.nextflow'),
    },
    { match: raw`^\s*(workflow|params|output)\s*(?=\{)`, captures: captures('keyword.declaration.nextflow') },
    {
      match: raw`^\s*(enum|record|class|interface|trait)\s+(${NAME})`,
      captures: captures('keyword.declaration.nextflow', 'entity.name.type.nextflow'),
    },
    {
      match: raw`(?<![\w.])(def)\s+(?:([A-Z]\w*)\s+)?(${NAME})\s*(?=\()`,
      captures: captures(
        'keyword.declaration.nextflow',
        'entity.name.type.nextflow',
        'entity.name.function.nextflow',
      ),
    },
    {
      name: 'keyword.control.import.nextflow',
      match: raw`^\s*(?:include|import|package)\b(?=\s+["'{\w])|(?<=\})\s*from\b`,
    },
    {
      match: raw`^\s*(${NAME})\s+(as)\s+(${NAME})\s*$`,
      captures: captures(
        'entity.name.function.nextflow',
        'keyword.control.as.nextflow',
        'entity.name.function.nextflow',
      ),
    },
    {
      match: raw`\b(as)\s+(${NAME})\s*(?=;|\}\s*from\b)`,
      captures: captures('keyword.control.as.nextflow', 'entity.name.function.nextflow'),
    },
  ],
};

const sections: Rule = {
  patterns: [
    {
      match: raw`^\s*(input|output|stage|topic|when|script|shell|exec|stub|take|main|emit|publish|onComplete|onError)\s*(:)(?!:)`,
      captures: captures('keyword.other.section.nextflow', 'punctuation.separator.nextflow'),
    },
    {
      name: 'support.function.qualifier.nextflow',
      match: raw`(?<![\w.])(?:val|path|file|env|tuple|each|eval|set)\b(?=\s*[("'\w])(?!\s+(?:in|instanceof)\b)|^\s*(?:stdin|stdout)\b`,
    },
    {
      name: 'support.type.property-name.directive.nextflow',
      match: raw`^\s*(?:accelerator|afterScript|arch|array|beforeScript|cache|clusterOptions|conda|container|containerOptions|cpus|debug|disk|echo|errorStrategy|executor|ext|fair|label|machineType|maxErrors|maxForks|maxRetries|maxSubmitAwait|memory|module|omicsRetryOn5xx|penv|pod|publishDir|queue|resourceLabels|resourceLimits|scratch|secret|spack|stageInMode|stageOutMode|storeDir|tag|time)\b(?=\s+["'\w\[{$-]|\s*[({=])`,
    },
  ],
};

const words: Rule = {
  patterns: [
    { name: 'constant.language.nextflow', match: raw`(?<![\w.])(?:true|false|null)\b` },
    {
      name: 'keyword.control.nextflow',
      match: raw`(?<![\w.])(?:if|else|for|while|do|switch|case|default|break|continue|return|try|catch|finally|throw|assert)\b(?!\s*:(?!:)(?<!default:))`,
    },
    { name: 'keyword.operator.word.nextflow', match: raw`(?<![\w.])(?:!?in|!?instanceof|as|new)\b(?!\s*:)` },
    {
      name: 'storage.modifier.nextflow',
      match: raw`(?<![\w.])(?:def|final|static|private|public|protected|abstract)\b(?!\s*:)`,
    },
    {
      name: 'support.type.nextflow',
      match: raw`(?<![\w.])(?:int|long|short|byte|char|float|double|boolean|void)\b(?!\s*:)`,
    },
    {
      name: 'variable.language.nextflow',
      match: raw`(?<![\w.])(?:params|task|workflow|nextflow|it|this|super|log|projectDir|baseDir|launchDir|moduleDir|workDir|session)\b(?!\s*:)`,
    },
    { name: 'support.class.nextflow', match: raw`(?<![\w.])(?:[Cc]hannel)(?=\s*\.)` },
    {
      match: raw`(@)(${NAME}(?:\.${NAME})*)`,
      captures: captures('punctuation.definition.annotation.nextflow', 'storage.type.annotation.nextflow'),
    },
  ],
};

const names: Rule = {
  patterns: [
    {
      match: raw`(?<![\w.?])(${NAME})\s*(:)(?!:)`,
      captures: captures('variable.other.property.nextflow', 'punctuation.separator.nextflow'),
    },
    { name: 'support.function.nextflow', match: raw`(?<=\.)${NAME}(?=\s*[({])` },
    { name: 'entity.name.function.nextflow', match: raw`(?<![\w.])${NAME}(?=\s*\()` },
    {
      name: 'entity.name.type.nextflow',
      match: raw`(?<![\w.])[A-Z]\w*[a-z]\w*(?=\s*(?:[<?]|[A-Za-z_]\w*\s*(?:=(?!=)|$|[,)])))`,
    },
    { name: 'variable.other.property.nextflow', match: raw`(?<=\.)${NAME}` },
    { name: 'variable.other.nextflow', match: raw`(?<![\w.])${NAME}` },
  ],
};

const operators: Rule = {
  patterns: [
    { name: 'keyword.operator.arrow.nextflow', match: '->' },
    { name: 'keyword.operator.comparison.nextflow', match: raw`<=>|===|!==|==~|=~|==|!=|<=|>=` },
    { name: 'keyword.operator.assignment.nextflow', match: raw`(?:\*\*|<<|>>>?|[-+*/%&|^?])?=` },
    { name: 'keyword.operator.logical.nextflow', match: raw`&&|\|\||!` },
    { name: 'keyword.operator.range.nextflow', match: raw`<?\.\.<?` },
    { name: 'keyword.operator.ternary.nextflow', match: raw`\?:|\?(?!\.)` },
    { name: 'keyword.operator.arithmetic.nextflow', match: raw`\*\*|\+\+|--|<<|>>>?|[-+*/%~&|^]` },
    { name: 'keyword.operator.comparison.nextflow', match: '[<>]' },
    { name: 'punctuation.accessor.nextflow', match: raw`\?\.|\*\.|\.[&@]?|::` },
    { name: 'punctuation.separator.nextflow', match: '[,:;]' },
    { name: 'punctuation.section.braces.nextflow', match: '[{}]' },
    { name: 'punctuation.section.brackets.nextflow', match: raw`[\[\]]` },
    { name: 'punctuation.section.parens.nextflow', match: '[()]' },
  ],
};

const numbers: Rule = {
  patterns: [
    { name: 'constant.numeric.hex.nextflow', match: raw`\b0[xX][0-9A-Fa-f_]+[lLiIgG]?\b` },
    {
      name: 'constant.numeric.float.nextflow',
      match: raw`(?<![\w.])\d[\d_]*(?:\.\d[\d_]*(?:[eE][-+]?\d+)?|[eE][-+]?\d+)[fFdDgG]?\b`,
    },
    { name: 'constant.numeric.integer.nextflow', match: raw`(?<![\w.])\d[\d_]*[lLiIgGfFdD]?(?!\w)` },
    {
      name: 'keyword.other.unit.nextflow',
      match: raw`(?<=\d\.)(?:[KMGTPEZ]?B|ms|s|m|h|d|[KMGT]b|day|hour|min|sec)\b`,
    },
  ],
};

const ESCAPE: Rule = {
  name: 'constant.character.escape.nextflow',
  match: raw`\\(?:u[0-9A-Fa-f]{4}|[0-7]{1,3}|.|$)`,
};
const VALUES = include('placeholder', 'path');

function quoted(quote: string, kind: string, end: string, content: readonly Rule[]): Rule {
  return {
    name: `string.quoted.${kind}.nextflow`,
    begin: quote,
    end,
    beginCaptures: { '0': { name: 'punctuation.definition.string.begin.nextflow' } },
    endCaptures: { '0': { name: 'punctuation.definition.string.end.nextflow' } },
    patterns: [ESCAPE, ...content],
  };
}

const strings: Rule = {
  patterns: [
    quoted('"""', 'triple.double', '"""', VALUES),
    quoted("'''", 'triple.single', "'''", []),
    quoted('"', 'double', '"|$', VALUES),
    quoted("'", 'single', "'|$", []),
    {
      ...quoted(raw`\$/`, 'dollar-slashy', raw`/\$`, []),
      patterns: [{ name: 'constant.character.escape.nextflow', match: raw`\$[$/]` }, ...VALUES],
    },
    {
      ...quoted(raw`(?<=[=~(,\[:]|=~|return|^)\s*/(?![/*\s])(?=(?:[^/\\]|\\.)*/)`, 'regexp', '/|$', []),
      name: 'string.regexp.nextflow',
      patterns: [{ name: 'constant.character.escape.nextflow', match: raw`\\.` }, ...VALUES],
    },
  ],
};

const placeholder: Rule = {
  name: 'meta.interpolation.nextflow',
  begin: raw`\$\{`,
  end: raw`\}`,
  beginCaptures: { '0': { name: 'punctuation.section.interpolation.begin.nextflow' } },
  endCaptures: { '0': { name: 'punctuation.section.interpolation.end.nextflow' } },
  patterns: include('braces', 'expression'),
};

/** In a placeholder a brace has to find its partner, because the next one alone closes the placeholder. */
const braces: Rule = {
  begin: raw`\{`,
  end: raw`\}`,
  beginCaptures: { '0': { name: 'punctuation.section.braces.nextflow' } },
  endCaptures: { '0': { name: 'punctuation.section.braces.nextflow' } },
  patterns: include('braces', 'expression'),
};

const path: Rule = {
  match: raw`(\$)((?!\d)\w+(?:\.(?!\d)\w+)*)`,
  captures: captures('punctuation.section.interpolation.begin.nextflow', 'variable.other.nextflow'),
};

/** `!{x}` of shell sections; a plain text in three quotes cannot know whether it stands in one. */
const bang: Rule = { ...placeholder, begin: raw`!\{` };

/** A dollar sign that is kept for the shell. */
const escaped: Rule = {
  patterns: [
    {
      match: raw`(\\)(\$\{?[A-Za-z_#!?*@0-9]\w*|\$\(\(?)`,
      captures: captures('constant.character.escape.nextflow', 'variable.other.shell'),
    },
    { name: 'constant.character.escape.nextflow', match: raw`\\[\\$"]` },
  ],
};

/** The script of a process: a text in three quotes that begins a line or stands behind a label. */
function script(quote: string, content: string): Rule {
  return {
    name: 'meta.script.nextflow',
    contentName: 'meta.embedded.block.shellscript',
    begin: raw`(^\s*|\breturn\s+|\b(?:script|shell|stub):\s*)(${quote})`,
    end: quote,
    beginCaptures: {
      '1': { name: 'keyword.other.section.nextflow' },
      '2': { name: 'punctuation.section.script.begin.nextflow' },
    },
    endCaptures: { '0': { name: 'punctuation.section.script.end.nextflow' } },
    patterns: [pythonScript(quote, content), ...include(`shell${content}`)],
  };
}

/** A script that says in its first line that it is Python. */
function pythonScript(quote: string, content: string): Rule {
  return {
    contentName: 'meta.embedded.block.python',
    begin: raw`^\s*(#!.*python.*)$`,
    end: `(?=${quote})`,
    beginCaptures: captures('comment.line.shebang.nextflow'),
    patterns: include(...(PLACEHOLDERS[content] ?? []), `python${content}`),
  };
}

const PLACEHOLDERS: Readonly<Record<string, readonly string[]>> = {
  Double: ['escaped', 'placeholder', 'path'],
  Single: ['bang'],
};

const repository = {
  comment,
  declarations,
  sections,
  words,
  names,
  operators,
  numbers,
  strings,
  placeholder,
  braces,
  path,
  bang,
  escaped,
  scripts: { patterns: [script('"""', 'Double'), script("'''", 'Single')] },
  expression: {
    patterns: include('comment', 'strings', 'numbers', 'words', 'names', 'operators'),
  },
  ...shell('Double', '"""', PLACEHOLDERS['Double'] ?? []),
  ...shell('Single', "'''", PLACEHOLDERS['Single'] ?? []),
  shellVariables,
  shellWords,
  pythonWords,
};

export const nextflowGrammar = {
  name: 'Nextflow',
  scopeName: 'source.nextflow',
  fileTypes: ['nf'],
  patterns: include('comment', 'declarations', 'scripts', 'sections', 'expression'),
  repository,
};

const settings: Rule = {
  patterns: [
    {
      match: raw`(?<![\w.])(withName|withLabel)\s*(:)`,
      captures: captures('keyword.other.selector.nextflow-config', 'punctuation.separator.nextflow'),
    },
    { name: 'keyword.control.import.nextflow-config', match: raw`(?<![\w.])includeConfig\b` },
    {
      match: raw`^\s*(${NAME}|"[^"]*"|'[^']*')\s*(?=\{)`,
      captures: captures('entity.name.section.nextflow-config'),
    },
    {
      match: raw`(?<![\w.])(${NAME}(?:\.${NAME})*)\s*(?==(?![=~]))`,
      captures: captures('support.type.property-name.nextflow-config'),
    },
  ],
};

export const nextflowConfigGrammar = {
  name: 'Nextflow Configuration',
  scopeName: 'source.nextflow-config',
  fileTypes: ['config'],
  patterns: include('comment', 'settings', 'expression'),
  repository: { ...repository, settings },
};
