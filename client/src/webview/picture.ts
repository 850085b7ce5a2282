import type { FromPage, ToPage } from './messages.ts';

/** The page of a picture: it shows what it is told, enlarges it, and says what was chosen. */

declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  getState(): { readonly zoom: number } | undefined;
  setState(state: { readonly zoom: number }): void;
};

const vscode = acquireVsCodeApi();
const toolbar = element('toolbar');
const picture = element('picture');
const table = element('table');

const STEP = 1.2;
const SMALLEST = 0.1;
const LARGEST = 5;
/** Smaller than this, words cannot be read any more. */
const READABLE = 0.5;
let zoom = vscode.getState()?.zoom;

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no element '${id}'`);
  return found;
}

function svg(): SVGSVGElement | null {
  return picture.querySelector('svg');
}

function size(): { readonly width: number; readonly height: number } {
  const box = svg()?.viewBox.baseVal;
  return { width: box?.width ?? 1, height: box?.height ?? 1 };
}

function setZoom(wanted: number): void {
  zoom = Math.min(LARGEST, Math.max(SMALLEST, wanted));
  vscode.setState({ zoom });
  const { width, height } = size();
  svg()?.setAttribute('width', String(width * zoom));
  svg()?.setAttribute('height', String(height * zoom));
}

function fit(): void {
  const { width, height } = size();
  setZoom(Math.min(1, picture.clientWidth / width, picture.clientHeight / height));
}

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  const focused = partOf(document.activeElement);
  toolbar.innerHTML = data.toolbar;
  picture.innerHTML = data.picture;
  table.innerHTML = data.table;
  // A picture that is seen for the first time is as wide as its page, as long as it can be read.
  setZoom(zoom ?? Math.max(READABLE, Math.min(1, picture.clientWidth / size().width)));
  // A picture that is drawn anew while a run goes on must not take the focus away.
  for (const part of parts()) if (partOf(part) === focused && focused !== undefined) part.focus();
});

function parts(): readonly SVGElement[] {
  return [...picture.querySelectorAll<SVGElement>('[data-part]')];
}

function partOf(target: EventTarget | null): string | undefined {
  const found = target instanceof Element ? target.closest('[data-part]') : null;
  return found?.getAttribute('data-part') ?? undefined;
}

function act(target: EventTarget | null): void {
  const action =
    target instanceof Element ? target.closest('[data-action]')?.getAttribute('data-action') : null;
  if (action === 'larger') setZoom((zoom ?? 1) * STEP);
  else if (action === 'smaller') setZoom((zoom ?? 1) / STEP);
  else if (action === 'fit') fit();
  else if (action === 'table') table.hidden = !table.hidden;
  else if (action !== null && action !== undefined) vscode.postMessage({ kind: 'action', action });
}

toolbar.addEventListener('click', ({ target }) => act(target));

for (const area of [picture, table]) {
  area.addEventListener('click', ({ target }) => {
    const part = partOf(target);
    if (part !== undefined) vscode.postMessage({ kind: 'open', part });
  });
  area.addEventListener('dblclick', ({ target }) => {
    const part = partOf(target);
    if (part !== undefined) vscode.postMessage({ kind: 'enter', part });
  });
}

picture.addEventListener('keydown', (event) => {
  const part = partOf(event.target);
  if (part !== undefined && (event.key === 'Enter' || event.key === ' ')) {
    event.preventDefault();
    vscode.postMessage({ kind: event.shiftKey ? 'enter' : 'open', part });
    return;
  }
  const step =
    event.key === 'ArrowDown' || event.key === 'ArrowRight'
      ? 1
      : event.key === 'ArrowUp' || event.key === 'ArrowLeft'
        ? -1
        : 0;
  if (step === 0 || part === undefined) return;
  event.preventDefault();
  const all = parts();
  const at = all.findIndex((each) => partOf(each) === part);
  all[(at + step + all.length) % all.length]?.focus();
});

picture.addEventListener(
  'wheel',
  (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    setZoom((zoom ?? 1) * (event.deltaY < 0 ? STEP : 1 / STEP));
  },
  { passive: false },
);

vscode.postMessage({ kind: 'ready' });
