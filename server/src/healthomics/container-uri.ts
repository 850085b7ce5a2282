export interface ContainerUri {
  /** The registry's host; absent for an image of Docker Hub that names none. */
  readonly host?: string;
  /** Without host, tag and digest. */
  readonly repository: string;
  readonly tag?: string;
  /** `sha256:…`. */
  readonly digest?: string;
  /** Where the registry is an Amazon ECR private one. */
  readonly ecr?: { readonly account: string; readonly region: string };
}

/** The parts of an image's name, or `undefined` when it is none. */
export function parseContainerUri(text: string): ContainerUri | undefined {
  const image = /^([^\s@]+?)(?:@([a-z0-9]+:[0-9a-fA-F]{32,}))?$/.exec(text.replace(/^docker:\/\//, ''));
  const name = image?.[1];
  if (name === undefined) return undefined;
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  const host = first === 'localhost' || /[.:]/.test(first) ? first : undefined;
  const path = host === undefined ? name : name.slice(slash + 1);
  const tagged = /^([a-z0-9]+(?:[._/-]+[a-z0-9]+)*)(?::([\w][\w.-]{0,127}))?$/.exec(path);
  const repository = tagged?.[1];
  if (tagged === null || repository === undefined) return undefined;
  const digest = image?.[2];
  const ecr = host === undefined ? undefined : readEcrHost(host);
  return {
    ...(host === undefined ? {} : { host }),
    repository,
    ...(tagged[2] === undefined ? {} : { tag: tagged[2] }),
    ...(digest === undefined ? {} : { digest }),
    ...(ecr === undefined ? {} : { ecr }),
  };
}

/** True for an image that HealthOmics can pull without a registry map. */
export function isEcrPrivate(text: string): boolean {
  return parseContainerUri(text)?.ecr !== undefined;
}

/** True for a name that was meant to be an ECR private image, right or wrong. */
export function looksLikeEcrPrivate(text: string): boolean {
  return /\.dkr[.-]ecr/.test(text);
}

/** `123456789012.dkr.ecr.us-east-1.amazonaws.com`, its FIPS form, and the dual-stack form on `on.aws`. */
function readEcrHost(host: string): ContainerUri['ecr'] {
  const match =
    /^(\d{12})\.dkr\.ecr(?:-fips)?\.([a-z]{2}(?:-[a-z]+)+-\d)\.amazonaws\.com(?:\.cn)?$/.exec(host) ??
    /^(\d{12})\.dkr-ecr(?:-fips)?\.([a-z]{2}(?:-[a-z]+)+-\d)\.on\.aws$/.exec(host);
  const [, account, region] = match ?? [];
  return account === undefined || region === undefined ? undefined : { account, region };
}
