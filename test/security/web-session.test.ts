import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSession } from '#main/web/session.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-session-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a code is good once', () => {
  const session = openSession(folder);
  const code = session.newCode();
  const token = session.redeem(code);
  expect(session.accepts(token ?? '')).toBe(true);
  expect(session.redeem(code)).toBeNull();
});

test('a code is good for 60 seconds', () => {
  let at = 1_000;
  const session = openSession(folder, () => at);
  const inTime = session.newCode();
  const late = session.newCode();
  at += 59_999;
  expect(session.redeem(inTime)).not.toBeNull();
  at += 1;
  expect(session.redeem(late)).toBeNull();
});

test('each window gets a token of its own', () => {
  const session = openSession(folder);
  expect(session.redeem(session.newCode())).not.toBe(session.redeem(session.newCode()));
});

test('tokens and port survive a restart, codes do not', () => {
  const first = openSession(folder);
  const token = first.redeem(first.newCode()) ?? '';
  const code = first.newCode();
  first.remember(4711);
  const second = openSession(folder);
  expect(second.lastPort).toBe(4711);
  expect(second.accepts(token)).toBe(true);
  expect(second.redeem(code)).toBeNull();
});

test('a token of another workspace is not accepted', () => {
  const session = openSession(folder);
  const other = openSession(join(folder, 'elsewhere'));
  expect(session.accepts(other.redeem(other.newCode()) ?? '')).toBe(false);
  for (const token of ['', '.', 'a.b', 'a.b.c', `${'A'.repeat(22)}.${'A'.repeat(43)}`])
    expect(session.accepts(token), token).toBe(false);
});

test.skipIf(process.platform === 'win32')(
  'the key is readable by its owner only, else it is made anew',
  () => {
    const session = openSession(folder);
    const token = session.redeem(session.newCode()) ?? '';
    session.remember(4711);
    const path = join(folder, 'web-session.json');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    chmodSync(path, 0o644);
    expect(openSession(folder).accepts(token)).toBe(false);
  },
);

test('more open codes than 32 push out the oldest', () => {
  const session = openSession(folder);
  const codes = Array.from({ length: 33 }, () => session.newCode());
  expect(session.redeem(codes[0] ?? '')).toBeNull();
  expect(session.redeem(codes[1] ?? '')).not.toBeNull();
});
