import { capital, counted, cut, numberWord, shortList } from '../wording.ts';
import { breakingNotes } from './commits.ts';
import type { DraftGroup, DraftInput, ReadCommit } from './draft-groups.ts';

/** Commits listed by name; the rest is counted. */
const mostListed = 200;
const mostCharacters = 200_000;

const chapters: readonly (readonly [heading: string, types: readonly (string | null)[]])[] = [
  ['New', ['feat', 'feature']],
  ['Fixed', ['fix', 'bugfix', 'hotfix', 'security']],
  ['Faster', ['perf']],
  ['Other commits', []],
];

/** Markdown: how much, what breaks, what to watch at deployment, and the commits by kind. */
export function draftDescription(
  group: DraftGroup,
  { from, to, commits, dependencies }: Pick<DraftInput, 'from' | 'to' | 'commits' | 'dependencies'>,
): string {
  const { name, topic, read, files } = group;
  const authors = [...new Set(read.map(({ commit }) => oneLine(commit.author)))];
  const size = `${counted(group.fileCount, 'file')}, +${group.added.toLocaleString('en')} −${group.deleted.toLocaleString('en')} lines`;
  const watch = [
    files.migration.length > 0 && `- Database migrations: ${shortList(files.migration, 20)}`,
    files.config.length > 0 && `- Configuration: ${shortList(files.config, 20)}`,
  ].filter((line) => line !== false);
  const lines = [
    `${counted(read.length, 'commit')}${topic && ` for ${topic}`} by ${shortList(authors, 5)} in ${name}, from ${from} to ${to}${pinned(to, commits)}: ${size}.`,
    ...section('Breaking changes', breaking(read)),
    ...section('To watch at deployment', watch),
    ...section('Dependencies', dependencyLines(files.dependency, dependencies)),
    ...commitSections(read),
  ];
  return cut(lines.join('\n'), mostCharacters);
}

/** The commit a range ended at when it was read: a branch moves on, the ticket does not. */
function pinned(to: string, [newest]: DraftInput['commits']): string {
  return newest === undefined || newest.sha.startsWith(to) ? '' : ` (${newest.sha.slice(0, 8)})`;
}

/** `left-pad 1.0.0 → 1.3.0`, and all that came or went in a line each; a file that could not be compared is named alone. */
function dependencyLines(
  files: readonly string[],
  changes: DraftInput['dependencies'] = new Map(),
): readonly string[] {
  const found = { moved: new Set<string>(), come: new Set<string>(), gone: new Set<string>() };
  for (const file of files) {
    for (const { name, from, to } of changes.get(file) ?? []) {
      const [bare, old, young] = [name, from ?? '', to ?? ''].map((text) => cut(oneLine(text), 200));
      if (from === null) found.come.add(`${bare} ${young}`);
      else if (to === null) found.gone.add(`${bare} ${old}`);
      else found.moved.add(`- ${bare} ${old} → ${young}`);
    }
  }
  const unread = files.filter((file) => (changes.get(file) ?? []).length === 0);
  const rest = found.moved.size - mostListed;
  return [
    ...[...found.moved].slice(0, mostListed),
    ...(rest > 0 ? [`- and ${counted(rest, 'more dependency change')}`] : []),
    ...(found.come.size > 0 ? [`- New: ${shortList([...found.come], mostListed)}`] : []),
    ...(found.gone.size > 0 ? [`- Removed: ${shortList([...found.gone], mostListed)}`] : []),
    ...(unread.length > 0 ? [`- Changed files: ${shortList(unread, 10)}`] : []),
  ];
}

function breaking(read: readonly ReadCommit[]): string[] {
  return read
    .filter((one) => one.breaking)
    .slice(0, mostListed)
    .map(({ commit, told }) => {
      const notes = breakingNotes(commit.body).filter((note) => note !== '');
      return `- ${notes.length > 0 ? cut(notes.join(' '), 2000) : oneLine(told.text)} (${commit.sha.slice(0, 8)})`;
    });
}

function commitSections(read: readonly ReadCommit[]): string[] {
  const named = new Set(chapters.flatMap(([, types]) => types));
  const shown = read.slice(0, mostListed);
  const lines = chapters.flatMap(([heading, types]) => {
    const own = shown.filter(({ told }) =>
      types.length === 0 ? !named.has(told.type) : types.includes(told.type),
    );
    return section(
      heading,
      own.map(({ commit, told }) => `- ${oneLine(told.text)} (${commit.sha.slice(0, 8)})`),
    );
  });
  const rest = read.length - shown.length;
  return rest > 0 ? [...lines, '', `and ${counted(rest, 'older commit')}.`] : lines;
}

function section(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `**${heading}**`, '', ...lines];
}

function oneLine(text: string): string {
  return cut(text.replace(/\s+/gu, ' ').trim(), 500) || 'without a subject';
}

/**
 * Says what changes and where in about a dozen words: led by the commit that matters most where its subject is short
 * enough to stand whole, otherwise by how many of each kind there are.
 */
export function draftTitle({ read, name }: DraftGroup): string {
  const lead = read.toSorted((a, b) => rank(a) - rank(b))[0];
  const text = lead === undefined ? 'Change' : plainSubject(lead.told.text);
  const more = read.length - 1;
  const words = text.split(/\s+/u);
  if (more > 0 && words.length > 8)
    return cut(`${counted(read.length, 'change')} in ${name}${kinds(read)}`, 500);
  const tail = more === 0 ? '' : more === 1 ? ' and one more change' : ` and ${more} more changes`;
  const what = words.length > 11 ? `${words.slice(0, 10).join(' ')} …` : words.join(' ');
  const said = ` ${what} `.toLowerCase().includes(` ${name.toLowerCase()} `);
  return cut(`${capital(cut(what, 300))}${tail}${said ? '' : ` in ${name}`}`, 500);
}

/** `: 8 new, 6 fixed, 5 other, one of them breaking`; empty where the commits name no kind. */
function kinds(read: readonly ReadCommit[]): string {
  const counts = new Map<string, number>();
  for (const { told } of read) {
    const heading = chapters.find(([, types]) => types.includes(told.type))?.[0] ?? 'Other';
    counts.set(heading, (counts.get(heading) ?? 0) + 1);
  }
  const said = ['New', 'Fixed', 'Faster', 'Other'].flatMap((heading) => {
    const n = counts.get(heading);
    return n === undefined ? [] : [`${n} ${heading.toLowerCase()}`];
  });
  const breaks = read.filter((one) => one.breaking).length;
  const known = counts.size > 1 || !counts.has('Other') ? `: ${said.join(', ')}` : '';
  return known + (breaks === 0 ? '' : `, ${numberWord(breaks)} of them breaking`);
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
