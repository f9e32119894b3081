import { listServices } from '#db/queries/catalogue.ts';
import { writeDraft } from '#db/queries/drafts.ts';
import { addRepository, listRepositories, repositoryOnDisk } from '#db/queries/repositories.ts';
import type { Store } from '#db/store.ts';
import { createGit } from '#main/services/git/git.ts';
import { type CommitProgress, readCommits } from '#main/services/git/read-commits.ts';
import type { Commit } from '#shared/domain/commits.ts';
import { type Draft, draftChanges } from '#shared/domain/drafts.ts';
import type { RepositoryId } from '#shared/domain/ids.ts';
import { reading, writing } from './context.ts';

const git = createGit();
const TICKETS_SHOWN = 200;

export const repositories = {
  list: reading.repositories.list.handler(({ context }) => listRepositories(context.store.db)),
  add: writing.repositories.add.handler(async ({ context, input }) => {
    const { root, name } = await git.describe(input.path);
    return addRepository(context.store, context.who, { path: root, name });
  }),
  refs: reading.repositories.refs.handler(({ context, input }) =>
    git.refs(repositoryOnDisk(context.store.db, input.id).path),
  ),
  preview: reading.repositories.preview.handler(async function* ({ context: { store }, input, signal }) {
    const { commits, draft } = yield* drafted(store, input, signal);
    yield {
      kind: 'done' as const,
      commits: commits.length,
      reverted: draft.reverted,
      authors: [...draft.authors],
      changes: draft.tickets.slice(0, TICKETS_SHOWN).map((ticket) => ({
        title: ticket.title,
        description: ticket.description,
        services: [...ticket.services],
        commits: ticket.commitCount,
        workItems: ticket.workItems,
        breaking: ticket.breaking,
      })),
    };
  }),
  draft: writing.repositories.draft.handler(async function* ({ context: { store, who }, input, signal }) {
    const { draft } = yield* drafted(store, input, signal);
    signal?.throwIfAborted();
    const wanted = { ...input, objectives: input.description ?? '' };
    yield { kind: 'done' as const, ...writeDraft(store, who, pickWanted(wanted), draft) };
  }),
};

type Range = { repositoryId: RepositoryId; from: string; to: string };
type Step = { kind: 'progress'; progress: CommitProgress };

async function* drafted(
  store: Store,
  range: Range,
  signal: AbortSignal | undefined,
): AsyncGenerator<Step, { commits: readonly Commit[]; draft: Draft }> {
  const found = repositoryOnDisk(store.db, range.repositoryId);
  const commits = yield* readCommits(git, found.path, range, signal);
  const services = listServices(store.db).filter((service) =>
    service.repositoryId === null ? service.path !== '' : service.repositoryId === range.repositoryId,
  );
  const draft = draftChanges({
    commits,
    services,
    repositoryName: found.name,
    from: range.from,
    to: range.to,
  });
  return { commits, draft };
}

function pickWanted(input: Range & { name: string; version: string; objectives: string }) {
  const { name, version, objectives, repositoryId, from, to } = input;
  return { name, version, objectives, repositoryId, from, to };
}
