import { type Commit, isMerge, workItemsOf } from './commits.ts';
import { pullRequestsOf } from './pull-requests.ts';

/** What the merge that brought a commit in says of it. */
export type Brought = { readonly pullRequests: readonly string[]; readonly workItems: readonly string[] };

/**
 * For each commit that a merge of the range brought in, what that merge names. A merge brings what its second parents
 * reach and its first does not; of merges within one another the inner one speaks. Linear in commits: each is claimed once,
 * by the oldest merge.
 */
export function broughtBy(commits: readonly Commit[]): ReadonlyMap<string, Brought> {
  const bySha = new Map(commits.map((commit) => [commit.sha, commit]));
  const claimed = new Set<string>();
  const brought = new Map<string, Brought>();
  const mainline = (from: string | undefined) => {
    for (
      let at = from;
      at !== undefined && !claimed.has(at) && bySha.has(at);
      at = bySha.get(at)?.parents?.[0]
    )
      claimed.add(at);
  };
  mainline(commits[0]?.sha);
  // Parents come after their children, so the oldest merge is the last.
  for (const merge of commits.toReversed()) {
    const others = merge.parents?.slice(1) ?? [];
    if (others.length === 0) continue;
    const said = { pullRequests: pullRequestsOf(merge), workItems: workItemsOf(merge) };
    const open = [...others];
    for (let sha = open.pop(); sha !== undefined; sha = open.pop()) {
      const commit = bySha.get(sha);
      if (!commit || claimed.has(sha)) continue;
      claimed.add(sha);
      if (!isMerge(commit)) brought.set(sha, said);
      open.push(...(commit.parents ?? []));
    }
  }
  return brought;
}
