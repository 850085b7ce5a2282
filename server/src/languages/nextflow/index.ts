import type { Problem } from '../../text/index.ts';
import type { Analysis, AnalyzeContext, Language, LanguageId, Parsed } from '../language.ts';
import { IMPLICIT_TARGETS, lowerScriptFile, readScript, scriptImports } from './analyze.ts';
import type { ReadScript } from './analyze.ts';
import { configCompletions } from './complete/config.ts';
import { scriptCompletions } from './complete/script.ts';
import { configImports, lowerConfigFile } from './config/analyze.ts';
import { readConfig } from './config/read.ts';
import type { ReadConfig } from './config/read.ts';
import { CONFIG_SCOPES } from './data/index.ts';
import { describeInConfig } from './describe-config.ts';
import { describeInScript } from './describe-script.ts';
import { embeddedScripts } from './embedded-scripts.ts';
import type { NextflowExports } from './exports.ts';
import { NEXTFLOW_RULES } from './findings.ts';
import { FINDING_RULES, findingsInConfig, findingsInScript } from './findings/index.ts';
import { formatNextflow } from './format/index.ts';
import { RESERVED_WORDS } from './reserved.ts';
import { signatureAt } from './signature.ts';
import type { NextflowTree } from './syntax/ast.ts';
import { parseConfig, parseScript } from './syntax/parser.ts';
import { STRICT_RULES, asksForStrict, strictProblems } from './syntax/strict/index.ts';
import { SYNTAX_RULES } from './syntax/syntax-rules.ts';
import { unsaidIn } from './unsaid.ts';

const FOLDS: ReadonlySet<string> = new Set([
  ...[
    'include',
    'process',
    'workflow',
    'section',
    'params',
    'output',
    'outputTarget',
    'function',
    'class',
    'enum',
  ],
  ...[
    'record',
    'block',
    'closure',
    'list',
    'map',
    'call',
    'command',
    'string',
    'configBlock',
    'configSelector',
  ],
  ...['switch', 'ternary'],
]);

const BOTH: ReadonlySet<LanguageId> = new Set<LanguageId>(['nextflow', 'nextflow-config', 'json']);

/** Scripts of Nextflow, DSL 1 and 2, as the engines 22.04 to 25.10 run them. */
export const nextflow: Language<NextflowTree, NextflowExports> = {
  id: 'nextflow',
  accepts: (uri, text) => uri.endsWith('.nf') || /^#!.*\bnextflow\b/.test(text),
  parse: parseScript,
  imports: scriptImports,
  implicit: () => IMPLICIT_TARGETS,
  reads: BOTH,
  analyze: analyzeScript,
  format: formatNextflow,
  folds: FOLDS,
  rules: [...SYNTAX_RULES, ...STRICT_RULES, ...NEXTFLOW_RULES, ...FINDING_RULES],
  reserved: RESERVED_WORDS,
  lineComment: '//',
};

/** Configuration of Nextflow; other programs have files with the ending too. */
export const nextflowConfig: Language<NextflowTree, NextflowExports> = {
  id: 'nextflow-config',
  accepts: (uri, text) =>
    /(?:^|\/)nextflow\.config$/.test(uri) || (uri.endsWith('.config') && looksLikeConfig(uri, text)),
  parse: parseConfig,
  imports: configImports,
  implicit: (uri) => (uri.endsWith('/nextflow.config') ? ['nextflow_schema.json'] : []),
  reads: BOTH,
  analyze: analyzeConfig,
  format: formatNextflow,
  folds: FOLDS,
  rules: [],
  reserved: RESERVED_WORDS,
  lineComment: '//',
};

/** Not the XML of .NET, the configuration of a kernel, or a module of JavaScript: it has scopes of Nextflow. */
function looksLikeConfig(uri: string, text: string): boolean {
  if (/\.(?:js|ts|babel|webpack)\.config$|\/\.config$/.test(uri) || /^\s*</.test(text)) return false;
  if (text.trim() === '' || SCOPES.test(text)) return true;
  // A part of a configuration may hold nothing but names of its author's.
  return (
    !/^\[[\w. -]+\]\s*$/m.test(text) && /^[ \t]*[A-Za-z_][\w.$]*[ \t]*(?:\{|=[ \t]*['"\d[{])/m.test(text)
  );
}

const SCOPES = new RegExp(`^[ \\t]*(?:includeConfig|${[...CONFIG_SCOPES.keys()].join('|')})\\b`, 'm');

function analyzeScript(
  parsed: Parsed<NextflowTree>,
  context: AnalyzeContext<NextflowExports>,
): Analysis<NextflowExports> {
  const read = readScript(parsed.tree, context);
  const lowered = lowerScriptFile(parsed, read);
  const document = remembered(read, parsed.tree.text, parseScript, context, (tree, again) =>
    readScript(tree, again),
  );
  return {
    ...lowered,
    allProblems: () => [
      ...withStrict(lowered, parsed, context),
      ...findingsInScript(document(), parsed.problems),
    ],
    completions: (offset) => scriptCompletions(document(), offset, context.around),
    describe: (offset) => describeInScript(document(), offset),
    signature: (offset) => signatureAt(document(), offset),
    scripts: () => embeddedScripts(document()),
    unsaid: (range) => unsaidIn(document(), range),
  };
}

function analyzeConfig(
  parsed: Parsed<NextflowTree>,
  context: AnalyzeContext<NextflowExports>,
): Analysis<NextflowExports> {
  const read = readConfig(parsed.tree, context);
  const lowered = lowerConfigFile(parsed, read, context);
  const document = remembered(read, parsed.tree.text, parseConfig, context, (tree, again) =>
    readConfig(tree, again),
  );
  return {
    ...lowered,
    allProblems: () => [
      ...withStrict(lowered, parsed, context),
      ...findingsInConfig(document(), context, parsed.problems),
    ],
    completions: (offset) => configCompletions(document(), offset, context.around),
    describe: (offset) => describeInConfig(document(), offset, context.around),
  };
}

/** The strict parser looks at files only that are read without problems. */
function withStrict(
  { problems, languageVersion }: Pick<Analysis, 'problems' | 'languageVersion'>,
  parsed: Parsed<NextflowTree>,
  { settings }: AnalyzeContext<NextflowExports>,
): readonly Problem[] {
  if (!asksForStrict(settings, languageVersion) || parsed.problems.length > 0) return problems;
  return [...problems, ...strictProblems(parsed.tree)];
}

/**
 * Trees are large, and most files are never asked about a place. What is asked is kept while memory lasts, and read
 * again from the text when it has gone, with the imports as they were.
 */
function remembered<T extends ReadScript | ReadConfig>(
  first: T,
  text: string,
  parse: (text: string) => Parsed<NextflowTree>,
  context: AnalyzeContext<NextflowExports>,
  read: (tree: NextflowTree, context: AnalyzeContext<NextflowExports>) => T,
): () => T {
  let kept = new WeakRef<T>(first);
  return () => {
    const before = kept.deref();
    if (before !== undefined) return before;
    const again = read(parse(text).tree, context);
    kept = new WeakRef(again);
    return again;
  };
}
