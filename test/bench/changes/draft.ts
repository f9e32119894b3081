import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type Figure, figureOf, median, timed } from '#test/bench/measure.ts';
import { makeRepository, manyCommits } from '#test/support/git.ts';
import { lastOf, openWorkspace } from '#test/support/workspace.ts';

const COMMITS = 5000;
const ROUNDS = 9;
/** Commits between two that raise a dependency, so that manifests are compared as well. */
const RAISED_EVERY = 500;

export const DRAFT_RULES = [{ bench: 'changes.draft', times: 3 }] as const;

/** A ticket drafted from 5,000 commits through the router and written, beside `git log --numstat` over the same range. */
export async function measureDraft(): Promise<Figure> {
  const repo = makeRepository({ name: 'bench', bare: true });
  const work = openWorkspace();
  try {
    repo.commit(
      ...manyCommits(COMMITS + 1).map((spec, n) =>
        n % RAISED_EVERY === 0
          ? {
              ...spec,
              files: {
                ...spec.files,
                [`service-${(n / RAISED_EVERY) % 10}/package.json`]: `{"dependencies":{"pad":"1.${n}.0"}}`,
              },
            }
          : spec,
      ),
    );
    await work.create();
    const { id } = await work.client().repositories.add({ path: repo.root });
    const input = {
      repositoryId: id,
      from: 'v1',
      to: 'v2',
      groupBy: 'range' as const,
      key: null,
      changeId: null,
      take: [],
    };
    const git = promisify(execFile);
    const log = ['-C', repo.root, 'log', '--numstat', 'v1..v2'];
    const raw = await timed(ROUNDS, () => git('git', log, { maxBuffer: 1 << 28 }), { warmUp: 2 });
    const times = await timed(
      ROUNDS,
      async () => lastOf(await work.client().repositories.draftChange(input)),
      {
        warmUp: 2,
        check: (done) => assert.equal(done.kind === 'done' && done.change.commits.length, COMMITS),
      },
    );
    return figureOf('changes.draft', COMMITS, times, median(raw));
  } finally {
    await work.remove();
    repo.remove();
  }
}
