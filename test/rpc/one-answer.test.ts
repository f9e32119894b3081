import { expect, test } from 'vitest';
import type { Conflict, Subject } from '#shared/contract/conflicts.ts';
import type { Client } from '#shared/contract/index.ts';
import { asksFor } from '#shared/domain/conflicts/records.ts';
import { DAY } from '#shared/domain/time.ts';
import { random } from '#test/support/random.ts';
import { MONDAY, openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

const HOUR = 3_600_000;
const FROM = MONDAY - 5 * DAY;
const UNTIL = MONDAY + 60 * DAY;

test.each([3, 14, 15, 92, 65, 77])(
  'the calendar, the check, the list, the readiness and the first screen tell one truth (world %i)',
  { timeout: 60_000 },
  async (seed) => {
    const work = openWorkspace();
    try {
      await work.create();
      const subjects = await buildWorld(work, seed);
      await expectOneAnswer(work, subjects);
    } finally {
      await work.remove();
    }
  },
);

/** Does a few dozen things at random, as people do: what a rule refuses is left. Answers with all changes and releases. */
async function buildWorld(work: TestWorkspace, seed: number): Promise<readonly Subject[]> {
  const client = work.client();
  const next = random(seed);
  const upTo = (count: number) => Math.floor(next() * count);
  const pick = <T>(from: readonly T[]) => from[upTo(from.length)] as T;
  const some = <T>(from: readonly T[], share: number) => from.filter(() => next() < share);
  const zoned = (at: number) => ({
    local: new Date(at).toISOString().slice(0, 16),
    zone: pick(['Europe/Berlin', 'UTC', 'America/New_York']),
  });
  const when = () => MONDAY + upTo(45) * DAY + upTo(24) * HOUR;

  const environments = (await client.catalogue.list()).environments.map(({ id }) => id);
  const services: Awaited<ReturnType<Client['catalogue']['addService']>>['id'][] = [];
  for (const name of ['Shop', 'Ledger', 'Search']) {
    const { id } = await client.catalogue.addService({
      name,
      tier: 1,
      path: name,
      dependsOn: some(services, 0.6),
    });
    services.push(id);
  }
  const people = (await client.people.list()).people.map(({ id }) => id);
  for (const name of ['Ana', 'Bo']) people.push((await client.people.add({ name, roles: ['approver'] })).id);
  const subjects: Subject[] = [];
  const releases = () => subjects.flatMap((one) => (one.kind === 'release' ? [one.id] : []));
  const changes = () => subjects.flatMap((one) => (one.kind === 'change' ? [one.id] : []));

  const acts: readonly (() => Promise<unknown>)[] = [
    async () => {
      const at = when();
      const { zone } = zoned(at);
      await client.calendar.addWindow({
        name: `Window ${upTo(1000)}`,
        kind: pick(['allow', 'deny', 'inform']),
        hard: next() < 0.4,
        zone,
        startLocal: zoned(at).local,
        endLocal: zoned(at + pick([4, 8, 72]) * HOUR).local,
        rrule: pick(['', 'FREQ=WEEKLY', 'FREQ=DAILY;COUNT=6']),
        protectionMinutes: pick([0, 120]),
        serviceIds: some(services, 0.3),
        environmentIds: some(environments, 0.1),
        teamIds: [],
      });
    },
    async () => {
      const at = when();
      const { zone } = zoned(at);
      const { id } = await client.changes.create({
        title: `Change ${upTo(1000)}`,
        description: 'What changes and why.',
        type: pick(['normal', 'standard', 'emergency']),
        serviceIds: some(services, 0.5),
        environmentIds: some(environments, 0.3),
        assigneeId: pick([null, ...people]),
        validatorId: pick([null, ...people]),
        releaseId: pick([null, null, ...releases()]),
        plannedStart: { local: zoned(at).local, zone },
        plannedEnd: { local: zoned(at + pick([1, 4, 200]) * HOUR).local, zone },
      });
      subjects.push({ kind: 'change', id });
    },
    async () => {
      const { id } = await client.releases.create({
        name: `Release ${upTo(1000)}`,
        version: '1',
        environmentId: pick([null, ...environments]),
        dependsOn: some(releases(), 0.2),
      });
      subjects.push({ kind: 'release', id });
    },
    async () =>
      client.releases.book({
        id: pick(releases()),
        windowId: null,
        start: zoned(when()),
        minutes: pick([60, 600]),
      }),
    async () =>
      client.calendar.move({
        subject: pick(subjects),
        start: zoned(when()),
        minutes: pick([30, 240]),
        reason: 'It suits better.',
      }),
    async () => {
      const { conflicts } = await client.conflicts.check({ subject: pick(subjects) });
      const { hard, subject, key } = pick(conflicts);
      const put = hard ? client.conflicts.requestException : client.conflicts.accept;
      await put({ subject, key, reason: 'Known.', until: UNTIL + 90 * DAY });
    },
    async () => {
      const [record] = await client.conflicts.records({ waiting: true });
      if (record)
        await client.conflicts.decideException({
          id: record.id,
          approve: true,
          decidedBy: pick(people),
          note: '',
        });
    },
    async () =>
      client.people.addTime({
        personId: pick(people),
        kind: pick(['duty', 'absence']),
        start: zoned(when()),
        end: zoned(when() + 30 * DAY),
        note: '',
      }),
    async () =>
      client.changes.patch({ id: pick(changes()), fields: { releaseId: pick([null, ...releases()]) } }),
    async () => client.changes.patch({ id: pick(changes()), fields: { assigneeId: pick(people) } }),
    async () => {
      const [rule] = some(await client.calendar.windows(), 0.4);
      if (rule) await client.calendar.patchWindow({ id: rule.id, fields: { hard: !rule.hard } });
    },
    async () => {
      const id = pick(changes());
      const { state, type } = await client.changes.get({ key: id });
      const to =
        type === 'standard' ? 'Scheduled' : state === 'New' && type === 'normal' ? 'Assess' : 'Authorize';
      await client.changes.transition({ ids: [id], to, changeAuthority: 'CAB', reason: 'Agreed.' });
    },
  ];
  for (let n = 0; n < 90; n++) {
    const act = n < 12 ? acts[n % 3] : pick(acts);
    await act?.().catch(leaveRefused);
  }
  return subjects;
}

/** A rule may refuse, and there may be nothing to pick from yet; anything else is a fault. */
function leaveRefused(error: unknown): void {
  const { code } = error as { code?: string };
  if (!(error instanceof TypeError) && !['REFUSED', 'NOT_FOUND', 'BAD_REQUEST'].includes(code ?? ''))
    throw error;
}

async function expectOneAnswer(work: TestWorkspace, subjects: readonly Subject[]): Promise<void> {
  const client = work.client();
  const { bookings } = await client.calendar.range({ from: FROM, until: UNTIL });
  const list = await client.conflicts.list({ from: FROM, until: UNTIL });
  expect(list.length).toBeGreaterThan(0);
  expect(list.length).toBeLessThan(500);
  const named = (conflicts: readonly Conflict[]) =>
    conflicts.map(({ key, standing, facts, minutes }) => `${key} ${standing} ${minutes} ${facts}`).toSorted();
  const isOpen = (one: Conflict) => asksFor([one], { emergency: false }) !== 'nothing';

  for (const subject of subjects) {
    const { conflicts } = await client.conflicts.check({ subject });
    const own = conflicts.filter((one) => one.subject.id === subject.id);
    expect(named(list.filter((one) => one.subject.id === subject.id))).toEqual(named(own));
    const booking = bookings.find(({ id }) => id === subject.id);
    if (own.length > 0) expect(booking).toBeDefined();
    if (booking)
      expect({ hard: booking.hard, soft: booking.soft, waits: booking.waits }).toEqual({
        hard: own.filter((one) => isOpen(one) && one.hard).length,
        soft: own.filter((one) => isOpen(one) && !one.hard).length,
        waits: own.some((one) => one.standing === 'exception requested'),
      });
    if (subject.kind === 'release') await expectReadiness(client, subject.id, conflicts.filter(isOpen));
  }

  const { inFreeze } = await client.today.view({});
  const now = work.clock.now();
  const ahead = new Set(
    bookings.filter((one) => one.endsAt > now && one.startsAt < now + 28 * DAY).map(({ ref }) => ref),
  );
  const frozen = list.filter((one) => one.kind === 'freeze' && isOpen(one) && ahead.has(one.ref));
  expect(inFreeze.map((one) => `${one.ref} ${one.freeze} ${one.minutes}`).toSorted()).toEqual(
    frozen.map((one) => `${one.ref} ${one.other.name} ${one.minutes}`).toSorted(),
  );
}

async function expectReadiness(client: Client, key: string, open: readonly Conflict[]): Promise<void> {
  const { readiness, slot } = await client.releases.get({ key });
  const points = open.some((one) => one.hard) ? 0 : open.length > 0 ? 5 : 10;
  expect(readiness.find(({ what }) => what === 'Conflicts')?.points).toBe(slot === null ? 0 : points);
}
