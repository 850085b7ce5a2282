import { UserError } from '../../infrastructure/errors.ts';
import { folderName, type Files } from '../../infrastructure/files.ts';

/** What `.healthomics/config.toml` says; the names of its keys are those that AWS's own assistant reads. */
export interface ProjectDefaults {
  /** The file; absent when there is none. */
  readonly uri?: string;
  readonly roleArn?: string;
  readonly outputUri?: string;
  readonly storageType?: string;
}

const FILE = '.healthomics/config.toml';

/** From the nearest such file at or above the workflow's folder, up to its workspace folder. */
export async function readProjectDefaults(files: Files, workflowUri: string): Promise<ProjectDefaults> {
  const top = files.folderOf(workflowUri);
  for (let folder = folderName(workflowUri); ; folder = folderName(folder)) {
    const uri = `${folder}/${FILE}`;
    const content = await files.readIfPresent(uri);
    if (content) return { uri, ...(await parseProjectDefaults(new TextDecoder().decode(content), uri)) };
    if (top === undefined || folder.length <= top.length) return {};
  }
}

/** Rejects with a `UserError` that names the line when the text is no TOML. */
export async function parseProjectDefaults(text: string, uri: string): Promise<ProjectDefaults> {
  const { parse, TomlError } = await import('./toml.ts');
  try {
    const values = parse(text);
    const entry = (key: string) => {
      const value = values[key];
      return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
    };
    const roleArn = entry('omics_iam_role');
    const outputUri = entry('run_output_uri');
    const storageType = entry('run_storage_type');
    return {
      ...(roleArn === undefined ? {} : { roleArn }),
      ...(outputUri === undefined ? {} : { outputUri }),
      ...(storageType === undefined ? {} : { storageType }),
    };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    throw new UserError(
      {
        code: 'config-unreadable',
        sentence: `'${FILE}' is not valid TOML in line ${error.line}. Correct it and try again.`,
        nextStep: { label: 'Open File', command: 'vscode.open', arguments: [uri] },
      },
      { cause: error },
    );
  }
}
