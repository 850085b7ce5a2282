import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { ECRClient } from '@aws-sdk/client-ecr';
import { ECSClient } from '@aws-sdk/client-ecs';
import { IAMClient } from '@aws-sdk/client-iam';
import { CreateWorkflowCommand, GetRunCommand, OmicsClient, StartRunCommand } from '@aws-sdk/client-omics';
import type { StartRunRequest } from '@aws-sdk/client-omics';
import { S3Client } from '@aws-sdk/client-s3';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { STSClient } from '@aws-sdk/client-sts';
import { ConfiguredRetryStrategy } from '@smithy/core/retry';
import { strToU8, zipSync } from 'fflate';
import type { LocalService, LocalServiceOptions, ManualClock, Scenario } from '@omics-lens/local/index.ts';
import { manualClock, startLocalService } from '@omics-lens/local/index.ts';
import { parseFixture } from '../../support/fixture.ts';

/** A service with a clock that stands still, and the real clients pointed at it. */
export interface TestService {
  readonly service: LocalService;
  readonly clock: ManualClock;
  /** Sends once. */
  readonly omics: OmicsClient;
  /** Sends up to three times. */
  readonly retrying: OmicsClient;
  readonly logs: CloudWatchLogsClient;
  readonly sts: STSClient;
  readonly s3: S3Client;
  readonly iam: IAMClient;
  readonly ecr: ECRClient;
  readonly ecs: ECSClient;
  readonly quotas: ServiceQuotasClient;
  /** What the service told its owner. */
  readonly reports: readonly string[];
  /** Advances the clock by seconds. */
  pass(seconds: number): Promise<void>;
  play(scenario: Scenario): Promise<void>;
  /** Creates a workflow of `definition` and waits until it is there; gives its id. */
  workflow(definition?: Uint8Array): Promise<string>;
  /** Starts a run with what every run needs. */
  start(request: Partial<StartRunRequest>): Promise<string>;
  status(runId: string): Promise<string | undefined>;
  close(): Promise<void>;
}

export const CREDENTIALS = { accessKeyId: 'LOCALEXAMPLE', secretAccessKey: 'not-a-secret' };
export const ROLE = 'arn:aws:iam::123456789012:role/omics';
export const OUTPUT = 's3://results/runs';
/** When the tests' time begins. */
export const START = Date.UTC(2026, 0, 1);

export type TestOptions = Omit<LocalServiceOptions, 'clock' | 'report'> & { readonly clock?: ManualClock };

export async function startTestService(options: TestOptions = {}): Promise<TestService> {
  const { clock = manualClock(START) } = options;
  const reports: string[] = [];
  const service = await startLocalService({ ...options, clock, report: (message) => reports.push(message) });
  const config = {
    endpoint: service.endpoint,
    region: 'us-east-1',
    credentials: CREDENTIALS,
    disableHostPrefix: true,
    maxAttempts: 1,
  };
  const omics = new OmicsClient(config);
  // The SDK's own retries, without its pauses.
  const retrying = new OmicsClient({ ...config, retryStrategy: new ConfiguredRetryStrategy(3, () => 0) });
  const logs = new CloudWatchLogsClient(config);
  const sts = new STSClient(config);
  const s3 = new S3Client(config);
  const iam = new IAMClient(config);
  const ecr = new ECRClient(config);
  const ecs = new ECSClient(config);
  const quotas = new ServiceQuotasClient(config);
  const pass = (seconds: number): Promise<void> => clock.advance(seconds * 1000);
  return {
    service,
    clock,
    omics,
    retrying,
    logs,
    sts,
    s3,
    iam,
    ecr,
    ecs,
    quotas,
    reports,
    pass,
    play: (scenario) => playScenario(service, scenario),
    async workflow(definition = zipOf(SMALL)) {
      const { id = '' } = await omics.send(new CreateWorkflowCommand({ definitionZip: definition }));
      await pass(3);
      return id;
    },
    async start(request) {
      const run = { roleArn: ROLE, outputUri: OUTPUT, ...request };
      return (await omics.send(new StartRunCommand(run))).id ?? '';
    },
    status: async (id) => (await omics.send(new GetRunCommand({ id }))).status,
    async close() {
      for (const client of [omics, retrying, logs, sts, s3, iam, ecr, ecs, quotas]) client.destroy();
      await service.close();
    },
  };
}

/** One service for each test of the suite at hand. */
export function eachWithService(options: TestOptions = {}): () => TestService {
  let current: TestService | undefined;
  beforeEach(async () => {
    current = await startTestService(options);
  });
  afterEach(async () => {
    await current?.close();
    current = undefined;
  });
  return () => {
    if (current === undefined) throw new Error('There is a service only inside a test.');
    return current;
  };
}

/** The zip of a definition that is written as a fixture: `//- /path` starts a file. */
export function zipOf(fixture: string): Uint8Array {
  const { files } = parseFixture(fixture);
  return zipSync(
    Object.fromEntries([...files].map(([path, text]) => [path.replace(/^\//, ''), strToU8(text)])),
    // The same fixture gives the same bytes whenever it is packed.
    { mtime: START },
  );
}

/** One task. */
export const SMALL = `
  //- /main.wdl
  version 1.1
  workflow Small {
    input { String name = "world" }
    call Greet { input: name = name }
  }
  task Greet {
    input { String name }
    command <<< echo ~{name} >>>
    output { String greeting = read_string(stdout()) }
    runtime { container: "123456789012.dkr.ecr.us-east-1.amazonaws.com/greet:1" cpu: 2 memory: "4 GiB" }
  }
`;

/** A scatter between two tasks, in two files, and a task that runs on request. */
export const PIPELINE = `
  //- /main.wdl
  version 1.1
  import "tasks/tools.wdl" as tools
  workflow Pipeline {
    input {
      Array[String] samples
      File reference
      Boolean report = false
    }
    call tools.Prepare { input: reference = reference }
    scatter (sample in samples) {
      call tools.Align { input: sample = sample, index = Prepare.index }
    }
    call tools.Merge { input: parts = Align.bam }
    if (report) {
      call tools.Report { input: bam = Merge.bam }
    }
    output { File bam = Merge.bam }
  }
  //- /tasks/tools.wdl
  version 1.1
  task Prepare {
    input { File reference }
    command <<< index ~{reference} >>>
    output { File index = "index" }
    runtime { container: "tools:1" cpu: 1 memory: "1 GiB" }
  }
  task Align {
    input {
      String sample
      File index
      Int threads = 8
    }
    command <<< align ~{index} >>>
    output { File bam = "~{sample}.bam" }
    runtime { container: "tools:1" cpu: threads memory: "~{threads * 2} GiB" maxRetries: 1 }
  }
  task Merge {
    input { Array[File] parts }
    command <<< merge ~{sep(" ", parts)} >>>
    output { File bam = "merged.bam" }
    runtime { container: "tools:1" cpu: 2 memory: "8 GiB" }
  }
  task Report {
    input { File bam }
    command <<< report ~{bam} >>>
    output { File html = "report.html" }
    runtime { container: "tools:1" }
  }
`;

async function playScenario(service: LocalService, scenario: Scenario): Promise<void> {
  const answer = await fetch(`${service.endpoint}/_local/scenario`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(scenario),
  });
  if (!answer.ok) throw new Error(await answer.text());
}
