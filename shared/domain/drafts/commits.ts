import { withoutPullRequests } from './pull-requests.ts';

/** One commit as read from a repository; `at` in ms UTC. */
export type Commit = {
  readonly sha: string;
  readonly subject: string;
  readonly body: string;
  readonly author: string;
  readonly at: number;
  /** Hashes of the commits it follows; more than one for a merge. Left out when they are not known. */
  readonly parents?: readonly string[];
  readonly files: readonly { readonly path: string; readonly added: number; readonly deleted: number }[];
};

export type Told = {
  /** Conventional type in lower case; null for a plain subject. */
  readonly type: string | null;
  readonly scope: string | null;
  readonly breaking: boolean;
  /** What follows the colon, or the whole subject. */
  readonly text: string;
};

const types = new Set(
  'feat feature fix bugfix hotfix perf refactor revert docs style test tests build ci chore deps security'.split(
    ' ',
  ),
);

/** Reads a subject as Conventional Commits 1.0 does; a word before a colon that is no type stays part of a plain one. */
export function tellSubject(subject: string): Told {
  const match = /^([A-Za-z]{2,20})(?:\(([^()]{0,200})\))?(!)?:\s+(\S.*)$/su.exec(subject.trim());
  const type = match?.[1]?.toLowerCase() ?? '';
  if (match === null || !types.has(type))
    return { type: null, scope: null, breaking: false, text: subject.trim() };
  return {
    type,
    scope: match[2]?.trim() || null,
    breaking: match[3] !== undefined,
    text: (match[4] ?? '').trim(),
  };
}

/** Text after `BREAKING CHANGE:` footers, one per footer. */
export function breakingNotes(body: string): readonly string[] {
  if (!body.includes('BREAKING')) return [];
  return [...body.matchAll(/^BREAKING[ -]CHANGE:[ \t]*(.*)$/gm)].map((match) => (match[1] ?? '').trim());
}

/** Looks like `ABC-123` but names a standard, not a work item. */
const standards = new Set(
  'UTF SHA RFC ISO AES RSA MD TLS SSL HTTP CVE CWE BASE X UTC GMT IEEE ANSI PCI'.split(' '),
);

/** Work items named in a commit, `ABC-123` and `#123`, each once. */
export function workItemsOf({ subject, body }: Pick<Commit, 'subject' | 'body'>): readonly string[] {
  const text = `${withoutPullRequests(subject)}\n${body}`;
  const found = new Set<string>();
  for (const match of text.matchAll(/(?<![\w-])([A-Z][A-Z0-9]{1,9})-(\d{1,7})(?![\w-])/g)) {
    if (!standards.has(match[1] ?? '')) found.add(match[0]);
  }
  for (const match of text.matchAll(/(?<![\w/#&])#(\d{1,9})(?!\w)/g)) found.add(match[0]);
  return [...found];
}

/** A merge carries no work of its own: Git writes its subject, and what it brought in is listed by itself. */
export function isMerge({ subject, parents }: Pick<Commit, 'subject' | 'parents'>): boolean {
  if (parents !== undefined) return parents.length > 1;
  return /^Merge (branch|branches|pull request|remote-tracking branch|tag|commit|merge request)\b/.test(
    subject,
  );
}

/**
 * Which commits a range really brings. A commit that is reverted inside the range drops out with its revert; a revert
 * that is itself reverted brings the first one back; a revert of something older stays as work of its own.
 */
export function withoutReverted<C extends Pick<Commit, 'sha' | 'body'>>(
  commits: readonly C[],
): { readonly kept: readonly C[]; readonly dropped: number } {
  const targets = commits.map((commit) => revertedShas(commit.body));
  if (targets.every((list) => list.length === 0)) return { kept: commits, dropped: 0 };
  const find = finder(commits);
  const targetsAt = targets.map((list) => list.map(find));
  const revertedBy = new Map<number, number[]>();
  targetsAt.forEach((list, by) => {
    for (const target of list) {
      if (target === undefined || target === by) continue;
      revertedBy.set(target, [...(revertedBy.get(target) ?? []), by]);
    }
  });
  const effective = effectiveness(commits.length, revertedBy);
  const kept = commits.filter((_commit, i) => {
    if (effective[i] === false) return false;
    const list = targetsAt[i] ?? [];
    return list.length === 0 || list.some((target) => target === undefined || target === i);
  });
  return { kept, dropped: commits.length - kept.length };
}

function revertedShas(body: string): readonly string[] {
  if (!body.includes('This reverts commit')) return [];
  return [
    ...body.matchAll(/This reverts commits? ([0-9a-f]{7,64}(?:(?:,| and|, and)\s+[0-9a-f]{7,64})*)/g),
  ].flatMap((match) => (match[1] ?? '').match(/[0-9a-f]{7,64}/g) ?? []);
}

/** Finds a commit by full or shortened hash. */
function finder(commits: readonly Pick<Commit, 'sha'>[]): (sha: string) => number | undefined {
  const byStart = new Map<string, number[]>();
  commits.forEach(({ sha }, i) => {
    const start = sha.slice(0, 7);
    const list = byStart.get(start);
    if (list === undefined) byStart.set(start, [i]);
    else list.push(i);
  });
  return (sha) => byStart.get(sha.slice(0, 7))?.find((i) => commits[i]?.sha.startsWith(sha));
}

/** A commit is in effect when nothing in effect reverts it; walked without recursion, for chains may be long. */
function effectiveness(
  count: number,
  revertedBy: ReadonlyMap<number, readonly number[]>,
): (boolean | undefined)[] {
  const effective: (boolean | undefined)[] = new Array(count).fill(undefined);
  const open = new Set<number>();
  for (const first of revertedBy.keys()) {
    const stack = [first];
    for (let at = stack.at(-1); at !== undefined; at = stack.at(-1)) {
      const by = revertedBy.get(at) ?? [];
      const asked = by.find((i) => effective[i] === undefined && !open.has(i));
      open.add(at);
      if (asked !== undefined && effective[at] === undefined) {
        stack.push(asked);
        continue;
      }
      effective[at] ??= !by.some((i) => effective[i] === true);
      open.delete(at);
      stack.pop();
    }
  }
  return effective;
}

export type FileKind = 'migration' | 'dependency' | 'config' | 'other';

const dependencyFile =
  /(^|\/)(package(-lock)?\.json|yarn\.lock|pnpm-lock\.yaml|pom\.xml|build\.gradle(\.kts)?|go\.(mod|sum)|requirements[^/]*\.txt|pipfile(\.lock)?|pyproject\.toml|poetry\.lock|cargo\.(toml|lock)|gemfile(\.lock)?|composer\.(json|lock)|[^/]+\.csproj)$/;
const migrationFile = /(^|\/)(migrations?|migrate|flyway|liquibase|alembic)\/|\.sql$/;
const configFile =
  /(^|\/)(config|conf|helm|terraform|deploy|k8s)\/|(^|\/)(dockerfile|\.env[^/]*)$|\.(ya?ml|toml|ini|properties|conf|tf)$/;
const pipelineFile = /(^|\/)(\.github|\.gitlab|\.ci|\.circleci)\/|(^|\/)(\.gitlab-ci\.yml|jenkinsfile)$/;

/** What a changed file means for a deployment, judged by its path alone. */
export function fileKind(path: string): FileKind {
  const name = path.toLowerCase();
  if (dependencyFile.test(name)) return 'dependency';
  if (pipelineFile.test(name)) return 'other';
  if (migrationFile.test(name)) return 'migration';
  return configFile.test(name) ? 'config' : 'other';
}
