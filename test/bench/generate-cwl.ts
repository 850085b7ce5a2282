import { numbers } from './generate.ts';

const IMAGE = '123456789012.dkr.ecr.us-east-1.amazonaws.com';

/** A tool as people write them, of about 60 lines. */
export function generateTool(seed: number): string {
  return `cwlVersion: v1.2\n${toolText(numbers(seed), 'tool', 6).join('\n')}\n`;
}

/** A packed document of about `lines` lines: tools, and a workflow that has a step for each and links them. */
export function generatePacked(seed: number, lines: number): string {
  const random = numbers(seed);
  const tools: string[] = [];
  const steps: string[] = [];
  const inputs: string[] = [];
  let count = 0;
  while (tools.length + steps.length + inputs.length < lines) {
    const name = `tool_${count}`;
    const options = 2 + Math.floor(random() * 5);
    tools.push(...toolText(random, name, options).map((line, i) => (i === 0 ? `- ${line}` : `  ${line}`)));
    inputs.push(`    reads_${count}: File`);
    steps.push(
      `    step_${count}:`,
      `      run: "#${name}"`,
      '      in:',
      `        source: reads_${count}`,
      ...(count === 0 ? [] : [`        after: step_${count - 1}/result`]),
      ...Array.from({ length: options }, (_, i) => `        option_${i}: { default: ${i} }`),
      '      out: [result]',
    );
    count++;
  }
  return [
    'cwlVersion: v1.2',
    '$graph:',
    ...tools,
    '- class: Workflow',
    '  id: main',
    '  inputs:',
    ...inputs,
    '  outputs:',
    '    result:',
    '      type: File',
    `      outputSource: step_${count - 1}/result`,
    '  steps:',
    ...steps,
    '',
  ].join('\n');
}

function toolText(random: () => number, name: string, options: number): readonly string[] {
  const cpus = 2 ** (1 + Math.floor(random() * 4));
  return [
    'class: CommandLineTool',
    `id: ${name}`,
    `label: Makes the result of ${name}`,
    'requirements:',
    '  InlineJavascriptRequirement: {}',
    '  DockerRequirement:',
    `    dockerPull: ${IMAGE}/${name}:1.${Math.floor(random() * 20)}`,
    '  ResourceRequirement:',
    `    coresMin: ${cpus}`,
    `    ramMin: ${cpus * 2048}`,
    'inputs:',
    '  source:',
    '    type: File',
    '    doc: What is read, with its index beside it',
    '    inputBinding:',
    '      position: 1',
    '  after: File?',
    ...Array.from({ length: options }, (_, i) => [
      `  option_${i}:`,
      '    type: int?',
      `    doc: How much of number ${i} there shall be`,
      '    inputBinding:',
      `      prefix: --option-${i}`,
    ]).flat(),
    `baseCommand: [${name}, run]`,
    'arguments:',
    '  - prefix: --threads',
    '    valueFrom: $(runtime.cores)',
    '  - prefix: --name',
    '    valueFrom: $(inputs.source.nameroot).out',
    'outputs:',
    '  result:',
    '    type: File',
    '    outputBinding:',
    '      glob: ${ return inputs.source.nameroot + ".out"; }',
  ];
}
