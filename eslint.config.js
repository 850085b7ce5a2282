import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const pathOf = (folder) => [`**/${folder}/**`, `**/${folder}/*`];

/**
 * One import direction of `docs/architecture.md`: files of `folder` must not import what `forbidden` matches, because
 * of `reason`.
 */
function direction(files, ...rules) {
  return {
    files,
    rules: {
      'no-restricted-imports': ['error', { patterns: rules.map(([group, message]) => ({ group, message })) }],
    },
  };
}

const NODE = [['node:*'], 'Only node/ touches Node: the rest of the server also runs in a browser.'];
const CONNECTION = [
  ['vscode-languageserver', 'vscode-languageserver/*', 'vscode-languageserver-*'],
  'Only lsp/ knows the protocol, so that editor features stay functions over plain data.',
];
const VSCODE = [
  ['vscode', 'vscode-languageclient', 'vscode-languageclient/*'],
  'The server runs without VS Code.',
];
const AWS = [['@aws-sdk/*', '@smithy/*'], 'The server never talks to AWS; the client does.'];
const CORE = [NODE, CONNECTION, VSCODE, AWS];

const above = (...folders) => [
  folders.flatMap(pathOf),
  `Layers point one way: text ← model ← languages ← workspace ← rules ← features ← {lsp, cli} ← node.`,
];

/** A language may import its own folder and language.ts only. */
function languageDirection(name, others) {
  return direction(
    [`server/src/languages/${name}/**/*.ts`],
    ...CORE,
    above('workspace', 'rules', 'features', 'lsp', 'cli', 'node'),
    [
      others.flatMap((other) => [`**/languages/${other}/**`, `../${other}/**`, `../../${other}/**`]),
      'A language never imports another: what two share belongs to syntax/ or model/.',
    ],
    [
      ['../registry.ts', '../../registry.ts'],
      'The registry lists the languages; no language knows the list.',
    ],
  );
}

export default tseslint.config(
  { ignores: ['**/node_modules/', 'dist/', 'out/', '.vscode-test/', 'samples/', 'test/baselines/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      // TypeScript's noPropertyAccessFromIndexSignature asks for the brackets that this rule forbids.
      '@typescript-eslint/dot-notation': 'off',
      // A constant annotated `number` is one that code compares with other numbers, not a literal type.
      '@typescript-eslint/no-inferrable-types': 'off',
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      'no-console': 'error',
      eqeqeq: 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportDefaultDeclaration',
          message: 'Named exports only: a name that can be searched for says what a thing is.',
        },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      'no-console': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['scripts/**/*.mjs', '*.config.js'],
    languageOptions: {
      globals: {
        console: 'readonly',
        process: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        URL: 'readonly',
        fetch: 'readonly',
        AbortController: 'readonly',
        AbortSignal: 'readonly',
        Buffer: 'readonly',
        performance: 'readonly',
      },
    },
  },
  direction(['server/src/text/**/*.ts'], ...CORE, [
    ['../*'],
    'text/ imports nothing: everything stands on it.',
  ]),
  direction(['server/src/syntax/**/*.ts', 'server/src/healthomics/**/*.ts'], ...CORE, [
    ['model', 'languages', 'workspace', 'rules', 'features', 'lsp', 'cli', 'node'].flatMap((f) => pathOf(f)),
    'syntax/ and healthomics/ import only text/: they are facts and shapes, not analysis.',
  ]),
  direction(
    ['server/src/model/**/*.ts'],
    ...CORE,
    above('documents', 'languages', 'workspace', 'rules', 'features', 'lsp', 'cli', 'node'),
  ),
  direction(
    ['server/src/documents/**/*.ts', 'server/src/sheets/**/*.ts'],
    ...CORE,
    above('languages', 'workspace', 'rules', 'features', 'lsp', 'cli', 'node'),
  ),
  languageDirection('wdl', ['json', 'toml', 'dockerfile', 'nextflow', 'cwl']),
  languageDirection('cwl', ['wdl', 'json', 'toml', 'dockerfile', 'nextflow']),
  languageDirection('nextflow', ['wdl', 'json', 'toml', 'dockerfile', 'cwl']),
  languageDirection('json', ['wdl', 'toml', 'dockerfile', 'nextflow', 'cwl']),
  languageDirection('toml', ['wdl', 'json', 'dockerfile', 'nextflow', 'cwl']),
  languageDirection('dockerfile', ['wdl', 'json', 'toml', 'nextflow', 'cwl']),
  direction(['server/src/workspace/**/*.ts'], ...CORE, above('features', 'lsp', 'cli', 'node'), [
    ['**/languages/*/**'],
    'The workspace knows languages only through language.ts and the list it is given.',
  ]),
  direction(['server/src/rules/**/*.ts'], ...CORE, above('features', 'lsp', 'cli', 'node'), [
    ['**/languages/*/**'],
    'Rules read the workflow model: a rule that asks for the language shows that the model misses something.',
  ]),
  direction(['server/src/features/**/*.ts'], ...CORE, above('lsp', 'cli', 'node'), [
    ['**/languages/*/**'],
    'Features are written once over occurrences and model, never per language.',
  ]),
  direction(['server/src/lsp/**/*.ts'], NODE, VSCODE, AWS, above('cli')),
  direction(['server/src/cli/**/*.ts'], ...CORE, above('lsp')),
  direction(['server/src/node/**/*.ts'], VSCODE, AWS),
  direction(
    ['client/src/infrastructure/**/*.ts'],
    [
      ['**/features/**', '**/omics/**'],
      'infrastructure/ is what every feature stands on; it knows none of them.',
    ],
  ),
  direction(
    ['client/src/omics/**/*.ts'],
    [
      ['**/features/**', 'vscode', 'vscode-languageclient', 'vscode-languageclient/*'],
      'omics/ is the service behind plain interfaces, testable without VS Code.',
    ],
  ),
  direction(
    ['client/src/features/**/*.ts'],
    [
      [
        '../../../server/**',
        '@omics-lens/server/model/*',
        '@omics-lens/server/languages/**',
        '@omics-lens/server/workspace/**',
      ],
      'The client takes protocol/ and the facts of healthomics/ from the server, and never reads a workflow itself.',
    ],
    [
      [
        'account',
        'batches',
        'navigation',
        'parameters',
        'runs',
        'logs',
        'local',
        'status',
        'workflows',
        'resources',
        'tags',
        'graph',
        'outputs',
        'failures',
        'preflight',
        'ecs',
      ].map((f) => `../${f}/**`),
      'A feature owns its folder: what two need goes to infrastructure/ or omics/, and extension.ts wires them.',
    ],
  ),
  direction(
    ['local/src/**/*.ts'],
    [['**/client/**', 'vscode', 'vscode-languageclient'], 'The local service knows nothing of the client.'],
  ),
);
