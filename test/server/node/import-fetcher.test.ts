import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { importFetcher } from '@omics-lens/server/node/import-fetcher.ts';
import { isPublicAddress } from '@omics-lens/server/node/public-address.ts';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FetchOptions, FileContent } from '@omics-lens/server/workspace/host.ts';
import type { TestFolder } from '../../support/folder.ts';
import { makeFolder } from '../../support/folder.ts';

const ALLOWED: FetchOptions = { privateAddresses: 'allowed' };
const REFUSED: FetchOptions = { privateAddresses: 'refused' };

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A server on loopback that counts what it is asked. */
async function serve(handler: Handler) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.url ?? ''} ${request.headers['if-none-match'] ?? '-'}`);
    handler(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { base: `http://127.0.0.1:${port}`, asked, close };
}

function shown(content: FileContent): string {
  switch (content.kind) {
    case 'text':
      return content.text;
    case 'missing':
      return 'missing';
    case 'unreadable':
      return `unreadable: ${content.reason}`;
  }
}

describe('Imports from the web', () => {
  let cache: TestFolder;
  const servers: (() => Promise<void>)[] = [];
  beforeEach(() => {
    cache = makeFolder();
  });
  afterEach(async () => {
    for (const close of servers.splice(0)) await close();
    cache.remove();
  });

  async function start(handler: Handler) {
    const server = await serve(handler);
    servers.push(server.close);
    return server;
  }

  it('are fetched once, and asked for again by what the server calls them', async () => {
    const { base, asked } = await start((request, response) => {
      if (request.headers['if-none-match'] === '"v1"') response.writeHead(304).end();
      else response.writeHead(200, { etag: '"v1"' }).end('version 1.1\n');
    });
    const url = `${base}/tools.wdl`;
    assert.equal(shown(await importFetcher(cache.path).fetch(url, ALLOWED)), 'version 1.1\n');
    assert.equal(shown(await importFetcher(cache.path).fetch(url, ALLOWED)), 'version 1.1\n');
    assert.deepEqual(asked, ['/tools.wdl -', '/tools.wdl "v1"']);
  });

  it('are taken from the cache while the server cannot be reached', async () => {
    const { base, close } = await serve((_, response) => response.end('version 1.1\n'));
    const fetcher = importFetcher(cache.path);
    await fetcher.fetch(`${base}/tools.wdl`, ALLOWED);
    await close();
    assert.equal(shown(await fetcher.fetch(`${base}/tools.wdl`, ALLOWED)), 'version 1.1\n');
    assert.match(
      shown(await fetcher.fetch(`${base}/other.wdl`, ALLOWED)),
      /^unreadable: connect ECONNREFUSED/,
    );
  });

  it('are taken from the cache while the server fails, but not when it says that they are gone', async () => {
    let status = 200;
    const { base } = await start((_, response) => response.writeHead(status).end('version 1.1\n'));
    const fetcher = importFetcher(cache.path);
    const again = async (next: number) => {
      status = next;
      return shown(await fetcher.fetch(`${base}/tools.wdl`, ALLOWED));
    };
    assert.equal(await again(200), 'version 1.1\n');
    assert.equal(await again(503), 'version 1.1\n');
    assert.equal(await again(404), 'unreadable: the server has no such document (404)');
  });

  it('are never fetched from this machine or its network unless that is allowed', async () => {
    const { base, asked } = await start((_, response) => response.end('secret'));
    const fetcher = importFetcher(cache.path);
    const refused = async (url: string) => shown(await fetcher.fetch(url, REFUSED));
    assert.equal(await refused(`${base}/a.wdl`), "unreadable: 'http://' is not read, only 'https://'");
    assert.equal(
      await refused('https://127.0.0.1/a.wdl'),
      "unreadable: '127.0.0.1' is an address of this machine or its network",
    );
    assert.match(
      await refused('https://localhost/a.wdl'),
      /^unreadable: 'localhost' leads to (127\.0\.0\.1|::1), an/,
    );
    assert.match(
      await refused('https://[::1]/a.wdl'),
      /^unreadable: '\[::1\]' leads to ::1, an address of this/,
    );
    assert.deepEqual(asked, []);
  });

  it('follow the server to another place, but not in a circle', async () => {
    const { base, asked } = await start((request, response) => {
      if (request.url === '/new.wdl') response.end('moved');
      else response.writeHead(302, { location: request.url === '/old.wdl' ? '/new.wdl' : '/ring.wdl' }).end();
    });
    const fetcher = importFetcher(cache.path);
    assert.equal(shown(await fetcher.fetch(`${base}/old.wdl`, ALLOWED)), 'moved');
    assert.equal(
      shown(await fetcher.fetch(`${base}/ring.wdl`, ALLOWED)),
      'unreadable: the server leads on more than 5 times',
    );
    assert.equal(asked.length, 8);
  });

  it('do not follow the server to a place that is no web page', async () => {
    const { base } = await start((_, response) =>
      response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
    );
    assert.equal(
      shown(await importFetcher(cache.path).fetch(`${base}/a.wdl`, ALLOWED)),
      "unreadable: 'file://' is not read, only 'https://'",
    );
  });

  it('have a largest size', async () => {
    const { base } = await start((_, response) => response.end(Buffer.alloc(3 * 1024 * 1024, 'a')));
    assert.equal(
      shown(await importFetcher(cache.path).fetch(`${base}/a.wdl`, ALLOWED)),
      'unreadable: the document is larger than 2 MB',
    );
  });

  it('are shown as the file that they are kept in', async () => {
    const { base } = await start((_, response) => response.end('version 1.1\n'));
    const fetcher = importFetcher(cache.path);
    const url = `${base}/path/tools.wdl?token=1`;
    assert.equal(fetcher.shownAs(url), undefined);
    await fetcher.fetch(url, ALLOWED);
    const uri = fetcher.shownAs(url) ?? '';
    assert.match(uri, /\/tools\.wdl$/);
    assert.equal(readFileSync(fileURLToPath(uri), 'utf8'), 'version 1.1\n');
  });

  it('may come from public addresses only', () => {
    const addresses = ['8.8.8.8', '1.1.1.1', '172.32.0.1', '2606:4700::1111', '2a00:1450:4001::1'];
    const others = [
      ...[
        '0.0.0.0',
        '10.1.2.3',
        '127.0.0.1',
        '127.255.0.1',
        '169.254.169.254',
        '172.16.0.1',
        '172.31.255.255',
      ],
      ...['192.168.1.1', '100.64.0.1', '198.18.0.1', '224.0.0.1', '255.255.255.255'],
      ...[
        '::',
        '::1',
        'fe80::1',
        'fd00:ec2::254',
        'fc00::1',
        'ff02::1',
        '::ffff:127.0.0.1',
        '::ffff:10.0.0.1',
      ],
      ...['64:ff9b::7f00:1', '2002:7f00:1::', '2001:db8::1', 'not an address'],
    ];
    assert.deepEqual(
      addresses.filter((one) => !isPublicAddress(one)),
      [],
    );
    assert.deepEqual(others.filter(isPublicAddress), []);
  });
});
