import type { BlockContent, ListItem, PhrasingContent, Root, RootContent, TableRow } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import type { Block, Run } from '#shared/domain/pack/blocks.ts';
import type { ChangePage, Line, PackModel, Section, Table } from '#shared/domain/pack/model.ts';
import { agendaCells, agendaHead } from './agenda-table.ts';

/** The pack as Markdown (GitHub flavoured); what looks like markup in a text is escaped by the writer of the tree. */
export function packMarkdown(model: PackModel): string {
  const root: Root = {
    type: 'root',
    children: [
      heading(1, model.headline.join(' ')),
      para(model.lead),
      para(`${model.board}. ${model.frozen}, by ${model.author}. SHA-256 of the snapshot: ${model.hash}`),
      table(agendaHead, agendaCells(model)),
      ...model.agendaNotes.map(para),
      ...model.pages.flatMap(changePart),
      ...model.annexes.flatMap(({ title, parts }) => [
        heading(2, title),
        ...parts.flatMap((part) =>
          part.kind === 'chart'
            ? [
                heading(3, part.title),
                table(
                  ['Reference', 'What', 'When'],
                  part.rows.map((one) => [one.ref, one.title, one.when]),
                ),
              ]
            : figures(part),
        ),
      ]),
    ],
  };
  return toMarkdown(root, { extensions: [gfmToMarkdown()], bullet: '-' });
}

function changePart(page: ChangePage): RootContent[] {
  const { strip, sum } = page;
  return [
    heading(2, `${page.number} ${page.ref} ${page.title}`),
    ...(page.aboard ? [para(page.aboard)] : []),
    ...(page.standfirst ? [para(page.standfirst)] : []),
    table(
      ['Risk', ...page.facts.map(({ label }) => label)],
      [[`${page.risk.word} ${page.risk.score}`, ...page.facts.map(({ value }) => value)]],
    ),
    ...page.sections.flatMap(section),
    heading(3, 'Particulars'),
    bullets(page.particulars.map(({ label, value }) => `${label}: ${value}`)),
    heading(3, 'How the risk adds up'),
    table(
      ['Line', 'Points'],
      [...sum.lines.map(({ what, points }) => [what, points]), [sum.total.what, sum.total.points]],
    ),
    ...(sum.note ? [para(sum.note)] : []),
    heading(3, 'Evidence'),
    bullets(page.evidence.map(lineWords)),
    ...page.evidenceText.flatMap(block),
    heading(3, 'Approvals so far'),
    bullets(page.approvals.map(lineWords)),
    heading(3, 'Conflicts'),
    bullets(page.conflicts.map(lineWords)),
    heading(3, 'In its window'),
    para(
      strip === null
        ? page.stripNote
        : `${strip.opens.time} ${strip.opens.text}, ${strip.ends.time} ${strip.ends.text}.${strip.deadline ? ` ${strip.deadline.lead}: ${strip.deadline.text}.` : ''}`,
    ),
  ];
}

function section(one: Section): RootContent[] {
  if (one.kind === 'prose') return [heading(3, one.title), ...one.blocks.flatMap(block)];
  if (one.steps.length === 0) return [heading(3, one.title), para(one.none)];
  return [
    heading(3, one.title),
    {
      type: 'list',
      ordered: true,
      spread: false,
      children: one.steps.map(({ text, value }) => item([para(value ? `${text} (${value})` : text)])),
    },
  ];
}

const SIGNS = { done: 'done', attention: 'attention', failed: 'not met', open: 'open', none: '' } as const;

function lineWords({ mark, text, value, note }: Line): string {
  const standing = value || SIGNS[mark];
  return `${text}${standing ? `: ${standing}` : ''}${note ? `. ${note}` : ''}`;
}

function figures({ title, head, rows, note }: Table): RootContent[] {
  return [
    ...(title ? [heading(3, title)] : []),
    ...(rows.length === 0 ? [] : [table(head, rows)]),
    ...(note ? [para(note)] : []),
  ];
}

function block(one: Block): BlockContent[] {
  switch (one.kind) {
    case 'paragraph':
      return [{ type: 'paragraph', children: runs(one.runs) }];
    case 'heading':
      return [{ type: 'paragraph', children: [{ type: 'strong', children: runs(one.runs) }] }];
    case 'list':
      return [
        {
          type: 'list',
          ordered: one.ordered,
          start: one.start,
          spread: false,
          children: one.items.map((each) => item(each.flatMap(block))),
        },
      ];
    case 'quote':
      return [{ type: 'blockquote', children: one.blocks.flatMap(block) }];
    case 'code':
      return [{ type: 'code', value: one.text }];
    case 'table':
      return [{ type: 'table', children: one.rows.map((cells) => tableRow(cells.map(runs))) }];
    case 'more':
      return [para(one.text)];
  }
}

function runs(list: readonly Run[]): PhrasingContent[] {
  return list.map((run): PhrasingContent => {
    const plain: PhrasingContent = run.code
      ? { type: 'inlineCode', value: run.text }
      : { type: 'text', value: run.text };
    const slanted: PhrasingContent = run.italic ? { type: 'emphasis', children: [plain] } : plain;
    return run.bold ? { type: 'strong', children: [slanted] } : slanted;
  });
}

const words = (value: string): PhrasingContent => ({ type: 'text', value });
const para = (value: string): BlockContent => ({ type: 'paragraph', children: [words(value)] });
const heading = (depth: 1 | 2 | 3, value: string): RootContent => ({
  type: 'heading',
  depth,
  children: [words(value)],
});
const item = (children: BlockContent[]): ListItem => ({ type: 'listItem', spread: false, children });
const bullets = (list: readonly string[]): RootContent =>
  list.length === 0
    ? para('None.')
    : { type: 'list', ordered: false, spread: false, children: list.map((value) => item([para(value)])) };
const tableRow = (cells: readonly PhrasingContent[][]): TableRow => ({
  type: 'tableRow',
  children: cells.map((children) => ({ type: 'tableCell', children })),
});
const table = (head: readonly string[], rows: readonly (readonly string[])[]): RootContent => ({
  type: 'table',
  children: [head, ...rows].map((cells) => tableRow(cells.map((value) => [words(value)]))),
});
