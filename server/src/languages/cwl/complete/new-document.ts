import type { CompletionCandidate } from '../../language.ts';
import type { Cursor } from './cursor.ts';

const TOOL = `cwlVersion: v1.2
class: CommandLineTool
label: \${1:What it does}
requirements:
  DockerRequirement:
    dockerPull: \${2:image}
  ResourceRequirement:
    coresMin: \${3:2}
    ramMin: \${4:4096}
baseCommand: [\${5:command}]
inputs:
  \${6:input}:
    type: \${7:File}
    inputBinding:
      position: 1
outputs:
  \${8:output}:
    type: File
    outputBinding:
      glob: \${9:"*.txt"}
`;

const WORKFLOW = `cwlVersion: v1.2
class: Workflow
label: \${1:What it does}
inputs:
  \${2:input}: \${3:File}
outputs:
  \${4:output}:
    type: File
    outputSource: \${5:step}/\${6:output}
steps:
  \${5:step}:
    run: \${7:tool.cwl}
    in:
      \${8:input}: \${2:input}
    out: [\${6:output}]
`;

const EXPRESSION = `cwlVersion: v1.2
class: ExpressionTool
requirements:
  InlineJavascriptRequirement: {}
inputs:
  \${1:input}: \${2:string}
outputs:
  \${3:output}: \${4:string}
expression: |
  \\\${
    return { \${3:output}: inputs.\${1:input} };
  }
`;

/** Whole documents to begin with, for a file that holds nothing yet. */
export function newDocuments(text: string, cursor: Cursor): readonly CompletionCandidate[] {
  if (text.replace(/^\s*#.*$/gm, '').trim().length > cursor.word.end - cursor.word.start) return [];
  const all = [
    ['CommandLineTool', 'a new tool', TOOL],
    ['Workflow', 'a new workflow', WORKFLOW],
    ['ExpressionTool', 'a new expression tool', EXPRESSION],
  ] as const;
  return all.map(([label, detail, insert], index) => ({
    label,
    kind: 'snippet',
    detail,
    insert,
    snippet: true,
    replace: cursor.word,
    rank: index / 10,
  }));
}
