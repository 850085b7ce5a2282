import assert from 'node:assert/strict';
import path from 'node:path';
import { METHODS } from '@omics-lens/server/lsp/methods/index.ts';
import { LineIndex } from '@omics-lens/server/text/index.ts';
import { makeFolder } from '../../support/folder.ts';
import type { TestFolder } from '../../support/folder.ts';
import { startServerProcess } from '../../support/lsp-client.ts';
import type { ServerProcess } from '../../support/lsp-client.ts';

const SERVER = path.resolve(import.meta.dirname, '../../../server/src/node/server-main.ts');
const CANCELLED = -32800;

const MAIN = `version 1.1
import "lib.wdl" as lib
# A workflow
# of two lines.
workflow W {
  input {
    File reads
    Sample sample
  }
  call lib.align { input: reads = reads, sample = sample, n = length([1]) }
}
`;
const LIB = `version 1.1
struct Sample {
  String name
}
task align {
  input {
    File reads
    Sample sample
    Int n
  }
  command <<< ~{reads} >>>
  output {
    File bam = "x.bam"
  }
}
`;
const PARAMETERS = '{"raeds": "s3://b/k", "sample": {"name": "x"}}';

/** What each method is asked, and what its answer must look like. Places are found by the text that stands there. */
interface Case {
  readonly params: (at: Places) => unknown;
  readonly expected: (answer: never, at: Places) => unknown;
}

interface Places {
  readonly main: string;
  readonly lib: string;
  readonly parameters: string;
  /** Parameters for a place in the main file: directly before the text, or in it where `|` stands. */
  at(marked: string): object;
}

interface Range {
  readonly start: { readonly line: number; readonly character: number };
}
const lineOf = ({ start }: Range) => start.line;
const document = ({ main }: Places) => ({ textDocument: { uri: main } });
const whole = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

