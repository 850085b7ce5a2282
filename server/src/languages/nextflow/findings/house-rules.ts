import { nameOf, positional, spanOf } from '../words.ts';
import { operatorCalls } from './channel-calls.ts';
import { wordsAt } from './context.ts';
import type { NextflowFinding } from './finding.ts';

export const systemExit: NextflowFinding = {
  code: 'system-exit',
  severity: 'hint',
  summary: 'The workflow ends the whole program.',
  why: 'The engine is stopped in the middle: handlers of the end of a run do not run, and the message is not in the record of the run. `error` ends the run and says why.',
  bad: 'System.exit(1)',
  good: "error 'The sample sheet is empty.'",
  script: (context) =>
    context
      .nodes('call')
      .filter(({ callee }) => wordsAt(context, callee) === 'System.exit')
      .map((call) => ({
        span: spanOf(call),
        message: "'System.exit' stops the engine without a word.",
        note: "End the run with 'error' and say why.",
      })),
};

export const ifEmptyNull: NextflowFinding = {
  code: 'if-empty-null',
  severity: 'hint',
  summary: 'An empty channel gets a null.',
  why: 'A process cannot take `null` for a file, and waits for ever or fails with a message about something else. An empty list stands for no files.',
  bad: 'intervals.ifEmpty(null)',
  good: 'intervals.ifEmpty([])',
  script: (context) =>
    operatorCalls(context).flatMap(({ name, node }) => {
      const [value] = positional(node.args);
      if (name !== 'ifEmpty' || value?.kind !== 'null') return [];
      return [
        {
          span: spanOf(value),
          message: "A process cannot take 'null' as an input.",
          note: 'An empty list stands for no files.',
          fixes: [
            {
              title: "Change to '[]'",
              edits: [{ span: spanOf(value), newText: '[]' }],
              preferred: true as const,
            },
          ],
        },
      ];
    }),
};

export const processNameCase: NextflowFinding = {
  code: 'process-name-case',
  severity: 'hint',
  default: 'off',
  summary: 'The name of a process is not in capitals.',
  why: 'By custom processes and workflows are in capitals with underscores, functions and channels are not, so that one sees what a call is.',
  bad: 'process alignReads {',
  good: 'process ALIGN_READS {',
  script: ({ script }) =>
    script.processes
      .filter(({ name }) => name !== '' && !/^[A-Z][A-Z0-9_]*$/.test(name))
      .map(({ name, nameSpan }) => ({
        span: nameSpan,
        message: `The name of process '${name}' is not in capitals.`,
      })),
};

export const processWithoutLabel: NextflowFinding = {
  code: 'process-without-label',
  severity: 'hint',
  default: 'off',
  summary: 'A process has no label.',
  why: 'With a label such as `process_medium`, configuration gives sizes to many processes at once.',
  script: ({ script, text }) =>
    script.processes
      .filter(
        ({ name, native, directives }) =>
          name !== '' && !native && !directives.some((one) => nameOf(text, one.name) === 'label'),
      )
      .map(({ name, nameSpan }) => ({ span: nameSpan, message: `Process '${name}' has no label.` })),
};

export const processWithoutStub: NextflowFinding = {
  code: 'process-without-stub',
  severity: 'hint',
  default: 'off',
  needs: 'whole document',
  summary: 'A process has no stub.',
  why: 'With `stub:` in every process, `nextflow run -stub` tries the whole workflow in seconds.',
  script: ({ script }) =>
    script.processes
      .filter(({ name, native, sections }) => name !== '' && !native && !sections.has('stub'))
      .map(({ name, nameSpan }) => ({ span: nameSpan, message: `Process '${name}' has no stub.` })),
};

export const outputWithoutName: NextflowFinding = {
  code: 'output-without-name',
  severity: 'hint',
  default: 'off',
  summary: 'An output has no name.',
  why: 'With `emit` it is `ALIGN.out.bam`; without, `ALIGN.out[0]`, which another output in front of it makes another thing.',
  bad: "path '*.bam'",
  good: "path '*.bam', emit: bam",
  script: ({ script, text }) =>
    script.dsl === 1
      ? []
      : script.processes.flatMap(({ outputs }) =>
          outputs
            .filter(
              ({ emit, qualifier, span }) =>
                emit === undefined &&
                qualifier !== 'typed' &&
                !/\btopic\s*:/.test(text.slice(span.start, span.end)),
            )
            .map(({ span }) => ({
              span,
              message: 'This output has no name.',
              note: "Give it one with 'emit'.",
            })),
        ),
};

