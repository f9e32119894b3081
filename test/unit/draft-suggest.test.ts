import { describe, expect, test } from 'vitest';
import { suggestRange, suggestVersion, versionIn } from '#renderer/features/repositories/suggest.ts';
import type { Ref } from '#shared/contract/repositories.ts';

const ref = (name: string, kind: Ref['kind']): Ref => ({ name, kind, sha: '0'.repeat(40), at: null });

describe('version of a release drafted from a range', () => {
  test.each([
    ['v4.9.0', '4.9.0'],
    ['4.9', '4.9.0'],
    ['payments-api/v4.9.0-rc.2', '4.9.0-rc.2'],
    ['payments-api-1.2.3', '1.2.3'],
    ['main', null],
    ['release-2027', null],
    ['a1b2c3d', null],
    ['', null],
  ])('%s carries %s', (name, version) => {
    expect(versionIn(name)).toBe(version);
  });

  test('a release candidate suggests the version it is a candidate for', () => {
    expect(suggestVersion({ from: 'v4.8.0', to: 'v4.9.0-rc.2', breaking: false })).toBe('4.9.0');
  });

  test('a branch raises the last tag, by a major when something breaks', () => {
    expect(suggestVersion({ from: 'v4.8.1', to: 'main', breaking: false })).toBe('4.9.0');
    expect(suggestVersion({ from: 'v4.8.1', to: 'main', breaking: true })).toBe('5.0.0');
  });

  test('no version anywhere suggests none', () => {
    expect(suggestVersion({ from: 'a1b2c3d', to: 'main', breaking: true })).toBe('');
  });
});

test('the suggested range runs between the two newest tags, else from the tag to the main branch', () => {
  expect(suggestRange([ref('v2.0.0', 'tag'), ref('v1.9.0', 'tag'), ref('main', 'branch')])).toEqual({
    from: 'v1.9.0',
    to: 'v2.0.0',
  });
  expect(suggestRange([ref('v1.0.0', 'tag'), ref('feature', 'branch'), ref('main', 'branch')])).toEqual({
    from: 'v1.0.0',
    to: 'main',
  });
  expect(suggestRange([])).toEqual({ from: '', to: '' });
  // Tags made within one second, in whatever order Git lists them.
  expect(suggestRange([ref('v4.8.0', 'tag'), ref('v4.9.0-rc.1', 'tag')])).toEqual({
    from: 'v4.8.0',
    to: 'v4.9.0-rc.1',
  });
});
