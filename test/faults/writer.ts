// Runs as a process of its own that is killed at some moment: writes through the router for ever. Before each write it
// says on standard output what it is about to write (`try`), after it what was confirmed (`ack`), one JSON line each.
import { writeSync } from 'node:fs';
import { type ChangeId, newId, type RunId, type StepEventId } from '#shared/domain/ids.ts';
import { random } from '#test/support/random.ts';
import { createClock, MONDAY, openWorkspace } from '#test/support/workspace.ts';
import type { Attempt } from './lives.ts';

const [folder = '', seed = '0', mode = 'write'] = process.argv.slice(2);
const next = random(Number(seed));
const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
const say = (line: object) => writeSync(1, `${JSON.stringify(line)}\n`);

// Each life starts a day later, so that its times come after those of the lives before it.
const workspace = openWorkspace({ folder, clock: createClock(MONDAY + Number(seed) * 86_400_000) });
const client = workspace.client();
const status = workspace.app().status();
if (status.state !== 'ready') throw new Error(`The workspace did not open: ${JSON.stringify(status)}`);
say({ kind: 'open' });

if (mode === 'bulk') await loadInBulk();
if (mode === 'table') await importTable();
await writeForEver();

/** Says `part` after each part of the bulk write that is on disk. */
async function loadInBulk(): Promise<never> {
  for await (const event of await client.sample.load({ changes: 20_000 })) {
    if (event.kind === 'progress' && event.progress.what.startsWith('Writing')) say({ kind: 'part' });
  }
  throw new Error('The bulk write came to its end before the kill');
}

/** Changes the tickets that a table made before, and adds many; says `part` as above. */
async function importTable(): Promise<never> {
  const rows = Array.from({ length: 6000 }, (_, at) => `A${at},After ${at}`);
  const data = Buffer.from(`number,title\n${rows.join('\n')}\n`).toString('base64');
  const { file } = await client.exchange.upload({ data });
  const reading = { zone: 'Europe/Berlin' };
  for await (const event of await client.exchange.importCsv({ file, reading, partial: false })) {
    if (event.kind === 'progress' && event.progress.what.startsWith('Writing')) say({ kind: 'part' });
  }
  throw new Error('The import came to its end before the kill');
}

async function writeForEver(): Promise<never> {
  const changes = (
    await client.changes.page({ filter: {}, sort: [{ by: 'ref', descending: true }], offset: 0, limit: 50 })
  ).map((row) => row.id);
  const running = (await client.runbooks.runs()).find(
    (run) => run.startedAt !== null && run.endedAt === null,
  );
  if (!running) throw new Error('No run is under way');
  const tick = await ticker(running.id);
  const writes = { create, patch, note: (mark: string) => note(running.id, mark), tick };
  for (let n = 0; ; n += 1) {
    await writes[pick(['create', 'patch', 'patch', 'patch', 'note', 'tick', 'tick'] as const)](
      `${seed}.${n}`,
    );
  }

  async function create(mark: string) {
    const value = `Made ${mark}`;
    const id = await attempt(
      { table: 'change', field: 'title', value },
      async () => (await client.changes.create({ title: value })).id,
    );
    changes.push(id as ChangeId);
  }
  async function patch(mark: string) {
    const [id, field, value] = [pick(changes), pick(['notes', 'impact'] as const), `Edit ${mark}`];
    await attempt({ table: 'change', id, field, value }, async () => {
      await client.changes.patch({ id, fields: { [field]: value } });
      return id;
    });
  }
  async function note(runId: RunId, mark: string) {
    const value = `Said ${mark}`;
    await attempt(
      { table: 'note', field: 'text', value },
      async () => (await client.warroom.log({ runId, text: value })).id,
    );
  }
}

/** Skips and un-skips steps of the run, for that is what any step allows at any time. */
async function ticker(runId: RunId) {
  const { forecast } = await client.runbooks.get({ id: runId });
  const states = new Map(forecast.steps.map((step) => [step.stepId, step.state]));
  return async (mark: string) => {
    const usable = [...states].filter(([, state]) =>
      ['skipped', 'pending', 'ready', 'blocked'].includes(state),
    );
    const [stepId, state] = pick(usable);
    const eventId = newId<StepEventId>();
    await attempt({ table: 'step_event', id: eventId, field: 'comment', value: mark }, async () => {
      const kind = state === 'skipped' ? 'clear' : 'skip';
      const answer = await client.runbooks.tick({ stepId, kind, comment: mark, eventId });
      states.set(stepId, answer.state);
      return eventId;
    });
  };
}

async function attempt(
  what: Omit<Attempt, 'id'> & { id?: string },
  write: () => Promise<string>,
): Promise<string> {
  say({ kind: 'try', id: '', ...what });
  const id = await write();
  say({ kind: 'ack', ...what, id });
  return id;
}
