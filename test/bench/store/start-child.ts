// Opens the workspace of a folder, asks for what the first screen shows, and says how long that took, in ms.
import { createApp } from '#main/app.ts';
import { createFileSecrets } from '#main/services/secrets/file-secrets.ts';
import { overPort } from '#test/support/workspace.ts';

const loaded = performance.now();
const folder = process.argv[2] ?? '';
const app = createApp({ folder, shell: 'web', version: '0.0.0', secrets: createFileSecrets(folder) });
const status = app.status();
if (status.state !== 'ready') throw new Error(`The workspace did not open: ${JSON.stringify(status)}`);
const page = overPort(app);
const sort = [{ by: 'plannedStart' as const, descending: false }];
await Promise.all([
  page.client.today.view(),
  page.client.changes.page({ filter: {}, sort, offset: 0, limit: 100 }),
]);
const done = performance.now();
process.stdout.write(JSON.stringify({ whole: done, open: done - loaded }));
process.exit(0);
