import type { Ref } from '#shared/contract/repositories.ts';

/** One ref per line; a ref name can hold neither a newline nor a space. */
export const REF_FORMAT =
  '%(objectname) %(*objectname) %(objecttype) %(*objecttype) %(creatordate:unix) %(symref) %(refname)';

const KINDS = [
  { prefix: 'refs/tags/', kind: 'tag' },
  { prefix: 'refs/heads/', kind: 'branch' },
  { prefix: 'refs/remotes/', kind: 'remote' },
] as const;

/**
 * Reads `for-each-ref` output (REF_FORMAT) into tags, then branches, then remote branches, each in the order given.
 * Left out: what names no commit, and symbolic refs such as `origin/HEAD`, which repeat another.
 */
export function parseRefs(out: string): Ref[] {
  const found = out.split('\n').flatMap((line) => parseRef(line) ?? []);
  const tags = new Set(found.filter((ref) => ref.kind === 'tag').map((ref) => ref.short));
  return KINDS.flatMap(({ kind }) => found.filter((ref) => ref.kind === kind)).map(
    ({ short, full, kind, sha, at }) => ({
      name: kind !== 'tag' && tags.has(short) ? full : plainName(short, full),
      kind,
      sha,
      at,
    }),
  );
}

function parseRef(line: string) {
  const [object, target, objectType, targetType, unix, symref, full = ''] = line.split(' ');
  const match = KINDS.find(({ prefix }) => full.startsWith(prefix));
  // A name that is not UTF-8 cannot be handed back to Git.
  if (!match || symref || full.includes('\uFFFD')) return null;
  const type = targetType || objectType;
  if (type !== 'commit' && type !== 'tag') return null;
  const seconds = Number(unix);
  const sha = target || object;
  if (!sha) return null;
  const at = unix && Number.isSafeInteger(seconds * 1000) ? seconds * 1000 : null;
  return { full, short: full.slice(match.prefix.length), kind: match.kind, sha, at };
}

/** The short name, unless Git would read it as something else: an option, HEAD, or an object name. */
function plainName(short: string, full: string): string {
  return short.startsWith('-') || short.endsWith('HEAD') || /^[0-9a-f]{4,64}$/.test(short) ? full : short;
}
