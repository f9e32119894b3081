import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId, type RunId } from '#shared/domain/ids.ts';
import { readPdf } from '#test/support/pdf.ts';
import { type Stock, stock } from '#test/support/stock.ts';
import { openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

let work: TestWorkspace;
let given: Stock;
beforeEach(async () => {
  work = openWorkspace();
  given = await stock(work);
});
afterEach(() => work.remove());
const client = () => work.client();

test('the runbook of a run and a runbook alone are printed under their names, the same bytes at the same time', async () => {
  const run = { kind: 'run', id: given.run.run.id } as const;
  const made = await client().runbooks.print(run);
  expect(made).toMatchObject({ name: 'REL-A1-rehearsal-runbook.pdf', type: 'application/pdf' });
  expect(await client().runbooks.print(run)).toEqual(made);
  const { text, info } = await readPdf(Buffer.from(made.data, 'base64'));
  expect(text).toContain('Announce');
  expect(info).toMatchObject({ Author: 'Northwind' });
  const template = (await client().runbooks.templates()).find(({ name }) => name === 'Test runbook');
  if (!template) throw new Error('no runbook');
  const alone = await client().runbooks.print({ kind: 'template', id: template.id });
  expect(alone.name).toBe('test-runbook.pdf');
});

test('a run that is not there is not printed', async () => {
  await expect(client().runbooks.print({ kind: 'run', id: newId<RunId>() })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});