const CASES: Readonly<Record<string, Case>> = {
  'textDocument/completion': {
    params: (at) => at.at('= re|ads'),
    expected: (answer: { items: { label: string }[] }) => answer.items[0]?.label === 'reads',
  },
  'textDocument/hover': {
    params: (at) => at.at('= re|ads'),
    expected: (answer: { contents: { value: string } }) => answer.contents.value.includes('File reads'),
  },
  'textDocument/signatureHelp': {
    params: (at) => at.at('length(|[1'),
    expected: (answer: { signatures: { label: string }[] }) =>
      answer.signatures[0]?.label.startsWith('length'),
  },
  'textDocument/definition': {
    params: (at) => at.at('lib.ali|gn'),
    expected: (answer: { uri: string; range: Range }[], { lib }) =>
      answer[0]?.uri === lib && lineOf(answer[0].range) === 4,
  },
  'textDocument/declaration': {
    params: (at) => at.at('lib.ali|gn'),
    expected: (answer: { uri: string }[], { lib }) => answer[0]?.uri === lib,
  },
  'textDocument/typeDefinition': {
    params: (at) => at.at('= sam|ple'),
    expected: (answer: { uri: string; range: Range }, { lib }) =>
      answer.uri === lib && lineOf(answer.range) === 1,
  },
  'textDocument/references': {
    params: (at) => ({ ...at.at('lib.ali|gn'), context: { includeDeclaration: true } }),
    expected: (answer: unknown[]) => answer.length === 2,
  },
  'textDocument/documentHighlight': {
    params: (at) => at.at('= re|ads'),
    expected: (answer: unknown[]) => answer.length === 2,
  },
  'textDocument/prepareRename': {
    params: (at) => at.at('= re|ads'),
    expected: (answer: { placeholder: string }) => answer.placeholder === 'reads',
  },
  'textDocument/rename': {
    params: (at) => ({ ...at.at('lib.ali|gn'), newName: 'map' }),
    expected: (answer: { changes: Record<string, unknown[]> }) => Object.keys(answer.changes).length === 2,
  },
  'textDocument/formatting': {
    params: (at) => ({ ...document(at), options: { tabSize: 4, insertSpaces: true } }),
    expected: (answer: { range: Range; newText: string }[]) =>
      answer.some(({ range, newText }) => lineOf(range) === 1 && newText === '\n') &&
      answer.some(({ range, newText }) => lineOf(range) === 5 && newText === '  '),
  },
  'textDocument/rangeFormatting': {
    params: (at) => ({
      ...document(at),
      range: { start: { line: 5, character: 3 }, end: { line: 6, character: 0 } },
      options: { tabSize: 8, insertSpaces: true },
    }),
    expected: (answer: { range: Range; newText: string }[]) =>
      answer.length === 1 && lineOf(answer[0]?.range ?? whole) === 5 && answer[0]?.newText === '      ',
  },
  'textDocument/onTypeFormatting': {
    params: (at) => ({
      ...document(at),
      position: { line: 8, character: 3 },
      ch: '}',
      options: { tabSize: 1, insertSpaces: false },
    }),
    expected: (answer: { range: Range; newText: string }[]) =>
      answer.length === 4 && answer.every(({ newText }) => /^\t*$/.test(newText)),
  },
  'textDocument/documentSymbol': {
    params: document,
    expected: (answer: { name: string }[]) => answer.some(({ name }) => name === 'W'),
  },
  'workspace/symbol': {
    params: () => ({ query: 'alig' }),
    expected: (answer: { location: { uri: string } }[], { lib }) => answer[0]?.location.uri === lib,
  },
  'textDocument/semanticTokens/full': {
    params: document,
    expected: (answer: { data: number[] }) => answer.data.length > 0 && answer.data.length % 5 === 0,
  },
  'textDocument/semanticTokens/full/delta': {
    params: (at) => ({ ...document(at), previousResultId: 'unknown' }),
    expected: (answer: { data: number[]; resultId: string }) =>
      answer.data.length > 0 && answer.resultId !== '',
  },
  'textDocument/semanticTokens/range': {
    params: (at) => ({
      ...document(at),
      range: { start: { line: 9, character: 0 }, end: { line: 10, character: 0 } },
    }),
    expected: (answer: { data: number[] }) => answer.data[0] === 9,
  },
  'textDocument/foldingRange': {
    params: document,
    expected: (answer: { kind?: string }[]) => answer.some(({ kind }) => kind === 'comment'),
  },
  'textDocument/selectionRange': {
    params: (at) => ({ ...document(at), positions: [{ line: 6, character: 10 }] }),
    expected: (answer: { range: Range; parent?: object }[]) => answer[0]?.parent !== undefined,
  },
  'textDocument/documentLink': {
    params: document,
    expected: (answer: { target: string }[], { lib }) => answer[0]?.target === lib,
  },
  'codeLens/resolve': {
    params: ({ lib }) => ({ range: whole, data: `${lib}#align` }),
    expected: (
      answer: { command: { title: string; arguments: [string, object, { uri: string }[]] } },
      { main, lib },
    ) => {
      const [uri, start, places] = answer.command.arguments;
      assert.deepEqual([answer.command.title, uri, start], ['1 reference', lib, whole.start]);
      return places[0]?.uri === main;
    },
  },
  'textDocument/codeLens': {
    params: document,
    expected: (answer: { command: { command: string; arguments: string[] } }[], { main }) =>
      answer.length === 1 &&
      answer[0]?.command.command === 'omicsLens.startRun' &&
      answer[0].command.arguments[0] === main,
  },
  'textDocument/inlayHint': {
    params: (at) => ({ ...document(at), range: whole }),
    expected: (answer: { label: string; position: { line: number } }[]) =>
      answer.length === 3 && answer[2]?.label === ': Int' && answer[2].position.line === 9,
  },
  'textDocument/codeAction': {
    params: ({ parameters }) => ({
      textDocument: { uri: parameters },
      range: whole,
      context: { diagnostics: [] },
    }),
    expected: (answer: { title: string; edit: object }[]) =>
      answer.some(({ title }) => title.includes('reads')),
  },
  'textDocument/prepareCallHierarchy': {
    params: (at) => at.at('lib.ali|gn'),
    expected: (answer: { name: string }[]) => answer[0]?.name === 'align',
  },
  'callHierarchy/incomingCalls': {
    params: ({ lib }) => ({ item: { data: `${lib}#align` } }),
    expected: (answer: { from: { name: string } }[]) => answer[0]?.from.name === 'W',
  },
  'callHierarchy/outgoingCalls': {
    params: ({ main }) => ({ item: { data: `${main}#W` } }),
    expected: (answer: { to: { name: string } }[]) => answer[0]?.to.name === 'align',
  },
  'textDocument/diagnostic': {
    params: ({ parameters }) => ({ textDocument: { uri: parameters } }),
    expected: (answer: { kind: string; items: { code: string }[] }) =>
      answer.kind === 'full' && answer.items.some(({ code }) => code === 'parameter-unknown'),
  },
  'workspace/diagnostic': {
    params: () => ({ previousResultIds: [] }),
    expected: (answer: { items: { uri: string; items: unknown[] }[] }, { parameters }) =>
      answer.items.some(({ uri, items }) => uri === parameters && items.length > 0),
  },
  'omicsLens/workflow': {
    params: ({ parameters }) => ({ uri: parameters }),
    expected: (
      answer: { uri: string; name: string; files: string[]; parameterFiles: string[]; inputs: unknown[] },
      { main, lib, parameters },
    ) => {
      assert.deepEqual([answer.uri, answer.name, answer.inputs.length], [main, 'W', 2]);
      assert.deepEqual([answer.files, answer.parameterFiles], [[main, lib], [parameters]]);
      return true;
    },
  },
  'omicsLens/engineVersion': {
    // A WDL file has the version that it says itself.
    params: ({ main }) => ({ uri: main }),
    expected: (answer: unknown) => answer === null,
  },
  'omicsLens/newInputs': {
    params: ({ parameters }) => ({ uri: parameters, which: 'all' }),
    expected: (answer: { uri: string; text: string }, { main }) =>
      answer.uri === main.replace('.wdl', '.inputs.json') && answer.text.includes('"reads": "s3://"'),
  },
  'omicsLens/checkParameters': {
    params: ({ parameters }) => ({ uri: parameters }),
    expected: (answer: { workflow: { name: string }; problems: { code: string }[] }) =>
      answer.workflow.name === 'W' && answer.problems.some(({ code }) => code === 'parameter-unknown'),
  },
  'omicsLens/parameterTemplate': {
    params: ({ main }) => ({ uri: main }),
    expected: (answer: { text: string; changed: boolean }) => {
      assert.deepEqual(Object.keys(JSON.parse(answer.text) as object), ['reads', 'sample']);
      return answer.changed;
    },
  },
  'omicsLens/checkPackage': {
    params: ({ main }) => ({ uri: main, zipBytes: 5_000_000, main: 'gone.wdl' }),
    expected: (answer: { findings: { code: string }[] }) => {
      assert.deepEqual(
        answer.findings.map(({ code }) => code),
        ['package-main-unknown', 'package-too-large'],
      );
      return true;
    },
  },
  'omicsLens/graph': {
    params: ({ main }) => ({ uri: main, tasks: [] }),
    expected: (answer: { workflows: { name: string; calls: { id: string }[] }[] }) => {
      assert.deepEqual(
        answer.workflows.map(({ name, calls }) => [name, calls.map(({ id }) => id)]),
        [['W', ['align']]],
      );
      return true;
    },
  },
  'omicsLens/renderTask': {
    params: ({ lib }) => ({ uri: lib, inputs: { reads: 's3://b/k' } }),
    expected: (answer: { tasks: string[]; rendered?: { name: string; script: string } }) => {
      assert.deepEqual(
        [answer.tasks, answer.rendered?.name, answer.rendered?.script.trim()],
        [['align'], 'align', 's3://b/k'],
      );
      return true;
    },
  },
  'omicsLens/resizeTask': {
    params: ({ main }) => ({ uri: main, taskNames: [], task: 'unknown', cpus: 2, memory: 4 }),
    expected: (answer: { edits: unknown[] }) => {
      assert.deepEqual(answer.edits, []);
      return true;
    },
  },
  'omicsLens/locateFailure': {
    params: ({ main }) => ({
      uri: main,
      run: 'nightly',
      reason: 'SERVICE_ERROR',
      tasks: [],
      taskNames: [],
      engineLog: [],
    }),
    expected: (answer: { failures: { message: string }[] }) => {
      assert.deepEqual(
        answer.failures.map(({ message }) => message),
        ["Run 'nightly' failed: the service had a passing fault (SERVICE_ERROR)."],
      );
      return true;
    },
  },
  'omicsLens/preflightFacts': {
    params: ({ main, parameters }) => ({ uri: main, parameters }),
    expected: (answer: { inputs: { name: string; value: string; wanted: string }[] }) => {
      assert.deepEqual(
        answer.inputs.map(({ name, value, wanted }) => `${name} ${value} ${wanted}`),
        ['raeds s3://b/k unknown'],
      );
      return true;
    },
  },
  'omicsLens/sampleSheet': {
    params: ({ main }) => ({ sheet: main.replace(/[^/]+$/, 'sheet.csv'), workflow: main, want: 'batch' }),
    expected: (answer: {
      columns: { header: string; target: string }[];
      runs: number;
      batch: { kind: string; pieces: string[] };
    }) => {
      assert.deepEqual(
        answer.columns.map(({ header, target }) => `${header} ${target}`),
        ['id -', 'READS reads', 'sample.name sample.name'],
      );
      return (
        answer.runs === 1 &&
        answer.batch.kind === 'inline' &&
        answer.batch.pieces.join('').includes('s3://b-b/k')
      );
    },
  },
  'omicsLens/batchEntries': {
    params: ({ main }) => ({
      uri: main.replace(/[^/]+$/, 'sheet.csv'),
      sheet: { workflow: main },
      ids: ['S1', 'S2'],
    }),
    expected: (answer: { runs: number; found: { id: string; range: Range; entry: string }[] }) => {
      assert.deepEqual(
        answer.found.map(({ id, range, entry }) => [id, range.start.line, entry.includes('s3://b-b/k')]),
        [['S1', 1, true]],
      );
      return answer.runs === 1;
    },
  },
};

