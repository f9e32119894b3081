import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { GitError, gitFailure } from './errors.ts';

export type GitLimits = {
  /** Milliseconds a Git process may say nothing before it is ended. */
  readonly silenceMs: number;
  /** Bytes of output of a short command. */
  readonly outputBytes: number;
};

export type GitProcess = {
  /** Runs Git in `folder` and gives its output; an exit code other than 0 and those in `alsoFine` is a GitError. */
  run(folder: string, args: readonly string[], options?: RunOptions): Promise<Ran>;
  /** Runs Git in `folder` and hands its output to `take` piece by piece, letting the event loop turn between slices. */
  stream(
    folder: string,
    args: readonly string[],
    take: (chunk: Buffer) => void,
    options?: RunOptions,
  ): Promise<Ran>;
};
export type RunOptions = { readonly signal?: AbortSignal | undefined; readonly alsoFine?: readonly number[] };
export type Ran = { readonly out: string; readonly exit: number };

/** The longest the event loop is held by one slice of parsing. */
const SLICE_MS = 8;

// A repository's own config is untrusted and must start no program: no hooks, no file monitor, no pager, no signature
// check, no fetching of missing objects (see `environment`). `--no-ext-diff --no-textconv` stand with the log command.
const SETTINGS = [
  '--no-pager',
  ...[
    'core.hooksPath=/dev/null',
    'core.fsmonitor=false',
    'core.pager=cat',
    'log.showSignature=false',
    'log.showRoot=true',
  ].flatMap((setting) => ['-c', setting]),
];

/** Starts Git without a shell. `env` stands for the environment Git is looked up in and started with. */
export function createGitProcess(env: NodeJS.ProcessEnv, limits: GitLimits): GitProcess {
  const cleanEnv = environment(env);

  const stream: GitProcess['stream'] = async (folder, args, take, { signal, alsoFine = [] } = {}) => {
    signal?.throwIfAborted();
    const child = await start(folder, args, cleanEnv);
    const ended = outcome(child);
    const stop = () => child.kill('SIGKILL');
    signal?.addEventListener('abort', stop, { once: true });
    let silent = false;
    const watch = setTimeout(() => {
      silent = true;
      stop();
    }, limits.silenceMs);
    try {
      let sliceEnds = performance.now() + SLICE_MS;
      for await (const chunk of child.stdout) {
        watch.refresh();
        take(chunk);
        if (performance.now() < sliceEnds) continue;
        await turn();
        signal?.throwIfAborted();
        sliceEnds = performance.now() + SLICE_MS;
      }
      const { exit, stderr } = await ended;
      signal?.throwIfAborted();
      if (silent) throw tooSlow(folder, limits);
      if (exit !== 0 && !alsoFine.includes(exit)) throw gitFailure(folder, stderr);
      return { out: '', exit };
    } finally {
      clearTimeout(watch);
      signal?.removeEventListener('abort', stop);
      if (child.exitCode === null) stop();
    }
  };

  const run: GitProcess['run'] = async (folder, args, options) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const { exit } = await stream(
      folder,
      args,
      (chunk) => {
        bytes += chunk.length;
        if (bytes > limits.outputBytes) throw tooMuch(folder, limits);
        chunks.push(chunk);
      },
      options,
    );
    return { out: Buffer.concat(chunks).toString('utf8'), exit };
  };

  return { run, stream };
}

type Child = ChildProcessByStdio<null, Readable, Readable>;

async function start(folder: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Child> {
  const child = spawn('git', [...SETTINGS, '-C', folder, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  try {
    await once(child, 'spawn');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw code === 'ENOENT' ? missing() : gitFailure(folder, message);
  }
  return child;
}

function outcome(child: Child): Promise<{ exit: number; stderr: string }> {
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    if (stderr.length < 8192) stderr += chunk.toString('utf8');
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ exit: code ?? -1, stderr })));
}

/** What Git is told by its surroundings; GIT_* of the parent (GIT_DIR of a hook, say) would point it elsewhere. */
function environment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = ['GIT_EXEC_PATH', 'GIT_CONFIG_GLOBAL', 'GIT_CONFIG_SYSTEM', 'GIT_CONFIG_NOSYSTEM'];
  const inherited = Object.entries(env).filter(([name]) => !name.startsWith('GIT_') || kept.includes(name));
  return {
    ...Object.fromEntries(inherited),
    // Messages are matched in gitFailure, so they must not be translated.
    LC_ALL: 'C',
    LANGUAGE: '',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    // A partial clone fetches what it lacks, by a program its own config names. Nothing here may fetch.
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    // Windows would otherwise look for git.exe in the current folder first.
    NoDefaultCurrentDirectoryInExePath: '1',
  };
}

function missing(): GitError {
  return new GitError(
    'GIT_MISSING',
    'No Git found on this computer. Install Git 2.31 or newer (git-scm.com), then try again.',
  );
}

function tooSlow(folder: string, { silenceMs }: GitLimits): GitError {
  return new GitError(
    'GIT_FAILED',
    `Git gave no answer about ${folder} for ${Math.round(silenceMs / 1000)} s and was ended. Check that the drive can be read, then try again.`,
  );
}

function tooMuch(folder: string, { outputBytes }: GitLimits): GitError {
  const megabytes = Math.round(outputBytes / 1_048_576);
  return new GitError(
    'GIT_FAILED',
    `The list of refs of ${folder} is larger than ${megabytes} MB. Remove refs that are no longer needed.`,
  );
}
