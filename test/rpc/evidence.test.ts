import { afterEach, beforeEach, expect, test } from 'vitest';
import { write } from '#db/log.ts';
import { step } from '#db/schema/runbooks.ts';
import { newId, type StepId } from '#shared/domain/ids.ts';
import { refusedNaming } from '#test/support/answers.ts';
import { type Stock, stock } from '#test/support/stock.ts';
import { openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

let work: TestWorkspace;
let have: Stock;
let stepId: StepId;
beforeEach(async () => {
  work = openWorkspace();
  have = await stock(work);
  stepId = have.run.steps[0]?.id as StepId;
});
afterEach(() => work.remove());
const evidence = () => work.client().evidence;
const runId = () => have.run.run.id;

/** The smallest PNG there is: one pixel. */
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

test('words, a link, a path and a picture are attached, and the picture comes back byte for byte', async () => {
  await evidence().attach({ stepId, kind: 'text', text: 'All 12 nodes answer' });
  await evidence().attach({ stepId, kind: 'link', text: 'https://grafana.example/d/1' });
  await evidence().attach({ stepId, kind: 'file', text: '/var/log/deploy.log' });
  const picture = await evidence().attach({ stepId, kind: 'picture', text: 'The board', picture: PIXEL });
  expect(picture).toMatchObject({ mime: 'image/png', bytes: 70, actorId: have.operator.id });
  expect((await evidence().list({ runId: runId() })).map(({ kind }) => kind)).toEqual([
    'text',
    'link',
    'file',
    'picture',
  ]);
  expect(await evidence().picture({ id: picture.id })).toEqual({ address: `data:image/png;base64,${PIXEL}` });
});

test('what is no link, no picture or too large is refused in a sentence, and nothing is kept', async () => {
  const script = Buffer.from('<svg onload="alert(1)"/>').toString('base64');
  const large = Buffer.alloc(5_000_001, 1).toString('base64');
  const tries = [
    [{ kind: 'link', text: 'javascript:alert(1)' }, 'https://'],
    [{ kind: 'text', text: '  ' }, 'Write what it is'],
    [{ kind: 'picture', text: 'x' }, 'no picture'],
    [{ kind: 'picture', text: 'x', picture: script }, 'no PNG, JPEG or WebP'],
    [{ kind: 'picture', text: 'x', picture: large }, 'larger than 5 MB'],
  ] as const;
  for (const [input, why] of tries)
    await expect(evidence().attach({ stepId, ...input })).rejects.toMatchObject(refusedNaming(why));
  await expect(evidence().picture({ id: newId() })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await evidence().list({ runId: runId() })).toEqual([]);
});

test('a step that asks for evidence is finished with it, or with a comment that says why it is missing', async () => {
  const ask = (id: StepId) =>
    write(work.app().store(), { actor: have.operator.id }, 'Ask', (tx) =>
      tx.patch(step, id, { evidence: 'Screenshot of the board' }),
    );
  ask(stepId);
  const { runbooks } = work.client();
  await runbooks.tick({ stepId, kind: 'start' });
  await expect(runbooks.tick({ stepId, kind: 'finish' })).rejects.toMatchObject(
    refusedNaming('Step 1 asks for evidence: Screenshot of the board'),
  );
  await evidence().attach({ stepId, kind: 'text', text: 'Board is green' });
  expect(await runbooks.tick({ stepId, kind: 'finish' })).toMatchObject({ state: 'done' });
  const second = have.run.steps[1]?.id as StepId;
  ask(second);
  await runbooks.tick({ stepId: second, kind: 'start' });
  expect(await runbooks.tick({ stepId: second, kind: 'finish', comment: 'The board is down' })).toMatchObject(
    { state: 'done' },
  );
});
