import { expect, test } from 'vitest';
import { countsSentence, cutSentence, phaseOf } from '#renderer/features/exchange/reportWords.ts';
import type { ReportLine } from '#shared/contract/exchange.ts';

const counts = { added: 0, updated: 0, unchanged: 4, refused: 1, adjusted: 2 };
const lines = (count: number): ReportLine[] =>
  Array.from({ length: count }, (_, n) => ({ line: n, about: '', severity: 'refused', what: 'x' }));

test('a table that was refused as a whole does not read as imported', () => {
  expect(phaseOf(counts, false)).toBe('refused');
  expect(countsSentence(counts, 'change', 'refused')).toBe(
    'Nothing was imported: 1 change of the file is refused.',
  );
  expect(countsSentence({ ...counts, refused: 1200 }, 'change', 'refused')).toMatch(
    /^Nothing .* are refused/,
  );
});

test('the good rows of a table, and one without a fault, read as imported', () => {
  expect(phaseOf(counts, true)).toBe('written');
  expect(phaseOf({ refused: 0 }, false)).toBe('written');
  expect(countsSentence({ ...counts, added: 3 }, 'change', 'written')).toBe(
    '3 new changes imported, 4 already here as they are, 2 adjustments, 1 refused.',
  );
});

test('a report that was cut says so without counting rows as lines', () => {
  expect(cutSentence(lines(499))).toBe('');
  expect(cutSentence(lines(500))).toMatch(/^No more than 500 lines are shown/);
});
