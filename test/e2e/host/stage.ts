import { mkdir } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { StageAnswer, StageRequest } from '../suites/support/stage-protocol.ts';

/** How long the user interface may take to show what a suite asks for. The machine may be busy with other things. */
const PATIENCE = 60_000;

/** Carries out, with a real mouse and keyboard in the window, what the suite inside VS Code asks for. */
export interface Stage {
  /** Goes to the suite in its environment. */
  readonly address: string;
  close(): Promise<void>;
}

/** Opens a stage on loopback. `page` may still be on its way: requests wait for it. */
export async function openStage(page: Promise<Page>, pictures: string): Promise<Stage> {
  await mkdir(pictures, { recursive: true });
  const server = createServer((request, response) => {
    const reply = (answer: StageAnswer): void => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answer));
    };
    readRequest(request)
      .then(async (asked) => perform(await page, asked, pictures))
      .then(
        (value) => {
          reply(value === undefined ? {} : { value });
        },
        (error: unknown) => {
          reply({ error: error instanceof Error ? error.message : String(error) });
        },
      );
  });
  await listen(server);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The stage has no port.');
  return {
    address: `http://127.0.0.1:${address.port}/`,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => {
          done();
        });
      }),
  };
}

async function perform(
  page: Page,
  asked: StageRequest,
  pictures: string,
): Promise<readonly string[] | undefined> {
  switch (asked.act) {
    case 'click':
      await page
        .locator(asked.selector)
        .first()
        .click({ timeout: asked.patience ?? PATIENCE });
      return undefined;
    case 'hover':
      await page.locator(asked.selector).first().hover({ timeout: PATIENCE });
      return undefined;
    case 'press':
      await page.keyboard.press(asked.keys);
      return undefined;
    case 'type':
      await page.keyboard.type(asked.text);
      return undefined;
    case 'appear':
      await page
        .locator(asked.selector)
        .first()
        .waitFor({ state: 'visible', timeout: asked.patience ?? PATIENCE });
      return undefined;
    case 'texts': {
      const texts = await page.locator(asked.selector).allInnerTexts();
      // VS Code draws spaces as no-break spaces.
      return texts.map((text) => text.replaceAll('\u00a0', ' '));
    }
    case 'labels': {
      const elements = await page.locator(asked.selector).all();
      return Promise.all(elements.map(async (element) => (await element.getAttribute('aria-label')) ?? ''));
    }
    case 'picture':
      await page.screenshot({ path: join(pictures, `${asked.name}.png`), animations: 'disabled' });
      return undefined;
  }
}

async function readRequest(request: IncomingMessage): Promise<StageRequest> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return JSON.parse(body) as StageRequest;
}

function listen(server: Server): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(0, '127.0.0.1', done);
  });
}
