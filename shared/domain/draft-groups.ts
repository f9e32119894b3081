import type { Service } from '#shared/contract/catalogue.ts';
import { breakingNotes, type Commit, type FileKind, fileKind, type Told, tellSubject } from './commits.ts';
import type { ServiceId } from './ids.ts';

export type DraftInput = {
  /** In Git's order, newest first. */
  readonly commits: readonly Commit[];
  readonly services: readonly Pick<Service, 'id' | 'name' | 'path'>[];
  readonly repositoryName: string;
  /** Names of the two ends, as the person picked them: a tag, a branch, a hash. */
  readonly from: string;
  readonly to: string;
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

/** The commits that belong to one service, or to none (`service` null), with the services they touch beside it. */
export type CommitsOfService = {
  readonly service: DraftInput['services'][number] | null;
  readonly others: Set<ServiceId>;
  readonly read: ReadCommit[];
};

/** Sorts commits by the service they change most, in the order of the services; linear in commits and files. */
export function groupByService(
  commits: readonly Commit[],
  services: DraftInput['services'],
): readonly CommitsOfService[] {
  const byPath = new Map(services.map((service) => [trimSlashes(service.path), service]));
  const byId = new Map<ServiceId | null, CommitsOfService>();
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

/** What a group of commits changes: files by kind, each once, and lines. */
export function measured(name: string, read: readonly ReadCommit[]): DraftGroup {
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

function trimSlashes(path: string): string {
  return path.replace(/^(?:\.?\/)+|\/+$/g, '');
}
