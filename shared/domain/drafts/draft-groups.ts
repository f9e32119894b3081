import type { Service } from '#shared/contract/catalogue.ts';
import type { Drafted } from '#shared/contract/changes.ts';
import type { ServiceId } from '../ids.ts';
import {
  breakingNotes,
  type Commit,
  type FileKind,
  fileKind,
  type Told,
  tellSubject,
  workItemsOf,
} from './commits.ts';
import type { DependencyChange } from './dependencies.ts';
import type { Brought } from './merges.ts';
import { pullRequestsOf } from './pull-requests.ts';

export type DraftInput = {
  /** In Git's order, newest first. */
  readonly commits: readonly Commit[];
  readonly services: readonly Pick<Service, 'id' | 'name' | 'path'>[];
  readonly repositoryName: string;
  /** Names of the two ends, as the person picked them: a tag, a branch, a hash. */
  readonly from: string;
  readonly to: string;
  /** What one ticket stands for; a service unless told. */
  readonly groupBy?: Drafted['groupBy'];
  /** What changed in the manifests that were read, by their path. */
  readonly dependencies?: ReadonlyMap<string, readonly DependencyChange[]>;
};

type Touched = DraftInput['services'][number];

export type ReadCommit = {
  readonly commit: Commit;
  readonly told: Told;
  readonly breaking: boolean;
  readonly pullRequests: readonly string[];
  readonly workItems: readonly string[];
};

/** The commits of one ticket. */
export type CommitGroup = {
  /** A service id, a work item, or empty for the rest. */
  readonly key: string;
  /** The service or work item; the repository for the rest. */
  readonly name: string;
  /** Services the commits touch, the one they change most first. */
  readonly services: readonly Touched[];
  readonly read: readonly ReadCommit[];
};

export type DraftGroup = {
  /** What is deployed, as text names it. */
  readonly name: string;
  /** The work item the ticket stands for; empty otherwise. */
  readonly topic: string;
  readonly read: readonly ReadCommit[];
  readonly files: Readonly<Record<FileKind, readonly string[]>>;
  readonly fileCount: number;
  readonly added: number;
  readonly deleted: number;
};

/** Sorts commits by what a ticket stands for; linear in commits and files. Services come in their order, work items as they first come up. */
export function groupCommits(
  commits: readonly Commit[],
  brought: ReadonlyMap<string, Brought>,
  input: Pick<DraftInput, 'services' | 'repositoryName' | 'groupBy'>,
): readonly CommitGroup[] {
  const { services, repositoryName, groupBy = 'service' } = input;
  const byPath = new Map(services.map((service) => [trimSlashes(service.path), service]));
  const empty = () => ({ read: [] as ReadCommit[], weight: new Map<Touched, number>() });
  const byKey = new Map<string, ReturnType<typeof empty>>();
  for (const commit of commits) {
    const read = readOf(commit, brought.get(commit.sha));
    const touched = touchedServices(commit, byPath);
    const key =
      groupBy === 'service'
        ? (touched[0]?.[0].id ?? '')
        : groupBy === 'work item'
          ? (read.workItems[0] ?? '')
          : '';
    const group = byKey.get(key) ?? empty();
    byKey.set(key, group);
    group.read.push(read);
    for (const [service, weight] of touched)
      group.weight.set(service, (group.weight.get(service) ?? 0) + weight);
  }
  const nameById = new Map<string, string>(services.map(({ id, name }) => [id, name]));
  const keys =
    groupBy === 'service'
      ? [...services.map(({ id }) => id as string), ''].filter((key) => byKey.has(key))
      : [...byKey.keys()].sort((a, b) => Number(a === '') - Number(b === ''));
  return keys.map((key) => {
    const { read, weight } = byKey.get(key) ?? empty();
    const found = [...weight].sort((a, b) => b[1] - a[1]).map(([service]) => service);
    const first = found.filter(({ id }) => id === key);
    return {
      key,
      name: nameById.get(key) ?? (key || repositoryName),
      services: [...first, ...found.filter(({ id }) => id !== key)],
      read,
    };
  });
}

function readOf(commit: Commit, brought: Brought | undefined): ReadCommit {
  const told = tellSubject(commit.subject);
  const own = { pullRequests: pullRequestsOf(commit), workItems: workItemsOf(commit) };
  return {
    commit,
    told,
    breaking: told.breaking || breakingNotes(commit.body).length > 0,
    // What a commit says of itself goes before what its merge says of all it brought.
    pullRequests: own.pullRequests.length > 0 ? own.pullRequests : (brought?.pullRequests ?? []),
    workItems: own.workItems.length > 0 ? own.workItems : (brought?.workItems ?? []),
  };
}

/** Services a commit touches with their weight, the one with most changed lines first. The deepest path rule decides for each file. */
function touchedServices(commit: Commit, byPath: ReadonlyMap<string, Touched>): readonly [Touched, number][] {
  const weight = new Map<Touched, number>();
  const whole = byPath.get('');
  for (const file of commit.files) {
    const service = serviceOfPath(file.path, byPath) ?? whole;
    if (service !== undefined)
      weight.set(service, (weight.get(service) ?? 0) + 1 + file.added + file.deleted);
  }
  if (weight.size === 0) return whole === undefined ? [] : [[whole, 1]];
  return [...weight].sort((a, b) => b[1] - a[1]);
}

function serviceOfPath<S>(path: string, byPath: ReadonlyMap<string, S>): S | undefined {
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
    const found = byPath.get(path.slice(0, end));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What a group of commits changes: files by kind, each once, and lines. */
export function measured(name: string, topic: string, read: readonly ReadCommit[]): DraftGroup {
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
    topic,
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

function trimSlashes(path: string): string {
  return path.replace(/^(?:\.?\/)+|\/+$/g, '');
}

/** Ids of services, the first one first. */
export function idsOf(services: readonly Touched[]): ServiceId[] {
  return services.map(({ id }) => id);
}
