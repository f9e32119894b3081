import { statSync } from 'node:fs';
import { ORPCError } from '@orpc/server';
import { listBackups, rescue, restoreBackup, setAside } from '#db/backup.ts';
import { undoInterruptedBulk } from '#db/bulk.ts';
import { failureOf } from '#db/failures.ts';
import { lockFolder } from '#db/lock.ts';
import { isInPlace, LostFile, openStore, storeFile } from '#db/open.ts';
import { operatorId } from '#db/queries/people.ts';
import { workspaceRow } from '#db/queries/workspace.ts';
import type { Store } from '#db/store.ts';
import type { PresenterState } from '#shared/contract/presenter.ts';
import type { StoreFailure, Workspace, WorkspaceStatus } from '#shared/contract/workspace.ts';
import type { PresenterLinkId } from '#shared/domain/ids.ts';
import { type Attempts, openAttempts } from './jobs/attempts.ts';
import { type Clocks, systemClocks } from './jobs/clock-watch.ts';
import { startJobs } from './jobs/jobs.ts';
import { dropStaging } from './jobs/staging.ts';
import { createLive, type LivePublisher } from './live.ts';
import { warningsAbout } from './services/files/place.ts';
import type { SecretStore } from './services/secrets/secrets.ts';

export type AppOptions = {
  readonly folder: string;
  readonly shell: 'electron' | 'web';
  readonly version: string;
  readonly secrets: SecretStore;
  readonly now?: () => number;
  /** The clocks that are watched for jumps; those of this computer, unless `now` is given. */
  readonly clocks?: Clocks;
  /** Where the shell answers the local API, such as `http://127.0.0.1:4711/api`; null while it is off. */
  readonly localApiAddress?: () => string | null;
  /** The listener that the shell keeps for presenter links. */
  readonly presenter?: () => PresenterLinks;
  /** Where the shell has notifications of its own. */
  readonly showNotification?: ShowNotification;
};

/** Shows a notification of the operating system; a click on it opens the path. False when there is none. */
export type ShowNotification = (notice: {
  readonly title: string;
  readonly text: string;
  readonly path: string | null;
}) => boolean;

/** How presenter links stand. */
export type PresenterLinks = {
  state(): PresenterState;
  /** How many browsers show the wall through a link at the moment. */
  viewers(id: PresenterLinkId): number;
};

const noPresenter: PresenterLinks = { state: () => ({ address: null, problem: '' }), viewers: () => 0 };

export type Recovery =
  | { readonly action: 'retry' | 'continue-as-new-device' | 'start-empty' }
  | { readonly action: 'restore'; readonly backup: string };

/** The running program behind a shell: one data folder, its open file or the reason why it is not open, and its jobs. */
export type App = {
  readonly folder: string;
  readonly live: LivePublisher;
  readonly now: () => number;
  localApiAddress(): string | null;
  presenter(): PresenterLinks;
  readonly showNotification: ShowNotification;
  status(): WorkspaceStatus;
  /** The open file. Throws the contract's STORE_UNAVAILABLE when there is none. */
  store(): Store;
  /** The automated steps of the open file. Throws STORE_UNAVAILABLE like `store`. */
  attempts(): Attempts;
  /** Tries a way out of a failure; answers with the state after it. */
  recover(recovery: Recovery): WorkspaceStatus;
  /** Closes the file, puts a backup in its place and opens that as a new device. */
  restore(backup: string): WorkspaceStatus;
  close(): Promise<void>;
};

/** Opens the data folder of a shell and starts its jobs. A file that cannot be opened is a status with ways out, never a throw. */
export function createApp(options: AppOptions): App {
  const now = options.now ?? Date.now;
  const clocks = options.clocks ?? (options.now ? null : systemClocks);
  const live = createLive();
  const file = storeFile(options.folder);
  let store: Store | null = null;
  let failure: StoreFailure | null = null;
  let stopJobs = () => {};
  let attempts: Attempts | null = null;

  const fail = (error: unknown) => {
    failure = failureOf(error, listBackups(options.folder));
  };
  const open = (asNewDevice = false) => {
    try {
      store = openStore({ folder: options.folder, keys: options.secrets, now, asNewDevice });
      failure = null;
      store.onCommit((topics) => live.publish(topics, now()));
      dropStaging(options.folder);
      undoInterruptedBulk(store);
      stopJobs = startJobs(store, clocks);
      attempts = openAttempts(store, (topics) => live.publish(topics, now()));
    } catch (error) {
      shut();
      fail(error);
    }
    live.publish(['workspace', 'backups'], now());
  };
  /** Closes the file at once; settles when nothing that was started from it runs any more. */
  const shut = (): Promise<void> => {
    stopJobs();
    stopJobs = () => {};
    const ended = attempts?.close() ?? Promise.resolve();
    attempts = null;
    store?.close();
    store = null;
    return ended;
  };
  const status = (): WorkspaceStatus => {
    if (failure) return { state: 'failed', failure };
    const named = store && workspaceRow(store.db);
    return store && named
      ? { state: 'ready', workspace: described(options, store, named) }
      : { state: 'empty' };
  };
  const replaceFile = (replace: () => void) => {
    shut();
    try {
      // Another Slipway may hold the folder: its file must not be moved away under it.
      const unlock = lockFolder(options.folder);
      try {
        replace();
      } finally {
        unlock();
      }
    } catch (error) {
      open();
      throw error;
    }
    open(true);
    return status();
  };

  /** The file was deleted or replaced under the app: what is written from now on would be lost with it. */
  const lose = (gone: Store) => {
    const kept = rescue(gone, now());
    shut();
    fail(new LostFile(kept ? `Its content was kept as ${kept}` : 'Its content could not be kept'));
    live.publish(['workspace', 'backups'], now());
  };

  const unavailable = () =>
    new ORPCError('STORE_UNAVAILABLE', {
      data: { reason: failure?.what ?? 'The workspace file is closed.' },
    });

  open();
  return {
    folder: options.folder,
    live,
    now,
    localApiAddress: options.localApiAddress ?? (() => null),
    presenter: options.presenter ?? (() => noPresenter),
    showNotification: options.showNotification ?? (() => false),
    status,
    store: () => {
      if (store && !isInPlace(store)) lose(store);
      if (store) return store;
      throw unavailable();
    },
    attempts: () => {
      if (attempts) return attempts;
      throw unavailable();
    },
    recover: (recovery) => {
      if (!failure?.actions.includes(recovery.action)) return status();
      if (recovery.action === 'restore') {
        return replaceFile(() => restoreBackup(options.folder, file, recovery.backup, now()));
      }
      if (recovery.action === 'start-empty') return replaceFile(() => setAside(options.folder, file, now()));
      open(recovery.action === 'continue-as-new-device');
      return status();
    },
    restore: (backup) => replaceFile(() => restoreBackup(options.folder, file, backup, now())),
    close: async () => shut(),
  };
}

function described(options: AppOptions, store: Store, named: { name: string; zone: string }): Workspace {
  return {
    name: named.name,
    zone: named.zone,
    deviceId: store.device.id,
    letters: store.device.letters,
    operatorId: operatorId(store.db),
    keyKeptIn: options.secrets.keptIn,
    folder: options.folder,
    bytes: bytesOf(store.file) + bytesOf(`${store.file}-wal`),
    warnings: warningsAbout(options.folder, options.secrets.keptIn),
    shell: options.shell,
    version: options.version,
  };
}

/** Size of a file, 0 when there is none. */
function bytesOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
