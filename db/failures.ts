import Database from 'better-sqlite3';
import type { StoreFailure } from '#shared/contract/workspace.ts';
import { CopiedFile } from './identity.ts';
import { LockedFolder } from './lock.ts';
import { NewerThanApp } from './migrate.ts';
import { LostFile, MissingFile } from './open.ts';

type Kind = StoreFailure['kind'];
type Words = Pick<StoreFailure, 'what' | 'means' | 'todo' | 'actions'>;

const words: { readonly [K in Kind]: Words } = {
  corrupt: {
    what: 'The workspace file is damaged.',
    means: 'It cannot be read safely, so nothing was opened and nothing was changed.',
    todo: 'Restore a backup. The damaged file is kept beside it under another name.',
    actions: ['restore', 'retry', 'start-empty'],
  },
  locked: {
    what: 'Another Slipway has this workspace open.',
    means: 'Two programs writing one workspace could lose work, so this one did not open it.',
    todo: 'Use the window that is already open, or close it and try again.',
    actions: ['retry'],
  },
  'read-only': {
    what: 'The workspace folder cannot be written to.',
    means: 'Nothing that is done here could be kept, so nothing was opened.',
    todo: 'Give this account the right to write in the folder, then try again.',
    actions: ['retry'],
  },
  'disk-full': {
    what: 'The disk is full.',
    means: 'What was confirmed before is safe. New work cannot be kept until there is room.',
    todo: 'Free some space on this disk, then try again.',
    actions: ['retry'],
  },
  newer: {
    what: 'The workspace was written by a newer version of Slipway.',
    means: 'This version does not know its form and did not touch it.',
    todo: 'Start the newer version, or restore a backup from before it was installed.',
    actions: ['retry', 'restore'],
  },
  copied: {
    what: 'This workspace file is a copy.',
    means:
      'It was copied, moved or put back from elsewhere. Its history is complete, but two copies must not write under one name.',
    todo: 'Continue as a new device: new references get new letters, and everything in the file stays.',
    actions: ['continue-as-new-device', 'restore'],
  },
  unreadable: {
    what: 'The workspace file could not be opened.',
    means: 'Nothing was changed.',
    todo: 'The detail below says what the system answered. Try again, or restore a backup.',
    actions: ['retry', 'restore', 'start-empty'],
  },
};

/** A file that is not there is one of those that cannot be read, in other words. */
const missing: Words = {
  what: 'The workspace file is gone.',
  means: 'Its folder has backups of it, so it was moved or deleted. No new workspace was begun in its place.',
  todo: 'Put the file back and try again, or restore a backup. Later work than the backup is not in it.',
  actions: ['restore', 'retry', 'start-empty'],
};

/** As above, for a file that was taken away while it was open. */
const lost: Words = {
  what: 'The workspace file was taken away while it was open.',
  means:
    'Its folder or file was deleted, moved or replaced, so what is written here could not be found again.',
  todo: 'What it held was kept as the newest backup where that was possible. Restore it, or put the file back and try again.',
  actions: ['restore', 'retry', 'start-empty'],
};

/** Puts what went wrong with the file into words, with the ways out. */
export function failureOf(error: unknown, backups: StoreFailure['backups']): StoreFailure {
  const kind = kindOf(error);
  const { actions, ...said } = wordsFor(error, kind);
  return {
    kind,
    ...said,
    detail: error instanceof Error ? `${codeOf(error)} ${error.message}`.trim() : String(error),
    actions: actions.filter((action) => action !== 'restore' || backups.length > 0),
    backups: [...backups],
  };
}

function wordsFor(error: unknown, kind: Kind): Words {
  if (error instanceof MissingFile) return missing;
  return error instanceof LostFile ? lost : words[kind];
}

function kindOf(error: unknown): Kind {
  if (error instanceof LockedFolder) return 'locked';
  if (error instanceof NewerThanApp) return 'newer';
  if (error instanceof CopiedFile) return 'copied';
  const code = error instanceof Error ? codeOf(error) : '';
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return 'corrupt';
  if (/^SQLITE_FULL|ENOSPC|EDQUOT/.test(code)) return 'disk-full';
  if (/^SQLITE_BUSY|SQLITE_LOCKED/.test(code)) return 'locked';
  if (/^SQLITE_(READONLY|PERM|CANTOPEN)|EACCES|EROFS|EPERM/.test(code)) return 'read-only';
  return 'unreadable';
}

function codeOf(error: Error): string {
  return error instanceof Database.SqliteError ? error.code : ((error as NodeJS.ErrnoException).code ?? '');
}
