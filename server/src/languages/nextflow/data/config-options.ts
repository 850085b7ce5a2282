import type { Availability, NextflowLine } from './versions.ts';

/** A setting of configuration, by its full name: `docker.runOptions`. */
export interface ConfigOption extends Availability {
  readonly name: string;
  readonly doc?: string;
}

/**
 * The settings of each scope, with the first line of Nextflow where that is not the first of ours. Source: reference of
 * configuration of each release, and what is annotated `@ConfigOption` in 25.10.
 */
const OPTIONS: Readonly<Record<string, string>> = {
  '':
    'bucketDir cleanup dumpChannels dumpHashes outputDir@24.10 poolSize profile resume workDir ' + 'plugins',
  apptainer:
    'autoMounts cacheDir enabled engineOptions envWhitelist libraryDir noHttps ociAutoPull ' +
    'pullTimeout registry runOptions',
  aws: 'accessKey profile region secretKey',
  'aws.batch':
    'cliPath delayBetweenAttempts executionRole jobRole logsGroup maxParallelTransfers ' +
    'maxSpotAttempts maxTransferAttempts platformType retryMode schedulingPriority ' +
    'shareIdentifier terminateUnschedulableJobs volumes',
  'aws.client':
    'anonymous connectionTimeout endpoint glacierAutoRetrieval glacierExpirationDays ' +
    'glacierRetrievalTier maxConcurrency maxConnections maxDownloadHeapMemory maxErrorRetry ' +
    'maxNativeMemory minimumPartSize multipartThreshold protocol proxyHost proxyPassword ' +
    'proxyPort proxyScheme proxyUsername requesterPays s3Acl s3PathStyleAccess signerOverride ' +
    'socketRecvBufferSizeHint socketSendBufferSizeHint socketTimeout storageClass ' +
    'storageEncryption storageKmsKeyId targetThroughputInGbps uploadChunkSize uploadMaxAttempts ' +
    'uploadMaxThreads uploadRetrySleep uploadStorageClass userAgent',
  'azure.activeDirectory': 'servicePrincipalId servicePrincipalSecret tenantId',
  'azure.azcopy': 'blobTier blockSize',
  'azure.batch':
    'accountKey accountName allowPoolCreation autoPoolMode copyToolInstallMode ' +
    'deleteJobsOnCompletion deletePoolsOnCompletion deleteTasksOnCompletion endpoint ' +
    'jobMaxWallClockTime location poolIdentityClientId pools terminateJobsOnCompletion',
  'azure.managedIdentity': 'clientId system tenantId',
  'azure.registry': 'password server userName',
  'azure.retryPolicy': 'delay jitter maxAttempts maxDelay',
  'azure.storage': 'accountKey accountName sasToken tokenDuration',
  charliecloud:
    'cacheDir enabled envWhitelist pullTimeout registry runOptions temp writableInputMounts ' + 'writeFake',
  conda: 'cacheDir channels createOptions createTimeout enabled useMamba useMicromamba',
  dag: 'depth direction enabled file overwrite verbose',
  docker:
    'enabled engineOptions envWhitelist fixOwnership kill legacy mountFlags registry ' +
    'registryOverride remove runOptions sudo temp tty writableInputMounts',
  executor:
    'account cpus dumpInterval exitReadTimeout jobName killBatchSize memory name ' +
    'perCpuMemAllocation perJobMemLimit perTaskReserve pollInterval queueGlobalStatus queueSize ' +
    'queueStatInterval submitRateLimit',
  'executor.retry': 'delay jitter maxAttempt maxAttempts maxDelay reason',
  fusion:
    'cacheSize containerConfigUrl enabled exportStorageCredentials logLevel logOutput ' +
    'privileged snapshots tags tagsEnabled tagsPattern',
  google: 'enableRequesterPaysBuckets httpConnectTimeout httpReadTimeout location project region zone',
  'google.batch':
    'allowedLocations autoRetryExitCodes bootDiskImage bootDiskSize cpuPlatform gcsfuseOptions ' +
    'installGpuDrivers maxSpotAttempts network networkTags preemptible serviceAccountEmail spot ' +
    'subnetwork usePrivateAddress',
  'google.lifeSciences':
    'bootDiskSize copyImage cpuPlatform debug keepAliveOnFailure network preemptible ' +
    'serviceAccountEmail sshDaemon sshImage subnetwork usePrivateAddress',
  'google.storage':
    'delayBetweenAttempts downloadMaxComponents maxAttempts maxDelay maxParallelTransfers ' +
    'maxTransferAttempts multiplier parallelThreadCount',
  'google.storage.retryPolicy': 'maxAttempts maxDelay multiplier',
  k8s:
    'autoMountHostPaths cleanup client computeResourceType context cpuLimits fetchNodeName ' +
    'fuseDevicePlugin httpConnectTimeout httpReadTimeout imagePullPolicy launchDir ' +
    'maxErrorRetry namespace pod projectDir pullPolicy runAsUser securityContext serviceAccount ' +
    'storageClaimName storageMountPath storageSubPath userName workDir',
  'k8s.debug': 'yaml',
  'k8s.retryPolicy': 'delay jitter maxAttempts maxDelay',
  lineage: 'enabled@25.10',
  'lineage.store': 'location@25.10',
  mail: 'debug from sendMailTimeout',
  'mail.smtp': 'host password port user',
  'mail.smtp.proxy': 'host port',
  manifest:
    'author contributors@24.10 defaultBranch description docsUrl@24.10 doi gitmodules@25.10 ' +
    'homePage icon@24.10 license@24.10 mainScript name nextflowVersion organization@24.10 ' +
    'recurseSubmodules version',
  notification: 'attributes binding enabled from template to',
  podman: 'enabled engineOptions envWhitelist kill mountFlags registry remove runOptions temp',
  report: 'enabled file maxTasks overwrite',
  sarus: 'enabled envWhitelist runOptions tty verbose',
  shifter: 'enabled envWhitelist verbose',
  singularity:
    'autoMounts cacheDir enabled engineOptions envWhitelist libraryDir noHttps ociAutoPull ' +
    'ociMode pullTimeout registry runOptions',
  spack: 'cacheDir checksum createTimeout enabled parallelBuilds',
  timeline: 'enabled file overwrite',
  tower: 'accessToken computeEnvId enabled endpoint workspaceId',
  'tower.retryPolicy': 'maxAttempts',
  trace: 'enabled fields file overwrite raw sep',
  wave: 'cacheRepository enabled endpoint freeze maxDuration mirror repository strategy',
  'wave.build': 'cacheRepository repository',
  'wave.build.compression': 'force level mode',
  'wave.build.conda': 'basePackages commands mambaImage',
  'wave.build.spack': 'basePackages commands',
  'wave.httpClient': 'connectTime connectTimeout maxRate',
  'wave.report': 'enabled file',
  'wave.retryPolicy': 'delay jitter maxAttempts maxDelay',
  'wave.scan': 'allowedLevels mode',
  workflow: 'failOnIgnore@24.10 onComplete@24.10 onError@24.10',
  'workflow.output':
    'contentType@24.10 copyAttributes@25.10 enabled@24.10 ignoreErrors@24.10 mode@24.10 ' +
    'overwrite@24.10 storageClass@24.10 tags@24.10',
  'workflow.output.retryPolicy': 'delay@24.10 jitter@24.10 maxAttempt@24.10 maxDelay@24.10',
};

