import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { type Figure, grown, judged, type Rule } from './measure.ts';

export type Group = {
  readonly rules: readonly Rule[];
  /** Measures at one size and hands over each figure as it is known. */
  measure(n: number, only: string | undefined, print: (figure: Figure) => void): Promise<void>;
  close(): Promise<void>;
};

const GROUPS: Readonly<Record<string, () => Promise<Group>>> = {
  store: async () => (await import('./store/group.ts')).createStoreGroup(),
  calendar: async () => (await import('./calendar/group.ts')).createCalendarGroup(),
  changes: async () => (await import('./changes/group.ts')).createChangesGroup(),
  runs: async () => (await import('./runs/group.ts')).createRunsGroup(),
};
const BASELINE = new URL('./baseline.json', import.meta.url);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sizes: { type: 'string', default: '1000,10000,100000' },
    only: { type: 'string' },
    'write-baseline': { type: 'boolean', default: false },
  },
});
const load = GROUPS[positionals[0] ?? ''];
if (!load) {
  process.stderr.write(
    `Usage: npm run bench -- <${Object.keys(GROUPS).join('|')}> [--sizes=1000,10000] [--only=store.page] [--write-baseline]\n`,
  );
  process.exit(2);
}

const sizes = values.sizes.split(',').map(Number);
const group = await load();
const figures: Figure[] = [];
try {
  for (const n of sizes) {
    await group.measure(n, values.only, (figure) => {
      figures.push(figure);
      process.stdout.write(`${JSON.stringify(figure)}\n`);
    });
  }
} finally {
  await group.close();
}
report(figures, group.rules, baseline());
if (values['write-baseline']) writeBaseline(figures);

/** Judgement goes to the error channel, so that the output stays one JSON line per figure. */
function report(found: readonly Figure[], rules: readonly Rule[], before: readonly Figure[]): void {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  for (const rule of rules) {
    const own = found.filter((figure) => figure.bench === rule.bench);
    for (const figure of own) {
      const old = before.find((one) => one.bench === figure.bench && one.n === figure.n);
      say(judged(figure, rule).words + (old ? `; baseline ${old.median_ms} ms` : ''));
    }
    if (own.length > 1) say(grown(own).words);
  }
}

function baseline(): Figure[] {
  return existsSync(BASELINE)
    ? (JSON.parse(readFileSync(BASELINE, 'utf8')) as { figures: Figure[] }).figures
    : [];
}

function writeBaseline(found: readonly Figure[]): void {
  const kept = baseline().filter((old) => !found.some((one) => one.bench === old.bench && one.n === old.n));
  const sorted = [...kept, ...found].sort((a, b) => a.bench.localeCompare(b.bench) || a.n - b.n);
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}, ${process.platform}`;
  writeFileSync(BASELINE, `${JSON.stringify({ machine, figures: sorted }, null, 2)}\n`);
}
