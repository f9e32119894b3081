type Said = { readonly subject: string; readonly body: string };

/**
 * Pull or merge requests a commit says it came by, each once: `Merge pull request #12`, a squashed `(#12)` at the end of
 * the subject, Bitbucket's `(pull request #12)`, Azure's `Merged PR 12`, GitLab's `See merge request group/project!12`.
 */
export function pullRequestsOf({ subject, body }: Said): readonly string[] {
  const found = new Set<string>();
  const squashed = squashMark.exec(subject)?.[0] ?? '';
  for (const match of squashed.matchAll(/#\d+/g)) found.add(match[0]);
  const merged = mergeMark.exec(subject);
  if (merged) found.add(merged[1] ? `#${merged[1]}` : `!${merged[2]}`);
  if (body.includes('See merge request '))
    for (const match of body.matchAll(/^See merge request (\S{1,300}!\d{1,9})\s*$/gm))
      found.add(match[1] ?? '');
  return [...found];
}

/** The subject without its marks of pull requests, whose numbers would read as work items. */
export function withoutPullRequests(subject: string): string {
  return subject.replace(squashMark, '').replace(mergeMark, '');
}

const squashMark = /(?:\s*\((?:pull request )?#\d{1,9}\))+\s*$/;
const mergeMark = /^Merge(?: pull request #(\d{1,9})\b|d PR (\d{1,9}):)/;
