import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '#shared/contract/changes.ts';
import { berlin, imported, previewOf, sent } from '#test/support/csv.ts';
import { faultsOf } from '#test/support/soundness.ts';
import { lastOf, MONDAY, openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

let work: TestWorkspace;
beforeEach(async () => {
  work = openWorkspace();
  await work.create();
});
afterEach(() => work.remove());

const YEAR = { from: MONDAY - 365 * 86_400_000, until: MONDAY + 365 * 86_400_000 };

async function changes(): Promise<Change[]> {
  const client = work.client();
  const rows = await client.changes.page({
    filter: {},
    sort: [{ by: 'ref', descending: false }],
    offset: 0,
    limit: 500,
  });
  return Promise.all(rows.map((row) => client.changes.get({ key: row.id })));
}

const lines = (...rows: string[]) => `${rows.join('\r\n')}\r\n`;

const SERVICENOW = lines(
  'number,short_description,type,state,risk,assigned_to,start_date,end_date,cmdb_ci,implementation_plan,backout_plan,close_code',
  'CHG0030001,Renew the certificate,normal,-2,3,"Ruiz, Rosa",2027-03-01 22:00:00,2027-03-01 23:00:00,Checkout,"1. Stop\n2. Swap (10 min)",Put the old one back,',
  'CHG0030002,Patch the base image,standard,3,4,Beth Anglin,2027-01-11 22:00:00,2027-01-11 22:30:00,Mainframe,Patch,,successful_issues',
  'CHG0030003,Drop the old table,emergency,3,2,rosa ruiz,,,,,,',
);

test('an export of ServiceNow arrives with its columns and values understood, and what is not known here is kept in words', async () => {
  await work.client().catalogue.addService({ name: 'Checkout', tier: 1, path: '' });
  const preview = await previewOf(work, SERVICENOW);
  expect(preview.reading).toMatchObject({ encoding: 'utf-8', delimiter: ',', dates: 'iso' });
  expect(preview.reading.mapping).toMatchObject({ number: 'externalRef', cmdb_ci: 'services' });
  expect(preview.rows[0]).toMatchObject({ title: 'Renew the certificate', state: '-2' });
  expect(await work.client().changes.count({})).toBe(0);

  const done = await imported(work, SERVICENOW);
  expect(done).toMatchObject({ added: 3, updated: 0, unchanged: 0, refused: 0 });
  const [renew, patch, drop] = await changes();
  expect(renew).toMatchObject({
    externalRef: 'CHG0030001',
    state: 'Scheduled',
    plannedStart: { local: '2027-03-01T22:00', zone: 'Europe/Berlin', at: Date.UTC(2027, 2, 1, 21) },
    deploymentSteps: [
      { title: 'Stop', minutes: null },
      { title: 'Swap', minutes: 10 },
    ],
  });
  expect(renew?.serviceIds).toHaveLength(1);
  expect(renew?.assigneeId).not.toBeNull();
  expect(patch).toMatchObject({ state: 'Closed', closeCode: 'successful with issues', assigneeId: null });
  expect(patch?.notes).toContain('Assignee in the file: Beth Anglin');
  expect(patch?.notes).toContain('Services in the file: Mainframe');
  expect(drop).toMatchObject({ state: 'Review', closeCode: null, type: 'emergency' });
  const said = done.report.map((line) => line.what).join('\n');
  expect(said).toContain('Mainframe');
  expect(said).toContain('close code');
  expect(done.report.filter((line) => line.what.startsWith('The risk')).length).toBeLessThanOrEqual(1);
});