/** What AWS HealthOmics makes of settings, and what those mean that most projects have. */
const DOCS: Readonly<Record<string, string>> = {
  'manifest.author': 'Who wrote the workflow.',
  'manifest.contributors': 'Who worked on the workflow, as a list of maps.',
  'manifest.defaultBranch': 'The branch that runs use when they name none.',
  'manifest.description': 'What the workflow does, in a line.',
  'manifest.doi': 'The DOI of the publication.',
  'manifest.homePage': 'The page of the project.',
  'manifest.mainScript': 'The main script; `main.nf` unless said otherwise.',
  'manifest.name': 'The name of the workflow.',
  'manifest.nextflowVersion':
    'The version of Nextflow that the workflow needs: `23.10.0`, `>=23.10.0`, `!>=24.10.0` to refuse all others. AWS HealthOmics chooses the engine by it.',
  'manifest.version': 'The version of the workflow.',
  workDir: 'The folder in which tasks work. AWS HealthOmics has its own.',
  outputDir: 'The folder to which workflow outputs are published.',
  resume: 'Whether a run takes up results of the last one.',
  cleanup: 'Whether work folders are removed after a run that went well.',
  'docker.enabled':
    'Whether tasks run in Docker. AWS HealthOmics runs every task in a container, whatever stands here.',
  'docker.registry': 'The registry of images that name none.',
  'docker.runOptions': 'Options for `docker run`.',
  'singularity.enabled': 'Whether tasks run in Singularity. AWS HealthOmics does not know it.',
  'apptainer.enabled': 'Whether tasks run in Apptainer. AWS HealthOmics does not know it.',
  'podman.enabled': 'Whether tasks run in Podman. AWS HealthOmics does not know it.',
  'conda.enabled': 'Whether software comes from Conda. On AWS HealthOmics it comes from the image.',
  'spack.enabled': 'Whether software comes from Spack. On AWS HealthOmics it comes from the image.',
  'wave.enabled': 'Whether Wave builds images. AWS HealthOmics cannot reach it.',
  'fusion.enabled': 'Whether tasks see object storage as files, by Fusion. AWS HealthOmics does not have it.',
  'tower.enabled': 'Whether runs are shown in Seqera Platform.',
  'executor.name': 'The executor of all processes. AWS HealthOmics has its own.',
  'executor.queueSize': 'How many tasks are handled at the same time.',
  'aws.region': 'The Region of AWS. Runs of AWS HealthOmics have that of their workflow.',
  'dag.enabled':
    'Whether a picture of the workflow is written. AWS HealthOmics does not export what the engine writes.',
  'report.enabled':
    'Whether a report of the run is written. AWS HealthOmics does not export what the engine writes.',
  'timeline.enabled':
    'Whether a timeline of the run is written. AWS HealthOmics does not export what the engine writes.',
  'trace.enabled':
    'Whether a table of all tasks is written. AWS HealthOmics does not export what the engine writes.',
  'dag.file': 'The file of the picture.',
  'report.file': 'The file of the report.',
  'timeline.file': 'The file of the timeline.',
  'trace.file': 'The file of the table.',
  'trace.fields': 'The columns of the table.',
  'workflow.output.mode': 'How outputs come to the output folder.',
  'workflow.failOnIgnore': 'Whether a run with ignored failures counts as failed.',
};

