import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

// Runs a built `dist/main/electron.js` on Node with the stand-in for Electron, and prints as JSON what came of it.
// Arguments: folder of the app, --data=<folder>.
const [, , appFolder = ''] = process.argv;
const standIn = new URL('./fake-electron.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
});
const fake: typeof import('./fake-electron.ts') = await import(standIn);
fake.app.getAppPath = () => appFolder;

await import(pathToFileURL(join(appFolder, 'dist', 'main', 'electron.js')).href);
while (fake.BrowserWindow.all.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
const [window] = fake.BrowserWindow.all;
const serve = fake.session.defaultSession.handlers.get('protocol app');
const page = (await serve?.(new Request('app://slipway/change/CHG-A12'))) as Response;
const closed = new Promise((resolve) => {
  fake.app.quit = () => resolve(undefined);
});
fake.app.emit('will-quit', { preventDefault() {} });
await closed;

process.stdout.write(
  JSON.stringify({
    loaded: window?.webContents.loaded,
    preload: window?.options.webPreferences?.preload,
    page: { status: page.status, text: await page.text() },
  }),
);
