import assert from 'node:assert/strict';
import { dedent } from '../support/fixture.ts';
import type { ScopedPiece, Tokenizer } from './tokenize.ts';

/**
 * Lines that begin with `mark` and hold carets speak of the line above them: all characters above the carets have every
 * scope that is listed, and none that is listed with a `!`.
 */
export function checkClaims(tokenize: Tokenizer, source: string, mark: '#' | '//'): void {
  const lines: string[] = [];
  const claims: { line: number; start: number; end: number; scopes: readonly string[] }[] = [];
  const pattern = new RegExp(`^${mark}\\s*(\\^+)((?: +!?[\\w.-]+)+)$`);
  for (const line of dedent(source).split('\n')) {
    const claim = pattern.exec(line);
    if (claim === null) {
      lines.push(line);
      continue;
    }
    const start = line.indexOf('^');
    const scopes = (claim[2] ?? '').trim().split(/ +/);
    claims.push({ line: lines.length - 1, start, end: start + (claim[1] ?? '').length, scopes });
  }
  assert.ok(claims.length > 0, 'nothing is claimed');
  const pieces = tokenize(lines);
  for (const { line, start, end, scopes } of claims) {
    const text = lines[line] ?? '';
    for (const piece of (pieces[line] ?? []).filter((one) => one.start < end && start < one.end)) {
      const shown = `${text}\n${' '.repeat(start)}${'^'.repeat(end - start)}\nhas: ${piece.scopes.join(' ')}`;
      for (const scope of scopes)
        assert.equal(hasScope(piece, scope.replace('!', '')), !scope.startsWith('!'), shown);
    }
    assert.ok(end <= text.length, `carets beyond the end of: ${text}`);
  }
}

function hasScope(piece: ScopedPiece, scope: string): boolean {
  return piece.scopes.some((own) => own === scope || own.startsWith(`${scope}.`));
}
