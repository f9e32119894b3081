import { expect, test } from 'vitest';
import type { Note } from '#shared/contract/warroom.ts';
import type { NoteId } from '#shared/domain/ids.ts';
import { communicationsDue, communicationText } from '#shared/domain/runs/communications.ts';

const note = (
  id: string,
  kind: Note['kind'],
  nextUpdateAt: number | null,
  aboutId: string | null = null,
) => ({
  id: id as NoteId,
  kind,
  nextUpdateAt,
  aboutId: aboutId as NoteId | null,
});

test('what was sent is due no more, an issue never was, and the first one due comes first', () => {
  const notes = [
    note('late', 'communication', 30),
    note('issue', 'issue', 5),
    note('soon', 'communication', 10),
    note('gone', 'communication', 1),
    note('sent', 'communication sent', null, 'gone'),
    note('closed', 'issue closed', null, 'soon'),
  ];
  expect(communicationsDue(notes).map(({ id }) => id)).toEqual(['soon', 'late']);
  expect(communicationText(' customers ', ' checkout is back ')).toBe('To customers: checkout is back');
});
