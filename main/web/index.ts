import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openInBrowser from 'open';
import { z } from 'zod';
import { createApp } from '#main/app.ts';
import { type Flags, parseFlags, usage } from '#main/launch/flags.ts';
import { keepPresenter } from '#main/presenter/listener.ts';
import { createRestHandler, isLocalApiOn } from '#main/rpc/local-api.ts';
import { openSecrets } from '#main/services/secrets/keyring-secrets.ts';
import { connectPages } from './pages.ts';
import { startServer, type WebServer } from './server.ts';
import { openSession } from './session.ts';

// The same two steps up from here and from the bundle in dist/main.
const pageFolder = fileURLToPath(new URL('../../dist/renderer', import.meta.url));
const packageFile = new URL('../../package.json', import.meta.url);

/** Runs the browser shell until it is told to stop; ends the process when it cannot start. */
export async function runWebShell(flags: Flags): Promise<void> {
  try {
    mkdirSync(flags.data, { recursive: true, mode: 0o700 });
  } catch {
    // The page says what is wrong with the folder.
  }
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(packageFile, 'utf8')));
  let port = 0;
  const app = createApp({
    folder: flags.data,
    shell: 'web',
    version,
    secrets: await openSecrets(flags.data),
    localApiAddress: () => (isLocalApiOn(app) ? `http://127.0.0.1:${port}/api` : null),
    presenter: () => presenter,
  });
  const status = app.status();
  if (status.state === 'failed' && status.failure.kind === 'locked') {
    await app.close();
    return refuse(`${status.failure.what} ${status.failure.todo} (${flags.data})`);
  }

  const presenter = keepPresenter(app, pageFolder);
  const session = openSession(flags.data);
  let server: WebServer;
  try {
    server = await startServer({
      // Without a wish the port of the last start, so that open pages find it, else a free one.
      ports: flags.port === null ? [session.lastPort ?? 0, 0] : [flags.port],
      pageFolder,
      session,
      connect: connectPages(app),
      rest: createRestHandler(app, version),
    });
  } catch (error) {
    await app.close();
    return refuse(`Port ${flags.port} cannot be used: ${error instanceof Error ? error.message : error}`);
  }
  port = server.port;
  session.remember(port);

  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    server
      .close()
      .then(() => presenter.close())
      .then(() => app.close())
      .then(() => process.exit(0))
      .catch((error: unknown) => refuse(`Slipway did not stop cleanly: ${error}`));
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop);

  const address = server.address();
  process.stdout.write(`Slipway is at ${address}\n`);
  if (process.stdin.isTTY) {
    // A code is good for a minute; Enter prints an address with a new one.
    process.stdin.on('data', () => process.stdout.write(`Slipway is at ${server.address()}\n`));
    process.stdin.unref();
  }
  if (flags.open) {
    // Without a browser the address in the terminal remains.
    const browser = await openInBrowser(address).catch(() => null);
    browser?.on('error', () => undefined);
  }
}

function refuse(why: string): never {
  process.stderr.write(`${why}\n`);
  process.exit(1);
}

if (import.meta.main) {
  const flags = parseFlags(process.argv.slice(2));
  if (typeof flags === 'string') {
    process.stderr.write(`${flags} ${usage}\n`);
    process.exit(2);
  }
  await runWebShell(flags);
}