export const versionsMissing: NextflowFinding = {
  code: 'versions-missing',
  severity: 'hint',
  default: 'off',
  needs: 'whole document',
  summary: 'A process does not say which versions of its tools it ran.',
  why: 'An output `versions`, or a topic of that name, gathers them for the report.',
  script: ({ script, text }) =>
    script.processes
      .filter(
        ({ name, native, outputs }) =>
          name !== '' &&
          !native &&
          !outputs.some(({ span }) => /\bversions/.test(text.slice(span.start, span.end))),
      )
      .map(({ name, nameSpan }) => ({
        span: nameSpan,
        message: `Process '${name}' has no output 'versions'.`,
      })),
};

export const whenSection: NextflowFinding = {
  code: 'when-section',
  severity: 'hint',
  default: 'off',
  summary: 'A process decides itself whether it runs.',
  why: 'Nobody who reads the workflow sees it. An `if` around the call, or `filter` on the channel, says it where it happens.',
  bad: 'when:\nparams.run_qc',
  good: 'if (params.run_qc) QC(reads)',
  script: ({ script }) =>
    script.processes.flatMap(({ sections }) => {
      const label = sections.get('when')?.label;
      return label === undefined
        ? []
        : [
            {
              span: spanOf(label),
              message: "'when:' hides in the process whether it runs.",
              note: 'Decide it in the workflow.',
            },
          ];
    }),
};

export const shellSection: NextflowFinding = {
  code: 'shell-section',
  severity: 'hint',
  default: 'off',
  summary: "A process has the old section 'shell:'.",
  why: 'Newer versions of Nextflow call it out of date. In `script:` values stand as `${x}`, and a dollar sign for the shell has a backslash.',
  script: ({ script }) =>
    script.processes.flatMap(({ sections }) => {
      const label = sections.get('shell')?.label;
      return label === undefined
        ? []
        : [
            {
              span: spanOf(label),
              message: "'shell:' is out of date.",
              note: "Use 'script:'.",
              tags: ['deprecated' as const],
            },
          ];
    }),
};

export const channelCase: NextflowFinding = {
  code: 'channel-case',
  severity: 'hint',
  default: 'off',
  summary: "Factories of channels stand behind 'Channel'.",
  why: 'Since `channel` exists, `Channel` is the old way, and the strict language calls it out of date.',
  bad: "Channel.fromPath('*.fq')",
  good: "channel.fromPath('*.fq')",
  script: (context) =>
    context
      .nodes('member')
      .filter(({ target }) => target.kind === 'name' && wordsAt(context, target) === 'Channel')
      .map(({ target }) => ({
        span: spanOf(target),
        message: "'Channel' is the old way to write 'channel'.",
        tags: ['deprecated' as const],
        fixes: [
          {
            title: "Change to 'channel'",
            edits: [{ span: spanOf(target), newText: 'channel' }],
            preferred: true as const,
          },
        ],
      })),
};

export const implicitIt: NextflowFinding = {
  code: 'implicit-it',
  severity: 'hint',
  default: 'off',
  summary: "A closure uses 'it', which it does not declare.",
  why: 'A name says what comes in, and the strict language calls `it` out of date.',
  bad: 'map { it.baseName }',
  good: 'map { file -> file.baseName }',
  script: (context) =>
    context.nodes('closure').flatMap((closure) => {
      if (closure.arrow !== undefined) return [];
      const first = context
        .nodes('name')
        .find((one) => closure.start < one.start && one.end < closure.end && wordsAt(context, one) === 'it');
      if (first === undefined) return [];
      const inner = context
        .nodes('closure')
        .some(
          (one) =>
            one !== closure &&
            one.start > closure.start &&
            one.end < closure.end &&
            one.start < first.start &&
            first.end < one.end,
        );
      return inner
        ? []
        : [{ span: spanOf(first), message: "'it' is the parameter that this closure does not name." }];
    }),
};

export const nfCoreTodo: NextflowFinding = {
  code: 'template-todo',
  severity: 'hint',
  default: 'off',
  summary: "A note of the nf-core template is left: 'TODO nf-core'.",
  why: 'The template marks what a new pipeline has to fill in. What is done needs no note.',
  script: ({ script }) => todos(script.text, script.tree.comments),
  config: ({ read, text }) => todos(text, read.tree.comments),
};

function todos(text: string, comments: readonly { readonly start: number; readonly end: number }[]) {
  return comments
    .filter(({ start, end }) => /\bTODO nf-core\b/.test(text.slice(start, end)))
    .map((comment) => ({ span: spanOf(comment), message: 'A note of the template is left here.' }));
}