/** Scopes by name, with what they are for. Those without settings of their own take any name. */
export const CONFIG_SCOPES: ReadonlyMap<string, string> = new Map([
  ['apptainer', 'How Apptainer runs containers.'],
  ['aws', 'Access to AWS.'],
  ['azure', 'Access to Azure.'],
  ['charliecloud', 'How Charliecloud runs containers.'],
  ['conda', 'How Conda environments are made.'],
  ['dag', 'A picture of the workflow.'],
  ['docker', 'How Docker runs containers.'],
  ['env', 'Environment variables of all tasks.'],
  ['executor', 'How tasks are handed to the executor.'],
  ['fusion', 'The file system Fusion.'],
  ['google', 'Access to Google Cloud.'],
  ['k8s', 'Access to Kubernetes.'],
  ['lineage', 'Records of where data comes from.'],
  ['mail', 'How mails are sent.'],
  ['manifest', 'Name, version and needs of the workflow.'],
  ['nextflow', 'Features that are switched on.'],
  ['notification', 'A mail at the end of the run.'],
  ['params', 'Defaults of the parameters.'],
  ['plugins', "Plugins that the workflow needs: `id 'nf-schema@2.3.0'`."],
  ['podman', 'How Podman runs containers.'],
  ['process', 'Directives of all processes, and by `withName` and `withLabel` of some.'],
  ['profiles', 'Named sets of settings, chosen with `-profile`. AWS HealthOmics chooses none.'],
  ['report', 'A report of the run.'],
  ['sarus', 'How Sarus runs containers.'],
  ['shifter', 'How Shifter runs containers.'],
  ['singularity', 'How Singularity runs containers.'],
  ['spack', 'How Spack environments are made.'],
  ['timeline', 'A timeline of the run.'],
  ['tower', 'Seqera Platform.'],
  ['trace', 'A table of all tasks.'],
  ['validation', 'The plugin nf-schema.'],
  ['prov', 'The plugin nf-prov.'],
  ['wave', 'The service Wave.'],
  ['weblog', 'Messages to a web address.'],
  ['workflow', 'Outputs of the workflow.'],
]);

/** Scopes whose settings are names of the author's, or of a plugin. */
export const OPEN_SCOPES: ReadonlySet<string> = new Set([
  ...['env', 'params', 'plugins', 'profiles', 'process', 'validation', 'prov', 'weblog', 'nextflow'],
]);

/** Every setting by its full name. */
export const CONFIG_OPTIONS: ReadonlyMap<string, ConfigOption> = new Map(
  Object.entries(OPTIONS).flatMap(([scope, names]) =>
    names.split(' ').map((word): [string, ConfigOption] => {
      const [name = '', since] = word.split('@');
      const full = scope === '' ? name : `${scope}.${name}`;
      const doc = DOCS[full];
      return [
        full,
        {
          name: full,
          ...(doc === undefined ? {} : { doc }),
          ...(since === undefined ? {} : { since: since as NextflowLine }),
        },
      ];
    }),
  ),
);

/** The names that may stand directly in a scope: settings and scopes inside of it. */
export function namesInScope(scope: string): readonly string[] {
  const prefix = scope === '' ? '' : `${scope}.`;
  const found = new Set<string>();
  for (const full of CONFIG_OPTIONS.keys()) {
    if (!full.startsWith(prefix)) continue;
    const [first = ''] = full.slice(prefix.length).split('.');
    if (scope !== '' || !full.includes('.')) found.add(first);
  }
  return [...found].sort();
}
