import type { Change, TicketStep } from '#shared/contract/changes.ts';
import { counted, cut, shortList } from '../wording.ts';
import { isMerge, withoutReverted } from './commits.ts';
import {
  type CommitGroup,
  type DraftGroup,
  type DraftInput,
  groupCommits,
  idsOf,
  measured,
  type ReadCommit,
} from './draft-groups.ts';
import { draftDescription, draftTitle } from './draft-text.ts';
import { broughtBy } from './merges.ts';

/** More would not be read by anybody and would weigh on every copy of the log. */
const mostCommits = 5000;
const mostLinks = 2000;
const mostServices = 500;

/** Starting point of a ticket; everything in it comes from the commits. */
export type DraftTicket = Pick<
  Change,
  | 'title'
  | 'description'
  | 'serviceIds'
  | 'deploymentSteps'
  | 'backOutSteps'
  | 'validationSteps'
  | 'workItems'
  | 'pullRequests'
  | 'commits'
  | 'draftedFrom'
> & {
  /** The group it stands for: a service id, a work item, or empty for the rest. */
  readonly key: string;
  /** The service or work item by name; the repository for the rest. */
  readonly name: string;
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

/** Drafts one ticket per service, per work item, or one for all of the range. Linear in commits and files. */
export function draftChanges(input: DraftInput): Draft {
  const brought = broughtBy(input.commits);
  const own = input.commits.filter((commit) => !isMerge(commit));
  const { kept, dropped } = withoutReverted(own);
  return {
    tickets: groupCommits(kept, brought, input).map((group) => ticketOf(group, input)),
    reverted: dropped,
    merges: input.commits.length - own.length,
    authors: [...new Set(kept.map((commit) => commit.author))],
  };
}

function ticketOf({ key, name, services, read }: CommitGroup, input: DraftInput): DraftTicket {
  const groupBy = input.groupBy ?? 'service';
  const names = services.map((service) => service.name);
  // By service one service is deployed and the others are touched by the way; otherwise all of them are.
  const deployed = groupBy === 'service' ? [name] : names.length > 0 ? names : [input.repositoryName];
  const topic = groupBy === 'work item' ? key : '';
  const group = measured(shortList(deployed), topic, read);
  return {
    key: cut(key, 200),
    name,
    title: draftTitle(group),
    description: draftDescription(group, input),
    serviceIds: idsOf(services).slice(0, mostServices),
    services: groupBy === 'service' && key === '' ? [name, ...names] : names.length > 0 ? names : [name],
    ...draftSteps(group, deployed, input),
    workItems: linksOf(read, (one) => one.workItems),
    pullRequests: linksOf(read, (one) => one.pullRequests),
    commits: read.slice(0, mostCommits).map(({ commit }) => ({
      sha: commit.sha.slice(0, 64),
      subject: cut(commit.subject, 2000),
      author: cut(commit.author, 300),
    })),
    commitCount: read.length,
    breaking: read.some((one) => one.breaking),
    draftedFrom: cut(`${input.repositoryName} ${input.from}..${input.to}`, 1000),
  };
}

/** A ticket that deploys more services than this has one step for all of them. */
const mostDeploySteps = 20;

/** Steps to start from; they name the versions of the range and nothing that is not in it. */
function draftSteps({ name, files }: DraftGroup, deployed: readonly string[], { from, to }: DraftInput) {
  const each = deployed.length > mostDeploySteps ? [`${deployed.length} services`] : deployed;
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
      ...each.map((one) => step(`Deploy ${one} ${to} in place of ${from}`)),
    ],
    backOutSteps: [
      ...each.toReversed().map((one) => step(`Return ${one} to ${from}`)),
      ...when(
        migrations > 0,
        `For each migration of ${name} ${to}: undo it or leave it in place, as written here`,
      ),
      ...when(files.config.length > 0, `Set the configuration of ${name} back to that of ${from}`),
    ],
    validationSteps: each.flatMap((one) => [
      step(`Check that ${one} reports ${to}`),
      step(`Run the smoke test of ${one}`),
    ]),
  };
}

function linksOf(read: readonly ReadCommit[], of: (one: ReadCommit) => readonly string[]): string[] {
  const found = new Set<string>();
  for (const one of read) for (const link of of(one)) found.add(cut(link, 200));
  return [...found].slice(0, mostLinks);
}

function step(title: string): TicketStep {
  return { title: cut(title, 2000), minutes: null };
}
