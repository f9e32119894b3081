import type { Commit } from '#shared/domain/drafts/commits.ts';
import { type DependencyChange, dependencyChanges, isManifest } from '#shared/domain/drafts/dependencies.ts';
import type { GitService } from './git.ts';

/** Manifests compared at most; a range that touches more is not read by name. */
const MOST_MANIFESTS = 24;

/** What changed in the manifests that the commits touch, between the two ends of the range, by path. */
export async function readDependencies(
  git: GitService,
  root: string,
  range: { readonly from: string; readonly to: string },
  commits: readonly Commit[],
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, readonly DependencyChange[]>> {
  const touched = new Set<string>();
  for (const { files } of commits) for (const { path } of files) if (isManifest(path)) touched.add(path);
  // Those near the root stand for more than those far down, such as examples.
  const depth = (path: string) => path.split('/').length;
  const paths = [...touched].sort((a, b) => depth(a) - depth(b)).slice(0, MOST_MANIFESTS);
  if (paths.length === 0) return new Map();
  const [old, young] = await Promise.all(
    [range.from, range.to].map((ref) => git.texts(root, ref, paths, { signal })),
  );
  return new Map(
    paths.map((path) => [path, dependencyChanges(path, old?.get(path) ?? null, young?.get(path) ?? null)]),
  );
}
