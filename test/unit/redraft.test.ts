import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Change } from '#shared/contract/changes.ts';
import { emptyChange } from '#shared/domain/changes/empty-change.ts';
import { type DraftedField, draftedFields, hashesOf, redraft } from '#shared/domain/drafts/redraft.ts';

// Equality stands for the hash: what is tested is who keeps which value.
const hashOf = (value: unknown) => JSON.stringify(value);
type Values = Pick<Change, DraftedField>;
const empty: Values = { ...emptyChange, title: '' };
const values = (fields: Partial<Values>): Values => ({ ...empty, ...fields });
const ticket = (fields: Values, state: Change['state'] = 'New') => ({ ...fields, state });
const outcomes = ({ fields }: ReturnType<typeof redraft>) =>
  Object.fromEntries(fields.map(({ field, outcome }) => [field, outcome]));

test('what still holds the draft is replaced, what a person wrote is kept, and taking it is their choice', () => {
  const first = values({ title: 'Cards', description: 'rc.1', workItems: ['PAY-1'] });
  const drafted = { values: hashesOf(first, hashOf) };
  const edited = ticket({ ...first, title: 'Take cards at checkout' });
  const second = values({ title: 'Cards and 2 more', description: 'rc.2', workItems: ['PAY-1'] });
  const done = redraft(edited, drafted, second, { take: [], amends: false }, hashOf);
  expect(outcomes(done)).toMatchObject({ title: 'kept', description: 'replaced', workItems: 'same' });
  expect(done.write).toEqual({ description: 'rc.2' });
  const taken = redraft(edited, drafted, second, { take: ['title'], amends: false }, hashOf);
  expect(taken.write).toEqual({ title: 'Cards and 2 more', description: 'rc.2' });
});

test('a ticket that was never drafted gives its empty fields only', () => {
  const done = redraft(
    ticket(values({ title: 'Mine' })),
    null,
    values({ title: 'Theirs', description: 'd' }),
    { take: [], amends: false },
    hashOf,
  );
  expect(done.write).toEqual({ description: 'd' });
});

test('from Assess on what was voted on stays, also when it is taken, and a later draft in New may still replace it', () => {
  const first = values({ title: 'Cards', description: 'rc.1' });
  const drafted = { values: hashesOf(first, hashOf) };
  const second = values({ title: 'Cards 2', description: 'rc.2' });
  const done = redraft(
    ticket(first, 'Assess'),
    drafted,
    second,
    { take: ['description'], amends: false },
    hashOf,
  );
  expect(outcomes(done)).toMatchObject({ title: 'replaced', description: 'fixed' });
  const back = redraft(
    ticket({ ...first, ...done.write }),
    { values: done.hashes },
    second,
    { take: [], amends: false },
    hashOf,
  );
  expect(outcomes(back)).toMatchObject({ title: 'same', description: 'replaced' });
});

test("an amendment takes what was voted on along, but for a person's words, and nothing in a finished ticket", () => {
  const first = values({ title: 'Cards', description: 'rc.1', deploymentSteps: [] });
  const drafted = { values: hashesOf(first, hashOf) };
  const second = values({ title: 'Cards 2', description: 'rc.2', serviceIds: ['s' as never] });
  const mine = { ...first, serviceIds: ['mine' as never] };
  const done = redraft(ticket(mine, 'Authorize'), drafted, second, { take: [], amends: true }, hashOf);
  expect(outcomes(done)).toMatchObject({ title: 'replaced', description: 'amended', serviceIds: 'kept' });
  expect(done.write).toEqual({ title: 'Cards 2', description: 'rc.2' });
  const closed = redraft(ticket(mine, 'Closed'), drafted, second, { take: [], amends: true }, hashOf);
  expect(closed.write).toEqual({});
});

test('words that a person wrote stay theirs when a draft happens to say the same', () => {
  const first = values({ title: 'A' });
  const edited = ticket(values({ title: 'B' }));
  const same = redraft(
    edited,
    { values: hashesOf(first, hashOf) },
    values({ title: 'B' }),
    { take: [], amends: false },
    hashOf,
  );
  const next = redraft(
    edited,
    { values: same.hashes },
    values({ title: 'C' }),
    { take: [], amends: false },
    hashOf,
  );
  expect(outcomes(next).title).toBe('kept');
});

test('whatever is edited and drafted in whatever order, no human edit is ever lost unless it is given away', () => {
  const word = fc.constantFrom('', 'a', 'b', 'c');
  const draft = fc.record({
    title: word,
    description: word,
    workItems: fc.array(
      word.filter((one) => one !== ''),
      { maxLength: 2 },
    ),
  });
  const step = fc.oneof(
    fc.record({ edit: fc.constantFrom('title' as const, 'description' as const), to: word }),
    fc.record({ editItems: fc.array(word, { maxLength: 2 }) }),
    fc.record({ draft, take: fc.subarray([...draftedFields]) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let present = empty;
      let hashes: Record<string, string> | null = null;
      // The naive answer: a field is a person's from their edit until it is given away or holds the last draft again.
      const owned = new Map<DraftedField, unknown>();
      const lastDrafted = new Map<DraftedField, unknown>();
      const edit = (field: DraftedField, value: unknown) => {
        present = { ...present, [field]: value };
        const isDraft = lastDrafted.has(field) && hashOf(lastDrafted.get(field)) === hashOf(value);
        if (isDraft || value === '' || (Array.isArray(value) && value.length === 0)) owned.delete(field);
        else owned.set(field, value);
      };
      for (const one of steps) {
        if ('edit' in one) edit(one.edit, one.to);
        else if ('editItems' in one) edit('workItems', one.editItems);
        else {
          const done = redraft(
            ticket(present),
            hashes && { values: hashes },
            values(one.draft),
            { take: one.take, amends: false },
            hashOf,
          );
          for (const { field, outcome } of done.fields) {
            if (outcome === 'replaced') lastDrafted.set(field, values(one.draft)[field]);
            if (one.take.includes(field)) owned.delete(field);
          }
          present = { ...present, ...done.write };
          hashes = { ...done.hashes };
        }
        for (const [field, value] of owned) expect(present[field]).toEqual(value);
      }
    }),
    { numRuns: 2000 },
  );
});
