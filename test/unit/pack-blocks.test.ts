import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blocksOf, markdownBlocks } from '#shared/domain/pack/blocks.ts';

test('refs that count back from a name keep their tilde', () => {
  expect(blocksOf({ text: 'from HEAD~80 to HEAD~20', more: 0 })).toEqual([
    { kind: 'paragraph', runs: [{ text: 'from HEAD~80 to HEAD~20' }], rtl: false },
  ]);
});

test('words without a sign of Markdown are read as its reader would, whatever stands between them', () => {
  const words = [
    'Word',
    'é',
    'Ελ',
    '付款',
    'إضافة',
    '1',
    '2)',
    '3.',
    '(so)',
    '"x"',
    "it's",
    'a/b',
    '+',
    '-',
    '=',
    '.',
  ];
  const signs = [
    'www.',
    '.com',
    'http',
    ':',
    '@',
    '_',
    '*',
    '`',
    '&amp;',
    '<b>',
    '|',
    '~~',
    '[x]',
    '#',
    '\\',
  ];
  const spaces = [' ', '  ', '\n', '\n\n', '\n\n\n', '\t', '\u00a0', '\u2028'];
  const textOf = (pieces: readonly string[]) =>
    fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((list) => list.join(''));
  fc.assert(
    fc.property(
      fc.oneof(textOf([...words, ...signs, ...spaces]), textOf([...words, ' ', ' ', ' ', '\n', '\n\n'])),
      (text) => {
        expect(blocksOf({ text, more: 0 })).toEqual(markdownBlocks(text));
      },
    ),
    { numRuns: 4000 },
  );
});
