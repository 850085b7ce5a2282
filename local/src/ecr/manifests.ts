import type { Image, Repository } from '../account/account.ts';
import { digestOf } from '../identity.ts';

export interface Manifest {
  readonly mediaType: string;
  readonly text: string;
  /** The configurations of the image, one for each architecture. */
  readonly configs: readonly { readonly digest: string; readonly text: string }[];
}

const ONE = 'application/vnd.oci.image.manifest.v1+json';
const SEVERAL = 'application/vnd.oci.image.index.v1+json';

/** The manifest of an image: what it is for stands in its configuration, or in the list where there are several. */
export function imageManifest(repository: Repository, image: Image): Manifest {
  const { architectures = ['amd64'] } = image;
  const configs = architectures.map((architecture) => {
    const text = JSON.stringify({ architecture, os: 'linux', repository: repository.name, tags: image.tags });
    return { architecture, text, digest: `sha256:${digestOf(text)}` };
  });
  const manifests = configs.map((config) => ({
    architecture: config.architecture,
    text: JSON.stringify({
      schemaVersion: 2,
      mediaType: ONE,
      config: {
        mediaType: 'application/vnd.oci.image.config.v1+json',
        size: config.text.length,
        digest: config.digest,
      },
      layers: [],
    }),
  }));
  const [first] = manifests;
  if (manifests.length === 1 && first !== undefined) return { mediaType: ONE, text: first.text, configs };
  const list = {
    schemaVersion: 2,
    mediaType: SEVERAL,
    manifests: manifests.map(({ architecture, text }) => ({
      mediaType: ONE,
      size: text.length,
      digest: `sha256:${digestOf(text)}`,
      platform: { architecture, os: 'linux' },
    })),
  };
  return { mediaType: SEVERAL, text: JSON.stringify(list), configs };
}

export function imageDigest(repository: Repository, image: Image): string {
  return `sha256:${digestOf(imageManifest(repository, image).text)}`;
}
