import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { buildIfStale } from '#main/launch/build.ts';
import type { Client } from '#shared/contract/index.ts';
import { type ArchivedFile, extractArchive, listArchive } from '#test/support/asar.ts';
import { freshFolder, type RunningSlipway, removeFolder, startSlipway } from '#test/support/server.ts';
import { readFuses, writeStandIn } from '#test/support/stand-in-electron.ts';

const run = promisify(execFile);
const target = `${process.platform}-${process.arch}`;
const megabyte = 1_000_000;

let work: string;
let out: string;
let archive: string;
let files: readonly ArchivedFile[];

// The package as electron-builder makes it, around a stand-in for Electron: there is no network in a test.
beforeAll(async () => {
  await buildIfStale(process.cwd(), () => undefined);
  work = freshFolder();
  const { version } = JSON.parse(readFileSync('node_modules/electron/package.json', 'utf8')) as {
    version: string;
  };
  writeStandIn(join(work, 'electron'), version);
  await run(
    process.execPath,
    [
      join('node_modules', 'electron-builder', 'cli.js'),
      '--linux',
      'dir',
      `--${process.arch}`,
      '--publish=never',
      `-c.electronDist=${join(work, 'electron')}`,
      `-c.directories.output=${join(work, 'out')}`,
    ],
    { timeout: 120_000 },
  );
  const unpacked = readdirSync(join(work, 'out')).find((name) => name.endsWith('-unpacked')) ?? '';
  out = join(work, 'out', unpacked);
  archive = join(out, 'resources', 'app.asar');
  files = listArchive(archive);
}, 240_000);
afterAll(() => removeFolder(work));

// electron-builder packs for the platform it runs on; the stand-in is a Linux one.
describe.skipIf(process.platform !== 'linux')('the package', () => {
  const paths = () => files.map((file) => file.path);

  it('holds what the app starts from', () => {
    const wanted = [
      'package.json',
      'dist/main/electron.js',
      'dist/main/preload.cjs',
      'dist/renderer/index.html',
    ];
    expect(paths()).toEqual(expect.arrayContaining(wanted));
    expect(paths().some((path) => path.startsWith('dist/migrations/') && path.endsWith('.sql'))).toBe(true);
  });

  it('holds no source, no test, no map and nothing that only development needs', () => {
    const strange = paths().filter(
      (path) =>
        !/^(package\.json$|dist\/(fonts|main|migrations|renderer)\/|node_modules\/)/.test(path) ||
        /\.(ts|tsx|map|md|gyp|c|h|cpp|hpp)$|(^|\/)(test|tests|\.bin|\.cache)\//.test(path),
    );
    expect(strange).toEqual([]);
    const packages = new Set(
      paths().flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []),
    );
    const addons = /^(better-sqlite3$|@napi-rs\/keyring|@myriaddreamin\/typst-ts-node-compiler)/;
    expect([...packages].filter((name) => !addons.test(name))).toEqual([]);
  });

  it('holds only the addons of this platform, beside the archive', () => {
    const addons = files.filter((file) => file.path.endsWith('.node'));
    expect(addons.map((file) => [file.path.includes(target), file.unpacked])).toEqual([
      [true, true],
      [true, true],
      [true, true],
    ]);
    for (const { path } of addons) expect(existsSync(join(`${archive}.unpacked`, path))).toBe(true);
    // Whatever lies beside the archive is not covered by its integrity check.
    expect(files.filter((file) => file.unpacked && !file.path.endsWith('.node'))).toEqual([]);
  });

  it('stays small beside the typesetter and the fonts that documents are printed with', () => {
    const printing = /^(dist\/fonts\/|node_modules\/@myriaddreamin\/)/;
    const sum = (some: readonly ArchivedFile[]) => some.reduce((total, file) => total + file.bytes, 0);
    expect(sum(files.filter(({ path }) => !printing.test(path)))).toBeLessThan(30 * megabyte);
    expect(sum(files.filter(({ path }) => printing.test(path)))).toBeLessThan(90 * megabyte);
  });

  it('has the fuses set that keep other code out', () => {
    expect(readFuses(join(out, 'slipway'))).toEqual({
      runAsNode: false,
      cookieEncryption: true,
      nodeOptions: false,
      nodeCliInspect: false,
      asarIntegrity: true,
      onlyFromAsar: true,
      browserSnapshot: false,
      fileProtocol: false,
    });
  });

  it('starts its Electron main code, opens a window and serves it the page', async () => {
    const folder = join(work, 'electron-app');
    extractArchive(archive, folder);
    const data = join(work, 'electron-data');
    const player = fileURLToPath(new URL('../support/play-electron.ts', import.meta.url));
    const { stdout } = await run(process.execPath, [player, folder, `--data=${data}`], { timeout: 30_000 });
    expect(JSON.parse(stdout)).toEqual({
      loaded: ['app://slipway/'],
      preload: join(folder, 'dist', 'main', 'preload.cjs'),
      page: { status: 200, text: readFileSync(join(folder, 'dist', 'renderer', 'index.html'), 'utf8') },
    });
    expect(existsSync(join(data, 'slipway.db'))).toBe(true);
  });

  it('has a preload script that a sandboxed page can load', () => {
    const folder = join(work, 'preload');
    extractArchive(archive, folder);
    const preload = readFileSync(join(folder, 'dist', 'main', 'preload.cjs'), 'utf8');
    expect([...preload.matchAll(/require\(\s*["'`](.*?)["'`]/g)].map(([, name]) => name)).toEqual([
      'electron',
    ]);
    expect(preload).not.toMatch(/^\s*(import|export)\b/m);
  });
});

describe.skipIf(process.platform !== 'linux')('the packaged main code', () => {
  let slipway: RunningSlipway;

  beforeAll(async () => {
    const folder = join(work, 'app');
    extractArchive(archive, folder);
    slipway = await startSlipway({
      folder: join(work, 'data'),
      file: join(folder, 'dist', 'main', 'web.js'),
    });
  });
  afterAll(async () => {
    expect(await slipway.stop()).toBe(0);
  });

  it('serves its own page', async () => {
    const answer = await fetch(new URL('/change/CHG-A12', slipway.address));
    expect(answer.status).toBe(200);
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(await answer.text())?.[1] ?? 'none';
    expect((await fetch(new URL(script, slipway.address))).headers.get('content-type')).toMatch(/javascript/);
  });

  it('opens a store with its own migrations and answers the router', async () => {
    const { origin, host, hash } = new URL(slipway.address);
    const exchange = await fetch(`${origin}/session`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json' },
      body: JSON.stringify({ code: new URLSearchParams(hash.slice(1)).get('code') }),
    });
    const { token } = (await exchange.json()) as { token: string };
    const socket = new WebSocket(`ws://${host}/rpc`, { origin });
    await new Promise((resolve) => socket.once('open', resolve));
    socket.send(JSON.stringify({ token }));
    await new Promise((resolve) => socket.once('message', resolve));
    // oRPC wants the browser's WebSocket; that of ws does the same.
    const websocket = socket as unknown as globalThis.WebSocket;
    const client: Client = createORPCClient(new RPCLink({ websocket }));
    expect(await client.workspace.status()).toEqual({ state: 'empty' });
    await client.workspace.create({ name: 'Packaged', zone: 'Europe/Berlin', operator: 'Rosa Ruiz' });
    expect(await client.workspace.status()).toMatchObject({ state: 'ready', workspace: { shell: 'web' } });
    socket.close();
  });
});
