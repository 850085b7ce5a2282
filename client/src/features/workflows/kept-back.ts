import ignore, { type Ignore } from 'ignore';

/** Why a file stays where it is. */
export type KeptBack = 'secret' | 'git' | 'ignored' | 'link';

/**
 * What may hold keys and passwords, by the names that tools give such files. No definition needs them, and a workflow
 * may be shared with other accounts.
 */
const SECRETS = [
  '.aws/',
  '.ssh/',
  '.gnupg/',
  '.docker/',
  '.kube/',
  '.azure/',
  '.env',
  '.env.*',
  '*.env',
  '.netrc',
  '_netrc',
  '.npmrc',
  '.pypirc',
  '.pgpass',
  '.git-credentials',
  '*.pem',
  '*.key',
  '*.p12',
  '*.pfx',
  '*.jks',
  '*.keystore',
  '*.kdbx',
  '*.ppk',
  'id_rsa*',
  'id_dsa*',
  'id_ecdsa*',
  'id_ed25519*',
  'credentials',
  'credentials.*',
  'secrets',
  'secrets.*',
  'client_secret*.json',
  'service-account*.json',
];

const GIT = ['.git', '.gitmodules', '.svn/', '.hg/'];

export const IGNORE_FILE = '.omicsignore';

/** Says of paths under the folder of the definition why they stay; `undefined` for those that may go. */
export function createKeptBack(ignoreFile: string | undefined): (path: string) => KeptBack | undefined {
  const secrets = patterns(SECRETS);
  const git = patterns(GIT);
  const own = patterns([IGNORE_FILE]).add(ignoreFile ?? '');
  return (path) => {
    if (git.ignores(path)) return 'git';
    if (secrets.ignores(path)) return 'secret';
    return own.ignores(path) ? 'ignored' : undefined;
  };
}

/** In the language of `.gitignore`; small letters and capitals are the same. */
function patterns(lines: readonly string[]): Ignore {
  return ignore({ ignorecase: true }).add([...lines]);
}
