import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

export type Flags = {
  /** Absolute path of the data folder. */
  readonly data: string;
  /** null: the port of the last start, else a free one. */
  readonly port: number | null;
  /** Whether to open the user's browser. */
  readonly open: boolean;
  /** null: Electron where it can be had. */
  readonly shell: 'electron' | 'web' | null;
};

export const usage =
  'Usage: npm start -- [--shell=web|electron] [--data=<folder>] [--port=<number>] [--no-open]';

/** Where the operating system wants an application to keep its data. */
export function defaultDataFolder(
  platform: NodeJS.Platform = process.platform,
  env: Readonly<Record<string, string | undefined>> = process.env,
  home: string = homedir(),
): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Slipway');
  if (platform === 'win32') return join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Slipway');
  return join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'slipway');
}

/** Reads the command line; a string is the sentence that says what is wrong with it. */
export function parseFlags(args: readonly string[]): Flags | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        data: { type: 'string' },
        port: { type: 'string' },
        shell: { type: 'string' },
        'no-open': { type: 'boolean' },
      },
    });
    const { shell = null } = values;
    if (shell !== null && shell !== 'web' && shell !== 'electron')
      return `--shell is web or electron, not "${shell}".`;
    const port = values.port === undefined ? null : Number(values.port);
    if (port !== null && (!Number.isInteger(port) || port < 1 || port > 65535))
      return `--port is a number from 1 to 65535, not "${values.port}".`;
    if (values.data === '') return '--data needs a folder.';
    return {
      data: values.data === undefined ? defaultDataFolder() : resolve(values.data),
      port,
      open: values['no-open'] !== true,
      shell,
    };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return `${message.split('. ')[0] ?? message}.`;
  }
}
