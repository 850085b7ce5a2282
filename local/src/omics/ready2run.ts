import type { parameterTemplate } from '@omics-lens/server/model/index.ts';
import { strToU8, zipSync } from 'fflate';
import { digestOf, uuidOf } from '../identity.ts';
import type { DefinitionRecord, WorkflowRecord } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import type { Ready2Run } from './ready2run-table.ts';
import { READY2RUN } from './ready2run-table.ts';

/** When they were published; all of them are older than whatever somebody makes. */
const PUBLISHED = Date.UTC(2023, 3, 1);

/** The workflow of that id, with a definition of one task: what it does really is not known. */
export function ready2run(id: string, store: Store): WorkflowRecord | undefined {
  const found = READY2RUN.find((workflow) => workflow.id === id);
  return found === undefined ? undefined : recordOf(found, store);
}

export function allReady2run(store: Store): readonly WorkflowRecord[] {
  return READY2RUN.map((workflow) => recordOf(workflow, store));
}

function recordOf(workflow: Ready2Run, store: Store): WorkflowRecord {
  const description = `By ${workflow.publisher}. Inputs of up to ${workflow.mostInputGiB} GiB; takes about ${workflow.minutes} minutes. Simulated as one task.`;
  return {
    id: workflow.id,
    uuid: uuidOf('ready2run', workflow.id),
    type: 'READY2RUN',
    name: workflow.name,
    definition: oneTask(description, store),
    versions: [],
    request: { requestId: `ready2run ${workflow.id}`, digest: '' },
  };
}

/** A definition that stands for one that others keep to themselves. */
export function oneTask(description: string, store: Store): DefinitionRecord {
  const zip = zipSync({ 'main.wdl': [strToU8(SOURCE), { mtime: PUBLISHED }] });
  const digest = digestOf(zip);
  store.blobs.put(digest, zip);
  return {
    digest,
    createdAt: PUBLISHED,
    settledAt: PUBLISHED,
    outcome: 'ACTIVE',
    engine: 'WDL',
    main: 'main.wdl',
    description,
    parameterTemplate: TEMPLATE,
    storageType: 'STATIC',
    storageCapacity: 1200,
    tags: {},
  };
}

const TEMPLATE: ReturnType<typeof parameterTemplate> = {
  inputs: { description: 'Files to work on. The real workflow has parameters of its own.', optional: true },
};

const SOURCE = `version 1.1

workflow Ready2Run {
  input {
    Array[File]? inputs
  }
  call Work { input: inputs = inputs }
  output {
    File result = Work.result
  }
}

task Work {
  input {
    Array[File]? inputs
  }
  command <<< true >>>
  output {
    File result = "result"
  }
  runtime {
    container: "simulation:1"
    cpu: 4
    memory: "16 GiB"
  }
}
`;
