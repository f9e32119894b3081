import { breakingNotes } from './commits.ts';
import type { DraftGroup, DraftInput, ReadCommit } from './drafts.ts';
import { counted, cut, shortList } from './wording.ts';

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
export function draftDescription(group: DraftGroup, { from, to }: Pick<DraftInput, 'from' | 'to'>): string {
  const { name, read, files } = group;
  const authors = new Set(read.map(({ commit }) => commit.author)).size;
  const size = `${counted(group.fileCount, 'file')}, +${group.added.toLocaleString('en')} −${group.deleted.toLocaleString('en')} lines`;
  const watch = [
    files.migration.length > 0 && `- Database migrations: ${shortList(files.migration)}`,
    files.config.length > 0 && `- Configuration: ${shortList(files.config)}`,
    files.dependency.length > 0 && `- Dependencies: ${shortList(files.dependency)}`,
  ].filter((line) => line !== false);
  const lines = [
    `${counted(read.length, 'commit')} by ${counted(authors, 'author')} in ${name}, from ${from} to ${to}: ${size}.`,
    ...section('Breaking changes', breaking(read)),
    ...section('To watch at deployment', watch),
    ...commitSections(read),
  ];
  return cut(lines.join('\n'), mostCharacters);
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
