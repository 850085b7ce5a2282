/** Where requests go and in whose name, worked out from settings, environment and the shared AWS configuration. */
export interface Account {
  /** `local` is the service that this window started, `endpoint` another address, `aws` the real thing. */
  readonly kind: 'aws' | 'endpoint' | 'local';
  readonly profile: string;
  readonly region: string | undefined;
  /** Addresses instead of AWS's own. */
  readonly endpoints: Endpoints;
  /**
   * `profile`: those of a profile that was chosen, and no others. `chain`: environment, default profile, container and
   * instance, as the SDK looks for them. `placeholder`: fixed values that mean nothing, for a service on this machine
   * that asks for none.
   */
  readonly credentials: 'profile' | 'chain' | 'placeholder';
  /** Whether any credentials are configured, as far as can be seen without asking the network. */
  readonly configured: boolean;
}

/** The services that are spoken to. */
export type ServiceName = keyof typeof SERVICE_IDS;

export type Endpoints = Readonly<Record<ServiceName, string | undefined>>;

/** As the variables `AWS_ENDPOINT_URL_…` and `services` sections name each service. */
const SERVICE_IDS = {
  omics: 'omics',
  logs: 'cloudwatch_logs',
  s3: 's3',
  sts: 'sts',
  iam: 'iam',
  ecr: 'ecr',
  ecs: 'ecs',
  quotas: 'service_quotas',
} as const;

export interface AccountSources {
  readonly settings: {
    readonly profile: string | undefined;
    readonly region: string | undefined;
    readonly endpoint: string | undefined;
  };
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly shared: SharedConfig;
  /** Address of the local service, while this window runs one. */
  readonly local: string | undefined;
}

/** The two shared files as the SDK reads them: sections by name; `profile ` is taken off section names. */
export interface SharedConfig {
  readonly configFile: Sections;
  readonly credentialsFile: Sections;
}
type Sections = Readonly<Record<string, Readonly<Record<string, string | undefined>> | undefined>>;

/** The Region that a service on this machine is told when none is chosen: it has to be told one. */
const REGION_OF_A_SIMULATION = 'us-east-1';

/** Variables that hold credentials, or say where a container or a role's token gets them. */
const CREDENTIAL_VARIABLES = [
  'AWS_ACCESS_KEY_ID',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
];

export function resolveAccount(sources: AccountSources): Account {
  const { settings, environment, shared, local } = sources;
  const chosen = settings.profile ?? environment['AWS_PROFILE'];
  const profile = chosen ?? 'default';
  const section = profileSection(shared, profile);
  const endpoints = endpointsFrom((id) => local ?? endpointFor(id, sources, section));
  const fromEnvironment = environment['AWS_REGION'] ?? environment['AWS_DEFAULT_REGION'];
  const fromProfile = section?.['region'];
  const simulated = endpoints.omics !== undefined && isLoopback(endpoints.omics);
  // A profile chosen in the settings brings its own Region; otherwise the environment goes first, as in the SDK.
  const region =
    settings.region ??
    (settings.profile ? (fromProfile ?? fromEnvironment) : (fromEnvironment ?? fromProfile)) ??
    (simulated ? REGION_OF_A_SIMULATION : undefined);
  // Beside a chosen profile the SDK does not look at the environment.
  const configured =
    section !== undefined || (chosen === undefined && CREDENTIAL_VARIABLES.some((name) => environment[name]));
  return {
    kind: local ? 'local' : endpoints.omics ? 'endpoint' : 'aws',
    profile,
    region,
    endpoints,
    // Real credentials never go to the service that this window started.
    credentials:
      local || (simulated && !configured) ? 'placeholder' : chosen === undefined ? 'chain' : 'profile',
    configured: configured || simulated,
  };
}

/** One address for everything, as the local service answers it. */
export function endpointsAt(address: string | undefined): Endpoints {
  return endpointsFrom(() => address);
}

function endpointsFrom(address: (id: ServiceId) => string | undefined): Endpoints {
  return {
    omics: address(SERVICE_IDS.omics),
    logs: address(SERVICE_IDS.logs),
    s3: address(SERVICE_IDS.s3),
    sts: address(SERVICE_IDS.sts),
    iam: address(SERVICE_IDS.iam),
    ecr: address(SERVICE_IDS.ecr),
    ecs: address(SERVICE_IDS.ecs),
    quotas: address(SERVICE_IDS.quotas),
  };
}

type ServiceId = (typeof SERVICE_IDS)[ServiceName];

/** The names of all profiles, in the order of the files. */
export function profileNames(shared: SharedConfig): readonly string[] {
  // `sso-session.x` and `services.x` are sections of the configuration file that are no profiles.
  const own = Object.keys(shared.configFile).filter((name) => !/^(sso-session|services)\./.test(name));
  return [...new Set([...own, ...Object.keys(shared.credentialsFile)])];
}

/** Names the place that an account speaks to: what is started there is known there only. */
export function scopeOf(account: Account): string {
  return [account.endpoints.omics ?? 'aws', account.region ?? '-', account.profile].join('|');
}

export function isLoopback(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { hostname } = new URL(address);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function profileSection(
  shared: SharedConfig,
  profile: string,
): Readonly<Record<string, string | undefined>> | undefined {
  const config = shared.configFile[profile];
  const credentials = shared.credentialsFile[profile];
  return config || credentials ? { ...config, ...credentials } : undefined;
}

/** In the order of the SDK: settings first, then the service's variable, the general one, and the profile. */
function endpointFor(
  service: ServiceId,
  { settings, environment, shared }: AccountSources,
  section: Readonly<Record<string, string | undefined>> | undefined,
): string | undefined {
  if (settings.endpoint) return settings.endpoint;
  if (environment['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] === 'true') return undefined;
  const services = section?.['services'];
  return (
    environment[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] ??
    environment['AWS_ENDPOINT_URL'] ??
    (services === undefined
      ? undefined
      : shared.configFile[`services.${services}`]?.[`${service}.endpoint_url`]) ??
    section?.['endpoint_url']
  );
}
