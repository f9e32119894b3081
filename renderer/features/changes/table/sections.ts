import type { GroupBy } from '#shared/contract/changes.ts';

/** A group of the table as SQLite counted it, with the name its head bears. */
export type TableGroup = {
  readonly by: GroupBy;
  readonly key: string;
  readonly name: string;
  readonly count: number;
};

/** A stretch of lines: a head, where rows are grouped, and the rows under it. */
export type Section = {
  readonly group: TableGroup | null;
  readonly open: boolean;
  /** Line its head stands on, or its first row where it has no head. */
  readonly start: number;
  /** Rows that are shown; 0 when it is folded. */
  readonly rows: number;
};

export type Place =
  | { readonly kind: 'head'; readonly group: TableGroup; readonly open: boolean }
  | { readonly kind: 'row'; readonly section: Section; readonly offset: number };

/** How a group is known among those that were folded. */
export const groupName = ({ by, key }: Pick<TableGroup, 'by' | 'key'>) => `${by}:${key}`;

/** The sections of a table: one without a head when nothing is grouped. */
export function sectionsOf(
  total: number,
  groups: readonly TableGroup[] | null,
  folded: ReadonlySet<string>,
): readonly Section[] {
  if (groups === null) return [{ group: null, open: true, start: 0, rows: total }];
  let start = 0;
  return groups.map((group) => {
    const open = !folded.has(groupName(group));
    const section = { group, open, start, rows: open ? group.count : 0 };
    start += 1 + section.rows;
    return section;
  });
}

/** How many lines there are, heads included. */
export function lineCount(sections: readonly Section[]): number {
  const last = sections.at(-1);
  return last ? last.start + headOf(last) + last.rows : 0;
}

/** What stands on a line (counted from 0); undefined past the end. */
export function placeOf(sections: readonly Section[], line: number): Place | undefined {
  let low = 0;
  let high = sections.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((sections[middle]?.start ?? 0) <= line) low = middle;
    else high = middle - 1;
  }
  const section = sections[low];
  if (!section || line < section.start) return undefined;
  const offset = line - section.start - headOf(section);
  if (offset < 0 && section.group) return { kind: 'head', group: section.group, open: section.open };
  return offset < section.rows ? { kind: 'row', section, offset } : undefined;
}

/** A block of rows of one section, as it is asked for. */
export type Block = { readonly section: Section; readonly block: number };

/** The blocks of `size` rows that the lines [first, last] need, at most `most`. */
export function blocksIn(
  sections: readonly Section[],
  first: number,
  last: number,
  size: number,
  most: number,
): Block[] {
  const blocks: Block[] = [];
  for (const section of sections) {
    const from = section.start + headOf(section);
    if (section.rows === 0 || from > last || from + section.rows <= first) continue;
    const start = Math.floor(Math.max(0, first - from) / size);
    const end = Math.floor(Math.min(section.rows - 1, last - from) / size);
    for (let block = start; block <= end; block += 1) blocks.push({ section, block });
  }
  return blocks.slice(0, most);
}

function headOf(section: Section): number {
  return section.group ? 1 : 0;
}