describe('the server over standard input and output', function () {
  this.timeout(60_000);
  let folder: TestFolder;
  let server: ServerProcess;
  let places: Places;

  before(async () => {
    folder = makeFolder([
      ['sheet.csv', 'id,READS,sample.name\nS1,s3://b-b/k,x\n'],
      ['main.wdl', MAIN],
      ['lib.wdl', LIB],
      ['params.json', PARAMETERS],
    ]);
    const main = folder.uri('main.wdl');
    const lines = new LineIndex(MAIN);
    places = {
      main,
      lib: folder.uri('lib.wdl'),
      parameters: folder.uri('params.json'),
      at(marked) {
        const offset = MAIN.indexOf(marked.replace('|', '')) + marked.indexOf('|');
        return { textDocument: { uri: main }, position: lines.positionAt(offset) };
      },
    };
    server = startServerProcess([process.execPath, '--import', 'tsx', SERVER, '--stdio']);
    await server.client.initialize({
      workspaceFolders: [{ uri: folder.uri(), name: 'folder' }],
      initializationOptions: { commands: ['omicsLens.startRun'] },
    });
    server.client.notify('initialized', {});
    server.client.open(main, MAIN);
  });
  after(() => {
    server.kill();
    folder.remove();
  });

  it('has a case for every method', () => {
    assert.deepEqual(Object.keys(CASES).sort(), METHODS.map(({ method }) => method).sort());
  });

  for (const { method } of METHODS) {
    it(`answers ${method}, and takes its cancellation`, async () => {
      const { params, expected } = CASES[method] ?? assert.fail('there is no case');
      const answer = await server.client.ask(method, params(places));
      assert.ok(expected(answer as never, places), JSON.stringify(answer, undefined, 1));
      const cancelled = await server.client.requestAndCancel(method, params(places));
      assert.equal(cancelled.error?.code, CANCELLED);
    });
  }

  it('tells the client of each method in its capabilities', () => {
    const promised = new Set(
      METHODS.flatMap((method) => Object.keys(method.capabilities?.(FULL_SESSION) ?? {})),
    );
    assert.equal(promised.size, METHODS.filter(({ capabilities }) => capabilities !== undefined).length);
  });

  it('writes nothing but the protocol, and ends when it is told to', async () => {
    await server.client.ask('shutdown');
    server.client.notify('exit');
    assert.equal(await server.exit, 0);
    assert.equal(server.client.stray, '');
    assert.equal(server.errors(), '');
  });

  it('ends when its input ends', async () => {
    const other = startServerProcess([process.execPath, '--import', 'tsx', SERVER, '--stdio']);
    await other.client.initialize();
    other.end();
    assert.equal(await other.exit, 1);
  });
});

/** A session with a client that can do everything. */
const FULL_SESSION = {
  pullsDiagnostics: true,
  commands: new Set(['omicsLens.startRun']),
  capabilities: { textDocument: { rename: { prepareSupport: true } } },
} as unknown as Parameters<NonNullable<(typeof METHODS)[number]['capabilities']>>[0];
