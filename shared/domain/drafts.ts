import type { Change, TicketStep } from '#shared/contract/changes.ts';
import { isMerge, withoutReverted, workItemsOf } from './commits.ts';
import {
  type CommitsOfService,
  type DraftGroup,
  type DraftInput,
  groupByService,
  measured,
  type ReadCommit,
} from './draft-groups.ts';
import { draftDescription, draftTitle } from './draft-text.ts';
import { counted, cut, shortList } from './wording.ts';

/** More would not be read by anybody and would weigh on every copy of the log. */
const mostCommits = 5000;
const mostWorkItems = 2000;

/** Starting point of a ticket; everything in it comes from the commits. */
type DraftTicket = Pick<
  Change,
  | 'title'
  | 'description'
  | 'serviceIds'
  | 'deploymentSteps'
  | 'backOutSteps'
  | 'validationSteps'
  | 'workItems'
  | 'commits'
  | 'impact'
  | 'draftedFrom'
> & {
  /** Names of what it touches: services, or the repository when no path rule matched. */
  readonly services: readonly string[];
  readonly commitCount: number;
  readonly breaking: boolean;
};

export type Draft = {
  readonly tickets: readonly DraftTicket[];
  /** Commits that dropped out as reverted pairs. */
  readonly reverted: number;
  readonly merges: number;
  readonly authors: readonly string[];
};

/** Drafts one ticket per service that the range touches; a commit goes to the service it changes most. Linear in commits and files. */
export function draftChanges(input: DraftInput): Draft {
  const merges = input.commits.filter(isMerge).length;
  const { kept, dropped } = withoutReverted(input.commits.filter((commit) => !isMerge(commit)));
  const groups = groupByService(kept, input.services);
  return {
    tickets: groups.map((group) => ticketOf(group, input)),
    reverted: dropped,
    merges,
    authors: [...new Set(kept.map((commit) => commit.author))],
  };
}

function ticketOf({ service, others, read }: CommitsOfService, input: DraftInput): DraftTicket {
  const group = measured(service?.name ?? input.repositoryName, read);
  const otherServices = input.services.filter((one) => others.has(one.id));
  const breaking = read.some((one) => one.breaking);
  return {
    title: draftTitle(group),
    description: draftDescription(group, input),
    serviceIds: [...(service === null ? [] : [service.id]), ...otherServices.map((one) => one.id)],
    services: [group.name, ...otherServices.map((one) => one.name)],
    ...draftSteps(group, input),
    workItems: workItems(read),
    commits: read.slice(0, mostCommits).map(({ commit }) => ({
      sha: commit.sha.slice(0, 64),
      subject: cut(commit.subject, 2000),
      author: cut(commit.author, 300),
    })),
    commitCount: read.length,
    breaking,
    impact: '',
    draftedFrom: cut(`${input.repositoryName} ${input.from}..${input.to}`, 1000),
  };
}

/** Steps to start from; they name the versions of the range and nothing that is not in it. */
function draftSteps(group: DraftGroup, { from, to }: DraftInput) {
  const { name, files } = group;
  const migrations = files.migration.length;
  const when = (met: boolean, title: string): TicketStep[] => (met ? [step(title)] : []);
  return {
    deploymentSteps: [
      ...when(
        migrations > 0,
        `Back up the data that the ${counted(migrations, 'migration file')} of this range change`,
      ),
      ...when(migrations > 0, `Apply the migrations of ${name} ${to}`),
      ...when(
        files.config.length > 0,
        `Set the configuration of ${name} as changed in ${shortList(files.config)}`,
      ),
      step(`Deploy ${name} ${to} in place of ${from}`),
    ],
    backOutSteps: [
      step(`Return ${name} to ${from}`),
      ...when(
        migrations > 0,
        `For each migration of ${name} ${to}: undo it or leave it in place, as written here`,
      ),
      ...when(files.config.length > 0, `Set the configuration of ${name} back to that of ${from}`),
    ],
    validationSteps: [step(`Check that ${name} reports ${to}`), step(`Run the smoke test of ${name}`)],
  };
}

function workItems(read: readonly ReadCommit[]): string[] {
  const found = new Set<string>();
  for (const { commit } of read) for (const item of workItemsOf(commit)) found.add(item);
  return [...found].slice(0, mostWorkItems);
}

function step(title: string): TicketStep {
  return { title: cut(title, 2000), minutes: null };
}
