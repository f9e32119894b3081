import { listServices } from '#db/queries/catalogue.ts';
import { writeDraft } from '#db/queries/drafts.ts';
import { draftNewChange, proposeRedraft, redraftChange } from '#db/queries/redrafts.ts';
import { addRepository, listRepositories, repositoryOnDisk } from '#db/queries/repositories.ts';
import type { Store } from '#db/store.ts';
import { createGit } from '#main/services/git/git.ts';
import { type CommitProgress, readCommits } from '#main/services/git/read-commits.ts';
import { readDependencies } from '#main/services/git/read-dependencies.ts';
import type { Drafted } from '#shared/contract/changes.ts';
import type { Commit } from '#shared/domain/drafts/commits.ts';
import { type Draft, type DraftTicket, draftChanges } from '#shared/domain/drafts/drafts.ts';
import { draftedFields } from '#shared/domain/drafts/redraft.ts';
import type { RepositoryId } from '#shared/domain/ids.ts';
import { refused } from '#shared/domain/refusal.ts';
import { reading, writing } from './context.ts';

const git = createGit();
const TICKETS_SHOWN = 200;
const GROUPS_SHOWN = 500;

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
        key: ticket.key,
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
    const { name, version, description: objectives = '' } = input;
    const wanted = { name, version, objectives, ...sourceOf(input) };
    yield { kind: 'done' as const, ...writeDraft(store, who, wanted, draft) };
  }),
  proposal: reading.repositories.proposal.handler(async function* ({ context: { store }, input, signal }) {
    const { commits, draft } = yield* drafted(store, input, signal);
    const ticket = ticketFor(draft, input);
    const proposed = input.changeId
      ? proposeRedraft(store.db, input.changeId, ticket, { take: [], amends: true })
      : null;
    yield {
      kind: 'done' as const,
      groups: draft.tickets
        .slice(0, GROUPS_SHOWN)
        .map(({ key, name, commitCount }) => ({ key, name, commits: commitCount })),
      key: ticket.key,
      commits: commits.length,
      reverted: draft.reverted,
      fields: draftedFields.map((field) => ({
        field,
        outcome: proposed?.fields.find((one) => one.field === field)?.outcome ?? ('replaced' as const),
        present: proposed?.before[field] ?? null,
        proposed: ticket[field],
      })),
    };
  }),
  draftChange: writing.repositories.draftChange.handler(async function* ({ context, input, signal }) {
    const { store, who } = context;
    const { draft } = yield* drafted(store, input, signal);
    signal?.throwIfAborted();
    const ticket = ticketFor(draft, input);
    if (input.changeId === null) {
      const change = draftNewChange(store, who, ticket, sourceOf(input));
      yield { kind: 'done' as const, change, replaced: [...draftedFields], kept: [], amended: [], fixed: [] };
      return;
    }
    const done = redraftChange(store, who, input.changeId, ticket, sourceOf(input), input);
    const having = (outcome: (typeof done.fields)[number]['outcome']) =>
      done.fields.filter((one) => one.outcome === outcome).map(({ field }) => field);
    yield {
      kind: 'done' as const,
      change: done.change,
      replaced: having('replaced'),
      kept: having('kept'),
      amended: having('amended'),
      fixed: having('fixed'),
    };
  }),
};

type Range = { repositoryId: RepositoryId; from: string; to: string; groupBy: Drafted['groupBy'] };
type Step = { kind: 'progress'; progress: CommitProgress };

async function* drafted(
  store: Store,
  range: Range,
  signal: AbortSignal | undefined,
): AsyncGenerator<Step, { commits: readonly Commit[]; draft: Draft }> {
  const found = repositoryOnDisk(store.db, range.repositoryId);
  const commits = yield* readCommits(git, found.path, range, signal);
  const dependencies = await readDependencies(git, found.path, range, commits, signal);
  const services = listServices(store.db).filter((service) =>
    service.repositoryId === null ? service.path !== '' : service.repositoryId === range.repositoryId,
  );
  const { from, to, groupBy } = range;
  const draft = draftChanges({
    commits,
    services,
    repositoryName: found.name,
    from,
    to,
    groupBy,
    dependencies,
  });
  return { commits, draft };
}

/** The ticket of a group. Throws REFUSED where the range holds nothing of it. */
function ticketFor(draft: Draft, { from, to, key }: Range & { key: string | null }): DraftTicket {
  const found = draft.tickets.find((ticket) => key === null || ticket.key === key);
  if (found) return found;
  throw refused(
    draft.tickets.length === 0
      ? `Everything in ${from}..${to} was reverted within it, so there is nothing to draft. Choose other refs.`
      : `Nothing in ${from}..${to} belongs to what this change was drafted for. Choose other refs, or another group of the range.`,
  );
}

function sourceOf({ repositoryId, from, to, groupBy }: Range): Range {
  return { repositoryId, from, to, groupBy };
}
