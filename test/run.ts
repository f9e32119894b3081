import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { z } from 'zod';

// `npm test`: everything. `npm run check` (--check): all but what needs minutes or a browser.
// Closes with the failures of vitest and the line `N passed, N failed`; a step that is no test counts only when it fails.
const quick = process.argv.includes('--check');
const say = (line: string) => process.stdout.write(`${line}\n`);
const results = 'test-results';
// npm puts these on PATH; Windows runs them through its shell.
const shell = { shell: process.platform === 'win32' };
const count = { passed: 0, failed: 0, skipped: 0 };
const failures: string[] = [];

process.env.SLIPWAY_SECRETS = 'file';
mkdirSync(results, { recursive: true });

step('format and lint', 'biome', ['ci', '--colors=off', '--error-on-warnings', '.']);
for (const room of ['shared', 'db', 'main', 'renderer', 'test'])
  step(`types of ${room}`, 'tsc', ['-p', room]);
step('dead code and unused packages', 'knip', []);
vitest(quick ? ['unit', 'db', 'rpc', 'migrations'].map((room) => `test/${room}/`) : []);
if (!quick) endToEnd();
if (process.env.CI) cleanTree();

const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
for (const failure of failures) say(`FAILED  ${failure}`);
say(`${count.passed} passed, ${count.failed} failed${skipped}`);
process.exit(count.failed === 0 ? 0 : 1);

/** Runs a program of this project; its words are shown only when it fails. */
function step(name: string, program: string, args: readonly string[]): void {
  const began = Date.now();
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', ...shell });
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  say(`${status === 0 ? 'ok    ' : 'FAILED'}  ${name} (${seconds} s)`);
  if (status === 0) return;
  count.failed += 1;
  say(`${stdout}${stderr}`);
}

function vitest(rooms: readonly string[]): void {
  const file = join(results, 'vitest.json');
  rmSync(file, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { status } = spawnSync('vitest', ['run', ...reporters, ...rooms], { stdio: 'inherit', ...shell });
  const report = z
    .object({
      numPassedTests: z.number(),
      numFailedTests: z.number(),
      numPendingTests: z.number(),
      numTodoTests: z.number(),
      testResults: z.array(
        z.object({
          name: z.string(),
          assertionResults: z.array(
            z.object({ status: z.string(), fullName: z.string(), failureMessages: z.array(z.string()) }),
          ),
        }),
      ),
    })
    .transform((r) => {
      for (const file of r.testResults)
        for (const test of file.assertionResults)
          if (test.status === 'failed')
            failures.push(
              `${relative('.', file.name)} › ${test.fullName}\n${test.failureMessages.join('\n').slice(0, 2000)}`,
            );
      return {
        passed: r.numPassedTests,
        failed: r.numFailedTests,
        skipped: r.numPendingTests + r.numTodoTests,
      };
    });
  add('vitest', status, file, report);
}

function endToEnd(): void {
  const file = join(results, 'e2e.json');
  rmSync(file, { force: true });
  const made = spawnSync(process.execPath, ['test/support/ready.ts'], { stdio: 'inherit' });
  if (made.status !== 0) {
    count.failed += 1;
    return;
  }
  const { status } = spawnSync('playwright', ['test'], { stdio: 'inherit', ...shell });
  const report = z
    .object({
      stats: z.object({
        expected: z.number(),
        unexpected: z.number(),
        flaky: z.number(),
        skipped: z.number(),
      }),
    })
    .transform(({ stats }) => ({
      passed: stats.expected + stats.flaky,
      failed: stats.unexpected,
      skipped: stats.skipped,
    }));
  add('playwright', status, file, report);
}

/** Adds what a runner reports; a runner that failed outside its tests, or wrote no report, counts as one failure. */
function add(runner: string, status: number | null, file: string, report: z.ZodType<typeof count>): void {
  let sum = { passed: 0, failed: 0, skipped: 0 };
  try {
    sum = report.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    say(`FAILED  ${runner} wrote no report`);
  }
  if (status !== 0 && sum.failed === 0) {
    say(`FAILED  ${runner} ended with ${status}`);
    sum = { ...sum, failed: 1 };
  }
  count.passed += sum.passed;
  count.failed += sum.failed;
  count.skipped += sum.skipped;
}

/** Generated files that were not committed, or tests that write into the tree. */
function cleanTree(): void {
  const { status, stdout } = spawnSync('git', ['status', '--porcelain'], { encoding: 'utf8' });
  if (status !== 0 || stdout === '') return;
  count.failed += 1;
  say(`FAILED  the tree is not clean\n${stdout}`);
}
