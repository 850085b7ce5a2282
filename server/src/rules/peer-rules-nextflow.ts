/**
 * What other tools for Nextflow look for, and what we say about it. `docs/nextflow-rules-compared.md` is made from this
 * list, and comments that silence a rule of AWS' linter silence ours by it.
 */
export interface NextflowPeerRule {
  readonly tool: 'AWS' | 'nextflow lint' | 'nf-core lint';
  /** As the tool spells it; for messages that have no name, what they are about. */
  readonly name: string;
  /** Ours; empty where there is a reason for none. */
  readonly codes: readonly string[];
  /** What is different, or why there is none. */
  readonly note?: string;
}

const CONTAINER = ['container-not-ecr', 'container-region', 'container-malformed', 'container-mutable'];
const SEES_CONFIG =
  'For what the process gets in the end: defaults, labels, selectors, closures and resource limits of the configuration are worked out.';
const STRICT = 'AWS HealthOmics runs no engine in strict mode: said only where the setting asks for it.';

/** Source: linter rules for Nextflow of AWS Labs; messages of the language server and of `nextflow lint` 25.10; nf-core/tools 3. */
export const NEXTFLOW_PEER_RULES: readonly NextflowPeerRule[] = [
  ...named('AWS', [
    [
      'AllowedDirectivesRule',
      ['unknown-directive', 'directive-version'],
      'By version, with the nearest name; directives under `if` and in configuration too.',
    ],
    [
      'ModuleIncludedTwiceRule',
      ['duplicate-declaration'],
      'Under one name; twice under two names is how a module is called twice.',
    ],
    [
      'JoinMismatchRule',
      ['join-mismatch'],
      'With a quick fix. Not with `remainder`, not for lists, not where `nextflow.enable.strict` is on.',
    ],
    ['JoinDuplicateRule', ['join-duplicate'], 'With a quick fix; off by default.'],
    ['ProcessWithoutCpuRule', ['resources-default'], SEES_CONFIG],
    ['ProcessWithoutMemoryRule', ['resources-default'], SEES_CONFIG],
    [
      'ProcessWithoutExecEnvironmentRule',
      ['container-missing', 'directive-ignored'],
      `${SEES_CONFIG} Only a container counts there.`,
    ],
    [
      'ProcessWithoutOutputRule',
      ['process-without-outputs', 'output-lost', 'nothing-published'],
      'Also outputs that nobody uses or publishes.',
    ],
    [
      'ProcessWithoutInputRule',
      ['process-without-inputs'],
      'Off by default: a process may make something out of nothing.',
    ],
    [
      'AllowedHealthOmicsDirectivesRule',
      ['directive-ignored'],
      'By weight: what changes the task is information, the rest a hint. Not `cache`, which counts since run caches exist; not `conda` beside an image; configuration too.',
    ],
    [
      'ContainerUriRule',
      CONTAINER,
      'Images of configuration, choices and parameters too; registry maps are known.',
    ],
    [
      'CpuMemoryRatioRule',
      ['instance-waste'],
      'Says which instance the task gets and what of it is wasted, in place of fixed ratios.',
    ],
    [
      'CpuRule',
      ['cpu-too-large', 'resource-too-small', 'cpu-fraction'],
      'By the instances of the Region, up to 192 vCPUs.',
    ],
    [
      'DslVersionRule',
      ['dsl1-version'],
      'DSL 1 runs with 22.04; reported where another version would run it.',
    ],
    [
      'GpuRule',
      ['accelerator-unknown', 'accelerator-count', 'accelerator-region'],
      'All types of the guide, in every form of the directive.',
    ],
    [
      'InputS3FileRule',
      ['path-out-of-reach'],
      'For files that are read. A `path` of an output is a name in the work folder.',
    ],
    [
      'MemoryRule',
      ['directive-value', 'memory-too-large', 'resource-too-small'],
      'Every way to write an amount, closures and `4.GB` too; up to 1,536 GiB by Region.',
    ],
    ['MissingProcessDirectivesRule', ['resources-default', 'container-missing'], SEES_CONFIG],
    [
      'PublishDirRule',
      ['publish-dir-lost'],
      'With a quick fix; interpolated paths, maps, lists, parameters and configuration too.',
    ],
  ]),
  ...named('nextflow lint', [
    [
      'Unexpected input',
      ['nextflow-syntax', 'nextflow-unclosed', 'nextflow-unread', 'nextflow-string', 'strict-syntax'],
      'All of them, not the first only. What only the strict parser refuses is `strict-syntax`.',
    ],
    [
      'Invalid process, workflow or output definition',
      ['nextflow-syntax', 'nextflow-keyword', 'strict-rule'],
    ],
    ['Statements cannot be mixed with declarations', ['strict-rule'], STRICT],
    ['Groovy imports, classes, loops, switch', ['strict-rule', 'strict-syntax'], STRICT],
    ['Defined more than once, already declared, already included', ['duplicate-declaration']],
    ['Missing script body, labels that are required or out of order', ['strict-rule'], STRICT],
    [
      'Unrecognized process directive',
      ['unknown-directive', 'directive-version', 'directive-assigned'],
      'By the version that runs the workflow.',
    ],
    ['Unrecognized input or output qualifier', ['unknown-qualifier']],
    ['Unknown named argument', ['unknown-option']],
    [
      'Duplicated named argument',
      [],
      'The later one counts, and the strict parser says so itself where it runs.',
    ],
    ['Unrecognized feature flag', ['unknown-flag'], 'With the nearest.'],
    ['X is not defined', ['unknown-variable', 'unknown-process', 'unknown-factory']],
    ['Unknown output of a process or workflow', ['unknown-output']],
    ['Wrong number of arguments of a process or workflow', ['wrong-input-count']],
    [
      'Assigned but not declared',
      ['closure-race'],
      'Reported where it does harm. Elsewhere such a variable is legal for AWS HealthOmics.',
    ],
    ['Variables in a closure should be declared with def', ['closure-race'], 'With a quick fix.'],
    [
      'Mutating an external variable in an operator closure',
      ['closure-race'],
      'Also for maps that came in, which other channels hold as well.',
    ],
    ['Variable was declared but not used', ['unused-variable']],
    [
      'Parameter was not used',
      [],
      'Closures of channels take what comes, used or not: too many, and harmless.',
    ],
    ['Implicit closure parameter is deprecated', ['implicit-it'], 'Off by default.'],
    ['The use of Channel is deprecated', ['channel-case'], 'Off by default; with a quick fix.'],
    ['The shell block is deprecated', ['shell-section'], 'Off by default.'],
    [
      'projectDir and the like in a process are discouraged',
      ['engine-path'],
      'Where the task may not see them.',
    ],
    [
      'params outside of the entry workflow',
      ['param-unseen'],
      'Where a template does not see the parameter.',
    ],
    ['when: is discouraged', ['when-section'], 'Off by default.'],
    [
      'Processes and workflows called from the wrong place',
      [],
      'The engine ends such a run with a message of its own; DSL 1 and closures of `each` are full of exceptions.',
    ],
    ['Include that does not exist, or has no such name', ['include-not-found', 'unknown-include']],
    [
      'Unrecognized config option',
      ['unknown-setting'],
      'Only near misses: plugins and institutions have settings of their own.',
    ],
    ['Config option with a value of the wrong type', ['directive-value'], 'For directives of processes.'],
    ['If, try and variables mixed with config statements', ['strict-rule'], STRICT],
    ['Invalid include source', ['config-not-found', 'strict-syntax']],
    [
      'Unrecognized parameter (schema)',
      ['param-unseen', 'param-not-in-schema', 'schema-param-unused'],
      'Both ways.',
    ],
    ['Failed to parse parameter schema', ['json-syntax', 'document-shape']],
    [
      'Types of typed workflows',
      [],
      'Typed processes are a preview in 25.10, which AWS HealthOmics does not promise to run.',
    ],
  ]),
  ...named('nf-core lint', [
    [
      'nextflow_config',
      [
        'engine-version-refused',
        'engine-version-unmatched',
        'engine-version-overridden',
        'engine-version-range',
      ],
      'What the version does there, in place of which manifest fields there are.',
    ],
    ['schema_lint', ['json-syntax', 'schema-draft', 'schema-no-parameters', 'schema-required-unknown']],
    ['schema_params', ['param-not-in-schema', 'schema-param-unused', 'param-unseen']],
    ['schema_description', ['template-description-missing'], 'For the template that is made of the schema.'],
    ['plugin_includes', ['plugin-missing', 'plugin-version']],
    ['pipeline_todos', ['template-todo'], 'Off by default.'],
    ['pipeline_if_empty_null', ['if-empty-null'], 'With a quick fix.'],
    ['system_exit', ['system-exit']],
    ['process_capitals', ['process-name-case'], 'Off by default.'],
    ['process_standard_label', ['process-without-label'], 'Off by default; any label counts.'],
    [
      'container_links, docker_tag, singularity_tag',
      ['container-mutable', 'container-without-digest', 'container-malformed'],
    ],
    [
      'bioconda_version',
      [],
      'Whether a newer version exists is known to a web site only, and nothing is sent unasked.',
    ],
    ['when_exist, when_condition', ['when-section'], 'Off by default.'],
    [
      'main_nf_input_tuple, main_nf_meta_output',
      [],
      'Whether a map of metadata goes along is the choice of whoever writes the workflow.',
    ],
    ['missing_emit', ['output-without-name'], 'Off by default.'],
    ['wrong_version_emit, main_nf_version_topic', ['versions-missing'], 'Off by default.'],
    ['stub presence', ['process-without-stub'], 'Off by default.'],
    ['script, shell and template presence', ['strict-rule']],
    [
      'base_config, modules_config, included_configs',
      ['config-not-found'],
      'Names of files that the nf-core template has are not required.',
    ],
    [
      'local_component_structure, modules_structure, modules_json, files_exist, files_unchanged',
      [],
      'How the repository of an nf-core pipeline is laid out is for its own tool.',
    ],
    [
      'actions_*, multiqc_config, nf_test_content, nfcore_yml, readme, rocrate_readme_sync, version_consistency, merge_markers, template_strings, pipeline_name_conventions',
      [],
      'About files beside the workflow, which belong to the nf-core template.',
    ],
  ]),
];

function named(
  tool: NextflowPeerRule['tool'],
  rows: readonly (readonly [name: string, codes: readonly string[], note?: string])[],
): readonly NextflowPeerRule[] {
  return rows.map(([name, codes, note]) => ({ tool, name, codes, ...(note === undefined ? {} : { note }) }));
}
