import { holdsFile } from '../types/type.ts';
import { textOf } from '../types/read.ts';
import type { CheckedFile } from './file.ts';
import { isOn, report } from './file.ts';
import type { CheckedProcess } from './processes.ts';

/** What makes a document easier to use, each only where somebody asks for it. */
export function checkPractice(file: CheckedFile, processes: readonly CheckedProcess[]): void {
  const codes = ['cwl-label-missing', 'cwl-doc-missing', 'cwl-format-missing', 'cwl-container-hint'] as const;
  const [label, doc, format, container] = codes.map((code) => isOn(file, code));
  for (const checked of processes) {
    const { process, signature } = checked;
    const place = process.id?.span ?? process.classNode;
    if (place === undefined) continue;
    const what = process.class === 'Workflow' ? 'Workflow' : 'Tool';
    if (label === true && textOf(process.fields.get('label')?.value) === undefined) {
      report(file, 'cwl-label-missing', place, {
        message: `${what} '${signature.name}' has no label.`,
        note: 'A label is a line for lists and graphs.',
      });
    }
    if (doc === true && textOf(process.fields.get('doc')?.value) === undefined) {
      report(file, 'cwl-doc-missing', place, {
        message: `${what} '${signature.name}' has no doc.`,
        note: 'Say what it does and what it needs.',
      });
    }
    if (format === true) checkFormats(file, checked);
    if (container === true) checkContainer(file, checked);
  }
}

function checkFormats(file: CheckedFile, { inputs, outputs }: CheckedProcess): void {
  for (const { port, signature } of [...inputs, ...outputs]) {
    if (!holdsFile(signature.type) || port.fields.has('format')) continue;
    report(file, 'cwl-format-missing', port.name.span, {
      message: `'${signature.name}' is a File without a format.`,
      note: 'A format of EDAM, such as edam:format_2572 for BAM, lets engines find links between files of different kinds.',
    });
  }
}

function checkContainer(file: CheckedFile, { process }: CheckedProcess): void {
  const hint = process.hints.find(({ name }) => name === 'DockerRequirement');
  if (hint === undefined || process.requirements.some(({ name }) => name === 'DockerRequirement')) return;
  report(file, 'cwl-container-hint', hint.classNode, {
    message: 'The container is only a hint.',
    note: 'An engine may leave it out, and the tool then runs with what the machine has. Put it under requirements.',
  });
}
