import { ID, LABEL, PROCESS_DOC } from './common-fields.ts';
import { SCATTER_METHOD, VERSIONS } from './enums.ts';
import type { FieldInfo, RecordInfo } from './shape.ts';
import { EXPRESSION, INT, REQUIREMENT, STRING, byClass, list, mapped, record, text } from './shape.ts';

const REQUIREMENTS_FIELD: FieldInfo = {
  name: 'requirements',
  shapes: [mapped(REQUIREMENT, 'class')],
  doc: 'What an engine has to provide, or else not run it: containers, resources, JavaScript, scatter. A map of classes, or a list. They hold for everything inside as well.',
};

const HINTS_FIELD: FieldInfo = {
  name: 'hints',
  shapes: [mapped(REQUIREMENT, 'class')],
  doc: 'The same as `requirements`, which an engine that does not know one reads over. Requirements go before hints.',
};

function classField(name: string): FieldInfo {
  return {
    name: 'class',
    shapes: [{ kind: 'enum', values: [{ value: name, doc: '' }] }],
    required: 'all',
    doc: 'What the document is.',
  };
}

function processFields(input: string, output: string): readonly FieldInfo[] {
  return [
    {
      name: 'cwlVersion',
      shapes: [VERSIONS],
      doc: 'The version of CWL that the document is written in. AWS HealthOmics runs v1.0, v1.1 and v1.2.',
    },
    LABEL,
    PROCESS_DOC,
    ID,
    REQUIREMENTS_FIELD,
    HINTS_FIELD,
    {
      name: 'inputs',
      shapes: [mapped(record(input), 'id', 'type')],
      required: 'all',
      doc: 'The inputs: a map of names and types, or a list. `[]` or `{}` where there are none.',
    },
    {
      name: 'outputs',
      shapes: [mapped(record(output), 'id', 'type')],
      required: 'all',
      doc: 'The outputs: a map of names and types, or a list. `[]` or `{}` where there are none.',
    },
    {
      name: 'intent',
      shapes: [list(text('format'))],
      since: 'v1.2',
      doc: 'What it is for, as identifiers of an ontology.',
    },
  ];
}

export const PROCESSES: readonly RecordInfo[] = [
  {
    name: 'CommandLineTool',
    title: 'a `CommandLineTool`',
    doc: 'A command with its inputs and outputs.',
    fields: [
      classField('CommandLineTool'),
      ...processFields('CommandInputParameter', 'CommandOutputParameter'),
      {
        name: 'baseCommand',
        shapes: [text('command'), list(text('command'))],
        doc: 'The program, with its first arguments in a list. No shell reads it.',
      },
      {
        name: 'arguments',
        shapes: [list(STRING, EXPRESSION, record('CommandLineBinding'))],
        doc: 'Words of the command line that are no inputs.',
      },
      {
        name: 'stdin',
        shapes: [STRING, EXPRESSION],
        doc: 'The path of a file that becomes the standard input, mostly `$(inputs.name.path)`.',
      },
      {
        name: 'stdout',
        shapes: [STRING, EXPRESSION],
        doc: 'The name of the file that takes the standard output. An output of type `stdout` is this file.',
      },
      {
        name: 'stderr',
        shapes: [STRING, EXPRESSION],
        doc: 'The name of the file that takes the standard error. An output of type `stderr` is this file.',
      },
      { name: 'successCodes', shapes: [list(INT)], doc: 'Exit codes that mean success; `[0]` when absent.' },
      {
        name: 'temporaryFailCodes',
        shapes: [list(INT)],
        doc: 'Exit codes after which another try may succeed.',
      },
      {
        name: 'permanentFailCodes',
        shapes: [list(INT)],
        doc: 'Exit codes after which another try fails too.',
      },
    ],
  },
  {
    name: 'Workflow',
    title: 'a `Workflow`',
    doc: 'Steps, and the links between them.',
    fields: [
      classField('Workflow'),
      ...processFields('WorkflowInputParameter', 'WorkflowOutputParameter'),
      {
        name: 'steps',
        shapes: [mapped(record('WorkflowStep'), 'id')],
        required: 'all',
        doc: 'The steps: a map of names, or a list. Their order has no meaning; links say what waits for what.',
      },
    ],
  },
  {
    name: 'ExpressionTool',
    title: 'an `ExpressionTool`',
    doc: 'JavaScript that makes outputs of inputs, without a command or a container.',
    fields: [
      classField('ExpressionTool'),
      ...processFields('WorkflowInputParameter', 'ExpressionToolOutputParameter'),
      {
        name: 'expression',
        shapes: [EXPRESSION],
        older: [{ until: 'v1.0', shapes: [STRING, EXPRESSION] }],
        required: 'all',
        doc: 'JavaScript that gives an object with a member for every output.',
      },
    ],
  },
  {
    name: 'Operation',
    title: 'an `Operation`',
    doc: 'A place for a step that is not written yet. AWS HealthOmics does not run it.',
    since: 'v1.2',
    fields: [
      classField('Operation'),
      ...processFields('OperationInputParameter', 'OperationOutputParameter'),
    ],
  },
];

