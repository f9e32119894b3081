import {
  AlignmentType,
  BorderStyle,
  Table as DocxTable,
  HeadingLevel,
  LevelFormat,
  Paragraph,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { Block, Run } from '#shared/domain/pack/blocks.ts';
import type { Line } from '#shared/domain/pack/model.ts';

export type Part = Paragraph | DocxTable;

export const SERIF = 'EB Garamond';
export const SANS = 'Inter';
export const GREY = '45525C';
const MONO = 'JetBrains Mono';
/** A4 less its margins, in twentieths of a point. */
const PAGE_WIDTH = 9638;
const hairline = { style: BorderStyle.SINGLE, size: 2, color: 'C6C2B5' };
const none = { style: BorderStyle.NONE, size: 0, color: 'FFFFFF' };

export type Lists = (start: number) => string;

/** Numbered lists each begin anew: every one has a numbering of its own. */
export function createLists(add: (reference: string, start: number) => void): Lists {
  let count = 0;
  return (start) => {
    count += 1;
    const reference = `list-${count}`;
    add(reference, start);
    return reference;
  };
}

/** Levels of a numbered list that begins at `start`. */
export function levelsOf(start: number) {
  return [0, 1, 2, 3, 4, 5].map((level) => ({
    level,
    format: LevelFormat.DECIMAL,
    text: `%${level + 1}`,
    start: level === 0 ? start : 1,
    alignment: AlignmentType.LEFT,
    style: { paragraph: { indent: { left: 360 * (level + 1), hanging: 360 } } },
  }));
}

/** A block of a ticket; `depth` counts the lists and quotes around it. */
export function blockOf(one: Block, depth: number, lists: Lists): Part[] {
  switch (one.kind) {
    case 'paragraph':
      return [
        new Paragraph({ bidirectional: one.rtl, indent: { left: 360 * depth }, children: runsOf(one.runs) }),
      ];
    case 'heading':
      return [
        new Paragraph({
          bidirectional: one.rtl,
          children: runsOf(one.runs.map((each) => ({ ...each, bold: true }))),
        }),
      ];
    case 'list': {
      const numbering = one.ordered
        ? { numbering: { reference: lists(one.start), level: 0 } }
        : { bullet: { level: Math.min(depth, 5) } };
      return one.items.flatMap((item) =>
        item.flatMap((each, i): Part[] =>
          i === 0 && each.kind === 'paragraph'
            ? [new Paragraph({ ...numbering, bidirectional: each.rtl, children: runsOf(each.runs) })]
            : blockOf(each, depth + 1, lists),
        ),
      );
    }
    case 'quote':
      return one.blocks.flatMap((each) => blockOf(each, depth + 1, lists));
    case 'code':
      return one.text.split('\n').map(
        (text) =>
          new Paragraph({
            spacing: { after: 0 },
            children: [run(text, { font: MONO, size: 16 })],
          }),
      );
    case 'table': {
      const columns = Math.max(1, ...one.rows.map((row) => row.length));
      return [
        tableOf(
          one.rows.map((row) =>
            Array.from({ length: columns }, (_, i) => new Paragraph({ children: runsOf(row[i] ?? []) })),
          ),
          false,
        ),
      ];
    }
    case 'more':
      return [small(one.text)];
  }
}

function runsOf(list: readonly Run[]): TextRun[] {
  return list.flatMap((one) =>
    one.text.split('\n').map(
      (text, i) =>
        new TextRun({
          text,
          ...(i > 0 ? { break: 1 } : {}),
          ...(one.bold ? { bold: true } : {}),
          ...(one.italic ? { italics: true } : {}),
          ...(one.code ? { font: MONO, size: 18 } : {}),
        }),
    ),
  );
}

const SIGNS = { done: '✓', attention: '!', failed: '✗', open: '○', none: '–' } as const;

/** Lines of evidence or approvals. */
export function linesOf(list: readonly Line[]): Part[] {
  if (list.length === 0) return [small('None.')];
  return list.map(({ mark, text, value, note }) =>
    small(`${SIGNS[mark]} ${text}${value ? `: ${value}` : ''}${note ? `. ${note}` : ''}`),
  );
}

/** A table of plain cells; without a head when that is empty. */
export function grid(head: readonly string[], rows: readonly (readonly string[])[]): DocxTable {
  const cells = (values: readonly string[], bold: boolean) => values.map((value) => small(value, bold));
  const all = [...(head.length > 0 ? [cells(head, true)] : []), ...rows.map((row) => cells(row, false))];
  return tableOf(all.length > 0 ? all : [[small('')]], head.length > 0, widthsOf([head, ...rows]));
}

/** Room of each column of a page in twentieths of a point, by its longest cell; nothing longer than a line counts. */
function widthsOf(rows: readonly (readonly string[])[]): number[] {
  const columns = Math.max(...rows.map((row) => row.length));
  const longest = Array.from({ length: columns }, (_, i) =>
    Math.max(...rows.map((row) => Math.min(40, 6 + (row[i] ?? '').length))),
  );
  const all = longest.reduce((sum, one) => sum + one, 0);
  return longest.map((one) => Math.round((one / all) * PAGE_WIDTH));
}

function tableOf(
  rows: readonly (readonly Paragraph[])[],
  hasHead: boolean,
  columnWidths?: number[],
): DocxTable {
  return new DocxTable({
    width: { size: 100, type: WidthType.PERCENTAGE },
    ...(columnWidths ? { columnWidths } : {}),
    borders: {
      top: none,
      left: none,
      right: none,
      insideVertical: none,
      bottom: hairline,
      insideHorizontal: hairline,
    },
    rows: rows.map(
      (cells, i) =>
        new TableRow({
          tableHeader: hasHead && i === 0,
          cantSplit: true,
          children: cells.map((cell) => new TableCell({ children: [cell] })),
        }),
    ),
  });
}

type Look = {
  readonly font?: string;
  readonly size?: number;
  readonly color?: string;
  readonly italics?: boolean;
  readonly bold?: boolean;
};
export const run = (text: string, look: Look = {}) => new TextRun({ text, ...look });
export const small = (text: string, bold = false) =>
  new Paragraph({ spacing: { after: 30 }, children: [run(text, { font: SANS, size: 17, bold })] });
export const sub = (text: string) =>
  new Paragraph({ heading: HeadingLevel.HEADING_2, keepNext: true, children: [new TextRun(text)] });
export const heading = (text: string, breaks: boolean) =>
  new Paragraph({ heading: HeadingLevel.HEADING_1, pageBreakBefore: breaks, children: [new TextRun(text)] });
