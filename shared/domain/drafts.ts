import type { Service } from '#shared/contract/catalogue.ts';
import type { Change, TicketStep } from '#shared/contract/changes.ts';
import {
  breakingNotes,
  type Commit,
  type FileKind,
  fileKind,
  isMerge,
  type Told,
  tellSubject,
  withoutReverted,
  workItemsOf,
} from './commits.ts';
import { draftDescription } from './draft-text.ts';
import type { ServiceId } from './ids.ts';
import { counted, cut, shortList } from './wording.ts';

/** More would not be read by anybody and would weigh on every copy of the log. */
const mostCommits = 5000;
const mostWorkItems = 2000;

export type DraftInput = {
  /** In Git's order, newest first. */
  readonly commits: readonly Commit[];
  readonly services: readonly Pick<Service, 'id' | 'name' | 'path'>[];
  readonly repositoryName: string;
  /** Names of the two ends, as the person picked them: a tag, a branch, a hash. */
  readonly from: string;
  readonly to: string;
};

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

export type ReadCommit = { readonly commit: Commit; readonly told: Told; readonly breaking: boolean };
export type DraftGroup = {
  readonly name: string;
  readonly read: readonly ReadCommit[];
  readonly files: Readonly<Record<FileKind, readonly string[]>>;
  readonly fileCount: number;
  readonly added: number;
  readonly deleted: number;
};
type Sorted = { service: DraftInput['services'][number] | null; others: Set<ServiceId>; read: ReadCommit[] };

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

function groupByService(commits: readonly Commit[], services: DraftInput['services']): readonly Sorted[] {
  const byPath = new Map(services.map((service) => [trimSlashes(service.path), service]));
  const byId = new Map<ServiceId | null, Sorted>();
  for (const commit of commits) {
    const told = tellSubject(commit.subject);
    const breaking = told.breaking || breakingNotes(commit.body).length > 0;
    const touched = touchedServices(commit, byPath);
    const main = touched[0] ?? null;
    const key = main?.id ?? null;
    const group = byId.get(key) ?? { service: main, others: new Set(), read: [] };
    byId.set(key, group);
    group.read.push({ commit, told, breaking });
    for (const other of touched.slice(1)) group.others.add(other.id);
  }
  const order = [...services.map((service) => service.id), null];
  return order.flatMap((id) => byId.get(id) ?? []);
}

/** Services a commit touches, the one with most changed lines first. The deepest path rule decides for each file. */
function touchedServices(
  commit: Commit,
  byPath: ReadonlyMap<string, DraftInput['services'][number]>,
): DraftInput['services'] {
  const weight = new Map<DraftInput['services'][number], number>();
  const whole = byPath.get('');
  for (const file of commit.files) {
    const service = serviceOfPath(file.path, byPath) ?? whole;
    if (service !== undefined)
      weight.set(service, (weight.get(service) ?? 0) + 1 + file.added + file.deleted);
  }
  if (weight.size === 0) return whole === undefined ? [] : [whole];
  return [...weight].sort((a, b) => b[1] - a[1]).map(([service]) => service);
}

function serviceOfPath<S>(path: string, byPath: ReadonlyMap<string, S>): S | undefined {
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
    const found = byPath.get(path.slice(0, end));
    if (found !== undefined) return found;
  }
  return undefined;
}

function ticketOf({ service, others, read }: Sorted, input: DraftInput): DraftTicket {
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

function measured(name: string, read: readonly ReadCommit[]): DraftGroup {
  const files: Record<FileKind, Set<string>> = {
    migration: new Set(),
    dependency: new Set(),
    config: new Set(),
    other: new Set(),
  };
  let added = 0;
  let deleted = 0;
  const kinds = new Map<string, FileKind>();
  for (const { commit } of read) {
    for (const file of commit.files) {
      const kind = kinds.get(file.path) ?? fileKind(file.path);
      kinds.set(file.path, kind);
      files[kind].add(file.path);
      added += file.added;
      deleted += file.deleted;
    }
  }
  return {
    name,
    read,
    files: {
      migration: [...files.migration],
      dependency: [...files.dependency],
      config: [...files.config],
      other: [...files.other],
    },
    fileCount: kinds.size,
    added,
    deleted,
  };
}

/** Says what changes and where in about a dozen words, led by the commit that matters most. */
function draftTitle({ read, name }: DraftGroup): string {
  const lead = read.toSorted((a, b) => rank(a) - rank(b))[0];
  const text = lead === undefined ? 'Change' : plainSubject(lead.told.text);
  const more = read.length - 1;
  const tail = more === 0 ? '' : more === 1 ? ' and one more change' : ` and ${more} more changes`;
  const words = text.split(/\s+/u);
  const room = more === 0 ? 10 : 7;
  const what = words.length > room + 1 ? `${words.slice(0, room).join(' ')} …` : words.join(' ');
  const said = ` ${what} `.toLowerCase().includes(` ${name.toLowerCase()} `);
  return cut(`${capital(cut(what, 300))}${tail}${said ? '' : ` in ${name}`}`, 500);
}

const weightByType: Readonly<Record<string, number>> = {
  feat: 1,
  feature: 1,
  security: 2,
  hotfix: 2,
  fix: 2,
  bugfix: 2,
  perf: 3,
};

function rank({ breaking, told }: ReadCommit): number {
  if (breaking) return 0;
  return told.type === null ? 4 : (weightByType[told.type] ?? 5);
}

/** A subject without ticket numbers and closing marks, so that it reads as a sentence. */
function plainSubject(text: string): string {
  const plain = text
    .replace(/\s*\((?:#\d+|[A-Z][A-Z0-9]+-\d+)\)\s*$/u, '')
    .replace(/^\[?(?:#\d+|[A-Z][A-Z0-9]+-\d+)\]?\s*[:,-]?\s+/u, '')
    .trimEnd();
  const bare = plain.endsWith('.') ? plain.slice(0, -1) : plain;
  return bare.trim() === '' ? text.trim() || 'Change' : bare;
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

function capital(text: string): string {
  const first = String.fromCodePoint(text.codePointAt(0) ?? 32);
  return first.toUpperCase() + text.slice(first.length);
}

function trimSlashes(path: string): string {
  return path.replace(/^(?:\.?\/)+|\/+$/g, '');
}