export const PROCESS_NAMES = PROCESSES.map(({ name }) => name);

export const STEP: RecordInfo = {
  name: 'WorkflowStep',
  title: 'a step',
  doc: 'A call of a tool or workflow.',
  fields: [
    {
      name: 'run',
      shapes: [text('process'), byClass(...PROCESS_NAMES)],
      required: 'all',
      doc: 'What is run: a file, `#name` of the same document, `file.cwl#name`, or a process written here.',
    },
    {
      name: 'in',
      shapes: [mapped(record('WorkflowStepInput'), 'id', 'source')],
      required: 'all',
      doc: 'The inputs of the tool and what feeds them: a map of names and sources, or a list.',
    },
    {
      name: 'out',
      shapes: [list(text('port'), record('WorkflowStepOutput'))],
      required: 'all',
      doc: 'The outputs of the tool that others use, a list of names.',
    },
    {
      name: 'scatter',
      shapes: [text('port'), list(text('port'))],
      doc: 'Inputs that are lists here and single values in the tool: it runs once for each element. Needs `ScatterFeatureRequirement`.',
    },
    {
      name: 'scatterMethod',
      shapes: [SCATTER_METHOD],
      doc: 'How the elements of several scattered inputs are combined.',
    },
    {
      name: 'when',
      shapes: [EXPRESSION],
      since: 'v1.2',
      doc: 'The step runs if this gives `true`; otherwise all its outputs are null. `inputs` are those of the step.',
    },
    LABEL,
    PROCESS_DOC,
    REQUIREMENTS_FIELD,
    HINTS_FIELD,
    ID,
  ],
};

/** What may stand at the top of a file beside the fields of a process. */
export const TOP_FIELDS: readonly FieldInfo[] = [
  {
    name: '$namespaces',
    shapes: [{ kind: 'any' }],
    doc: 'Prefixes and what they stand for, as `cwltool: "http://commonwl.org/cwltool#"` or `edam: "http://edamontology.org/"`.',
  },
  {
    name: '$schemas',
    shapes: [list(text('file'))],
    doc: 'Ontologies that formats and extensions come from.',
  },
  { name: '$base', shapes: [STRING], doc: 'The URI that names of the document are relative to.' },
];

/** The top of a packed document. */
export const GRAPH: RecordInfo = {
  name: '$graph',
  title: 'a packed document',
  doc: 'A document with several processes.',
  fields: [
    {
      name: 'cwlVersion',
      shapes: [VERSIONS],
      doc: 'The version of CWL of all processes. AWS HealthOmics runs v1.0, v1.1 and v1.2.',
    },
    {
      name: '$graph',
      shapes: [list(byClass(...PROCESS_NAMES))],
      required: 'all',
      doc: 'The processes, each with an `id`. A run starts with `main`.',
    },
    ...TOP_FIELDS,
  ],
};

/** Values that are written as objects. */
export const VALUES: readonly RecordInfo[] = [
  {
    name: 'File',
    title: 'a `File`',
    doc: 'A file as a value.',
    fields: [
      classField('File'),
      {
        name: 'location',
        shapes: [text('file')],
        doc: 'Where the file lies: a URI, or a path relative to the document.',
      },
      { name: 'path', shapes: [text('file')], doc: 'Where the file lies, as a path.' },
      { name: 'basename', shapes: [STRING], doc: 'The name that the file gets where it is used.' },
      { name: 'contents', shapes: [STRING], doc: 'The text of a file that lies nowhere.' },
      { name: 'secondaryFiles', shapes: [list(byClass('File', 'Directory'))], doc: 'Files that go with it.' },
      { name: 'format', shapes: [text('format')], doc: 'Its format, as an identifier of an ontology.' },
      { name: 'checksum', shapes: [STRING], doc: 'As `sha1$` with the sum behind it.' },
      { name: 'size', shapes: [INT], doc: 'Bytes.' },
      { name: 'dirname', shapes: [STRING], doc: 'Set by the engine.' },
      { name: 'nameroot', shapes: [STRING], doc: 'Set by the engine: the name without its last extension.' },
      { name: 'nameext', shapes: [STRING], doc: 'Set by the engine: the last extension, with its dot.' },
    ],
  },
  {
    name: 'Directory',
    title: 'a `Directory`',
    doc: 'A folder as a value.',
    fields: [
      classField('Directory'),
      {
        name: 'location',
        shapes: [text('file')],
        doc: 'Where the folder lies: a URI, or a path relative to the document.',
      },
      { name: 'path', shapes: [text('file')], doc: 'Where the folder lies, as a path.' },
      { name: 'basename', shapes: [STRING], doc: 'The name that the folder gets where it is used.' },
      { name: 'listing', shapes: [list(byClass('File', 'Directory'))], doc: 'What lies in it.' },
    ],
  },
];
