import type { SharedConfig } from '../../omics/account.ts';

/** How a profile comes to credentials. */
export type ProfileKind = 'sso' | 'role' | 'process' | 'keys' | 'unknown';

type Section = Readonly<Record<string, string | undefined>>;

export function profileSectionOf({ configFile, credentialsFile }: SharedConfig, name: string): Section {
  return { ...configFile[name], ...credentialsFile[name] };
}

export function profileKind(section: Section): ProfileKind {
  if (section['sso_session'] !== undefined || section['sso_start_url'] !== undefined) return 'sso';
  if (section['role_arn'] !== undefined) return 'role';
  if (section['credential_process'] !== undefined) return 'process';
  return section['aws_access_key_id'] === undefined ? 'unknown' : 'keys';
}

/** The profile whose browser sign-in gives the credentials of this one: itself, or one that its role is taken on from. */
export function ssoProfileBehind(name: string, shared: SharedConfig): string | undefined {
  const seen = new Set<string>();
  for (let at: string | undefined = name; at !== undefined && !seen.has(at);) {
    seen.add(at);
    const section = profileSectionOf(shared, at);
    if (profileKind(section) === 'sso') return at;
    at = section['source_profile'];
  }
  return undefined;
}

const KIND_WORDS: Readonly<Record<ProfileKind, string | undefined>> = {
  sso: 'sign-in through the browser',
  role: 'role',
  process: 'credential program',
  keys: 'access key',
  unknown: undefined,
};

/** `eu-west-2, role with MFA`: so that two profiles can be told apart. */
export function profileDescription(section: Section): string {
  const kind = KIND_WORDS[profileKind(section)];
  const mfa = section['mfa_serial'] === undefined ? '' : ' with MFA';
  return [section['region'], kind === undefined ? undefined : kind + mfa].filter(Boolean).join(', ');
}
