import { expect, test } from 'vitest';
import { blocksOf } from '#shared/domain/pack/blocks.ts';

test('refs that count back from a name keep their tilde', () => {
  expect(blocksOf({ text: 'from HEAD~80 to HEAD~20', more: 0 })).toEqual([
    { kind: 'paragraph', runs: [{ text: 'from HEAD~80 to HEAD~20' }], rtl: false },
  ]);
});
