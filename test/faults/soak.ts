// The long form of the fault tests, `npm run soak`: one line per figure, exit code 1 when one of them shows a fault.
import { parseArgs } from 'node:util';
import { attackMany } from '#test/support/forged.ts';
import { throwInputs } from '#test/support/hostile.ts';
import { startLiveRun } from '#test/support/live-run.ts';
import { freshFolder, removeFolder, startSlipway } from '#test/support/server.ts';
import { tokenOf } from '#test/support/socket.ts';
import { faultsOf } from '#test/support/soundness.ts';
import { stock } from '#test/support/stock.ts';
import { openWorkspace } from '#test/support/workspace.ts';
import { killWriters, prepare } from './kills.ts';
import { runLives } from './run-lives.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '1000' },
    lives: { type: 'string', default: '50' },
    changes: { type: 'string', default: '100000' },
    inputs: { type: 'string', default: '100000' },
    requests: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const seed = Number(values.seed);
/** Inputs that one workspace takes before the next one begins with other values. */
const INPUTS_EACH = 10_000;
let faulty = false;

await figure('kills', () => kills(Number(values.kills), Number(values.changes)));
await figure('lives', () => lives(Number(values.lives)));
await figure('inputs', () => inputs(Number(values.inputs)));
await figure('requests', () => requests(Number(values.requests)));
process.exit(faulty ? 1 : 0);

type Outcome = { readonly line: string; readonly faults: readonly string[] };

async function figure(name: string, run: () => Promise<Outcome>): Promise<void> {
  const started = performance.now();
  const { line, faults } = await run();
  const seconds = Math.round((performance.now() - started) / 1000);
  process.stdout.write(`${name}: ${line}, ${faults.length} faults, ${seconds} s (seed ${seed})\n`);
  for (const fault of faults.slice(0, 20)) process.stdout.write(`  ${fault}\n`);
  faulty ||= faults.length > 0;
}

async function kills(count: number, changes: number): Promise<Outcome> {
  if (count === 0) return { line: 'none asked', faults: [] };
  const workspace = openWorkspace();
  try {
    await prepare(workspace);
    const result = await killWriters(workspace.folder, { kills: count, changes, seed }, (killed) => {
      if (killed % 50 === 0) process.stderr.write(`${killed} kills\n`);
    });
    const lost = result.faults.filter((fault) => fault.startsWith('lost')).length;
    return {
      line: `${result.killed} kills amid ${result.confirmed} confirmed writes, ${lost} lost`,
      faults: result.faults,
    };
  } finally {
    await workspace.remove();
  }
}

async function lives(count: number): Promise<Outcome> {
  const workspace = openWorkspace({ clock: { now: Date.now, advance: () => undefined } });
  try {
    const runId = await startLiveRun(workspace, 500);
    await workspace.close();
    const run = { folder: workspace.folder, runId, kills: count, walls: 20, seed };
    const { kills: killed, confirmed, returns, faults } = await runLives(run);
    return {
      line: `${killed} kills in one live run, ${confirmed} ticks confirmed, ${returns} walls back`,
      faults: [...faults, ...faultsOf(workspace.folder)],
    };
  } finally {
    await workspace.remove();
  }
}

async function inputs(count: number): Promise<Outcome> {
  const faults: string[] = [];
  let [thrown, accepted] = [0, 0];
  while (thrown < count && faults.length === 0) {
    const workspace = openWorkspace();
    try {
      await stock(workspace);
      const result = await throwInputs(workspace, Math.min(INPUTS_EACH, count - thrown), seed + thrown);
      await workspace.close();
      thrown += result.inputs;
      accepted += result.accepted;
      faults.push(...result.faults, ...faultsOf(workspace.folder));
      process.stderr.write(`${thrown} inputs\n`);
    } finally {
      await workspace.remove();
    }
  }
  return {
    line: `${thrown} inputs at every route, ${accepted} accepted, ${thrown - accepted} refused`,
    faults,
  };
}

async function requests(count: number): Promise<Outcome> {
  const folder = freshFolder();
  const slipway = await startSlipway({ folder, file: 'main/web/index.ts' });
  try {
    const token = await tokenOf(slipway);
    const faults = await attackMany(count, { port: slipway.port, token });
    const alive = await fetch(new URL(slipway.address).origin).then((page) => page.status);
    return {
      line: `${count} forged requests, ${count - faults.length} refused, server then answers ${alive}`,
      faults: alive < 500 ? faults : [...faults, `the server answers ${alive}`],
    };
  } finally {
    await slipway.stop();
    removeFolder(folder);
  }
}
