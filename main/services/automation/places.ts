import { accessSync, constants, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { extname, isAbsolute } from 'node:path';
import type { DeviceCommand } from '#shared/contract/automation.ts';

/** Where a command runs: its folder, or the home folder of the user. */
export function folderOf({ folder }: Pick<DeviceCommand, 'folder'>): string {
  return folder === '' ? homedir() : folder;
}

/** Why this command cannot run on this computer, in a sentence; null when it can. */
export function whyNotRunnable(command: Pick<DeviceCommand, 'program' | 'args' | 'folder'>): string | null {
  const { program, args } = command;
  if ([program, command.folder, ...args].some((part) => part.includes('\0')))
    return 'A character with the code 0 cannot be handed to a program. Write it again.';
  if (!isAbsolute(program))
    return `${program} is not a whole path. Name the program by its whole path, such as /usr/bin/rsync.`;
  const found = statSync(program, { throwIfNoEntry: false });
  if (!found) return `There is no program at ${program}. Check the path.`;
  if (!found.isFile()) return `${program} is not a program but a folder or a device. Name the file itself.`;
  if (process.platform === 'win32' && /^\.(bat|cmd)$/i.test(extname(program)))
    return `${program} is a batch file, which only a shell can run. Name a program such as powershell.exe and the file as its argument.`;
  try {
    accessSync(program, constants.X_OK);
  } catch {
    return `${program} may not be run by this user. Check its permissions.`;
  }
  const folder = folderOf(command);
  if (!isAbsolute(folder)) return `${folder} is not a whole path. Name the folder by its whole path.`;
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    return `There is no folder at ${folder}. Check the path.`;
  return null;
}
