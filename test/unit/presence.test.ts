import { expect, test } from 'vitest';
import { presenceAt } from '#shared/domain/runs/presence.ts';

const times = [
  { kind: 'duty' as const, startsAt: 0, endsAt: 100 },
  { kind: 'duty' as const, startsAt: 50, endsAt: 200 },
  { kind: 'absence' as const, startsAt: 60, endsAt: 80 },
];

test('away counts before duty, and the last of what overlaps says until when', () => {
  expect(presenceAt(times, -1)).toBeNull();
  expect(presenceAt(times, 0)).toEqual({ kind: 'duty', until: 100 });
  expect(presenceAt(times, 59)).toEqual({ kind: 'duty', until: 200 });
  expect(presenceAt(times, 60)).toEqual({ kind: 'absence', until: 80 });
  expect(presenceAt(times, 80)).toEqual({ kind: 'duty', until: 200 });
  expect(presenceAt(times, 200)).toBeNull();
});
