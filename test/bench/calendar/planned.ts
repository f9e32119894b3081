import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { write } from '#db/log.ts';
import { newChangeRow } from '#db/queries/changes.ts';
import { windowRule } from '#db/schema/calendar.ts';
import { environment, service } from '#db/schema/catalogue.ts';
import { change } from '#db/schema/changes.ts';
import { person } from '#db/schema/people.ts';
import { type App, createApp } from '#main/app.ts';
import { createFileSecrets } from '#main/services/secrets/file-secrets.ts';
import type { WindowRule } from '#shared/contract/calendar.ts';
import { type EnvironmentId, newId, type PersonId, type ServiceId } from '#shared/domain/ids.ts';
import { DAY, MINUTE, planTimeAt } from '#shared/domain/time.ts';
import { createClock, MONDAY, openWorkspace } from '#test/support/workspace.ts';

const ZONE = 'Europe/Berlin';
const SERVICES = 50;
const PEOPLE = 80;
const WINDOWS = 200;
const PER_ENTRY = 500;
/** From start to start; each lasts two hours, so that as many overlap at any time, whatever the number of changes. */
const GAP = 20 * MINUTE;
const LENGTH = 120 * MINUTE;

/** The first and last start of `n` planned changes, ms UTC. */
export function plannedSpan(n: number): { readonly from: number; readonly until: number } {
  return { from: MONDAY + DAY, until: MONDAY + DAY + n * GAP };
}

/**
 * A workspace with `n` scheduled changes, one every twenty minutes from tomorrow on, and 200 windows, half of them for
 * everything and half for one service each. Built once for each version of this file; the copy is deleted on closing.
 */
export async function openPlanned(n: number): Promise<{ app: App; folder: string; close(): Promise<void> }> {
  const source = await planned(n);
  const folder = mkdtempSync(join(tmpdir(), 'slipway-bench-planned-copy-'));
  cpSync(source, folder, { recursive: true });
  const app = createApp({
    folder,
    shell: 'web',
    version: '0.0.0',
    secrets: createFileSecrets(folder),
    now: createClock().now,
  });
  const status = app.recover({ action: 'continue-as-new-device' });
  if (status.state !== 'ready') throw new Error(`The copy did not open: ${JSON.stringify(status)}`);
  return {
    app,
    folder,
    close: async () => {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function planned(n: number): Promise<string> {
  const version = createHash('sha256')
    .update(readFileSync(new URL(import.meta.url)))
    .digest('hex')
    .slice(0, 12);
  const folder = join(tmpdir(), `slipway-bench-planned-${version}`, String(n));
  if (existsSync(folder)) return folder;
  const draft = `${folder}.draft`;
  rmSync(draft, { recursive: true, force: true });
  const workspace = openWorkspace({ folder: draft, clock: createClock() });
  await workspace.create();
  fill(workspace.app(), n);
  await workspace.close();
  renameSync(draft, folder);
  return folder;
}

function fill(app: App, n: number): void {
  const store = app.store();
  const actor = newId<PersonId>();
  const services = Array.from({ length: SERVICES }, () => newId<ServiceId>());
  const people = Array.from({ length: PEOPLE }, () => newId<PersonId>());
  const production = newId<EnvironmentId>();
  write(store, { actor }, 'Catalogue', (tx) => {
    tx.insert(environment, { id: production, name: 'live', kind: 'production' });
    services.forEach((id, i) => {
      tx.insert(service, {
        id,
        name: `Service ${i}`,
        tier: 2,
        teamId: null,
        repositoryId: null,
        path: '',
        dependsOn: services.slice(i + 1, i + 3),
      });
    });
    people.forEach((id, i) => {
      tx.insert(person, {
        id,
        name: `Person ${i}`,
        email: '',
        phone: '',
        initials: 'P',
        zone: null,
        teamId: null,
        roles: ['operations'],
        hours: { days: [1, 2, 3, 4, 5], from: '08:00', until: '22:00' },
      });
    });
    for (let i = 0; i < WINDOWS; i++) tx.insert(windowRule, windowAt(i, services, production));
  });
  const { from } = plannedSpan(n);
  for (let first = 0; first < n; first += PER_ENTRY) {
    write(store, { actor }, 'Planned', (tx) => {
      for (let i = first; i < Math.min(n, first + PER_ENTRY); i++) {
        tx.insert(
          change,
          newChangeRow(tx, {
            title: `Move the gateway ${i} to its new cluster`,
            description: 'Nothing else changes. '.repeat(40),
            state: 'Scheduled',
            serviceIds: [services[(i * 7) % SERVICES]].flatMap((id) => id ?? []),
            environmentIds: [production],
            plannedStart: planTimeAt(from + i * GAP, ZONE),
            plannedEnd: planTimeAt(from + i * GAP + LENGTH, ZONE),
            assigneeId: people[(i * 11) % PEOPLE] ?? null,
            validatorId: people[(i * 13 + 1) % PEOPLE] ?? null,
          }),
        );
      }
    });
  }
}

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

function windowAt(
  i: number,
  services: readonly ServiceId[],
  production: EnvironmentId,
): typeof windowRule.$inferInsert {
  const kind: WindowRule['kind'] = i % 4 === 3 ? 'deny' : 'allow';
  const hour = String(8 + (i % 12)).padStart(2, '0');
  return {
    id: newId(),
    name: `${kind === 'deny' ? 'Freeze' : 'Window'} ${i}`,
    kind,
    hard: i % 3 === 0,
    zone: i % 5 === 0 ? 'America/New_York' : ZONE,
    startLocal: `2027-02-01T${hour}:00`,
    endLocal: `2027-02-01T${hour}:${kind === 'deny' ? '30' : '59'}`,
    rrule:
      kind === 'deny' ? 'FREQ=MONTHLY;BYDAY=-1FR' : `FREQ=WEEKLY;BYDAY=${DAYS[i % 7]},${DAYS[(i + 3) % 7]}`,
    protectionMinutes: 30,
    serviceIds: i % 2 === 0 ? [] : [services[i % SERVICES]].flatMap((id) => id ?? []),
    environmentIds: i % 10 === 0 ? [] : [production],
    teamIds: [],
  };
}
