import type { BlockContent, DefinitionContent, ListItem, PhrasingContent, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { moreWords, printable, runsRightToLeft } from './printable.ts';
import type { CutText } from './snapshot.ts';

/** A run of text of one look. */
export type Run = {
  readonly text: string;
  readonly bold?: true;
  readonly italic?: true;
  readonly code?: true;
};

/** What a text of a ticket is made of once its Markdown was read; every format writes the same. */
export type Block =
  | { readonly kind: 'paragraph'; readonly runs: readonly Run[]; readonly rtl: boolean }
  | { readonly kind: 'heading'; readonly runs: readonly Run[]; readonly rtl: boolean }
  | {
      readonly kind: 'list';
      readonly ordered: boolean;
      readonly start: number;
      readonly items: readonly (readonly Block[])[];
    }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'table'; readonly rows: readonly (readonly (readonly Run[])[])[] }
  | { readonly kind: 'more'; readonly text: string };

type Look = Omit<Run, 'text'>;
/** Deeper nesting than this is written as plain text: nobody reads it, and somebody may have built it to break a reader. */
const DEEPEST = 5;
/**
 * Words in lines that begin with a letter or a figure, without a sign of Markdown: most of what tickets say. They are
 * paragraphs as they stand; reading them as Markdown takes three times as long.
 */
const PLAIN =
  /^(?!\d+[.)])[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}.,;'"()?!%/+–—’“”…-]|:(?=\s)|[ ](?=[^\s])|\n+(?!\d+[.)])(?=[\p{L}\p{N}]))*$/u;

/** Reads the Markdown of a ticket. One tilde stays one, as in `HEAD~8 to HEAD~2`. Pictures become their description, raw HTML stays the text it is; nothing is fetched. */
export function blocksOf({ text, more }: CutText): Block[] {
  const shown = printable(text);
  const blocks = isPlain(shown) ? plainParagraphs(shown) : markdownBlocks(shown);
  const left = moreWords(more);
  return left === '' ? blocks : [...blocks, { kind: 'more', text: `${left}.` }];
}

/** Whether a text can be shown without reading it as Markdown; what could be an address is not. */
function isPlain(text: string): boolean {
  return text === '' || (!/www\./i.test(text) && PLAIN.test(text));
}

function plainParagraphs(text: string): Block[] {
  return text.split(/\n{2,}/).flatMap((one) => paragraph('paragraph', [{ text: one.replaceAll('\n', ' ') }]));
}

/** The blocks of a text as the reader of Markdown finds them. */
export function markdownBlocks(text: string): Block[] {
  const tree = fromMarkdown(flattened(text), {
    extensions: [gfm({ singleTilde: false })],
    mdastExtensions: [gfmFromMarkdown()],
  });
  return tree.children.flatMap((node) => blockOf(node, 0));
}

/** A line that opens more quotes or lists than can be shown is shown as it was typed. */
function flattened(text: string): string {
  return text.replace(/^(?:\s{0,3}(?:>|[-+*](?=\s)|\d{1,9}[.)](?=\s))[ \t]*){7,}/gm, (marks) =>
    marks.replace(/[>+*.)-]/g, '\\$&'),
  );
}

function blockOf(node: RootContent | BlockContent | DefinitionContent, depth: number): Block[] {
  switch (node.type) {
    case 'paragraph':
      return paragraph('paragraph', runsOf(node.children, {}));
    case 'heading':
      return paragraph('heading', runsOf(node.children, {}));
    case 'blockquote':
      return depth >= DEEPEST
        ? paragraph('paragraph', [{ text: plainOf(node) }])
        : [{ kind: 'quote', blocks: node.children.flatMap((child) => blockOf(child, depth + 1)) }];
    case 'list':
      return depth >= DEEPEST
        ? paragraph('paragraph', [{ text: plainOf(node) }])
        : [
            {
              kind: 'list',
              ordered: node.ordered === true,
              start: node.start ?? 1,
              items: node.children.map((item) => itemOf(item, depth)),
            },
          ];
    case 'code':
      return [{ kind: 'code', text: node.value }];
    case 'html':
      return paragraph('paragraph', [{ text: node.value }]);
    case 'table':
      return [
        {
          kind: 'table',
          rows: node.children.map((row) => row.children.map((cell) => runsOf(cell.children, {}))),
        },
      ];
    case 'definition':
      return paragraph('paragraph', [{ text: `${node.label ?? node.identifier}: ${node.url}` }]);
    case 'footnoteDefinition':
      return node.children.flatMap((child) => blockOf(child, depth + 1));
    case 'thematicBreak':
    case 'yaml':
      return [];
    default:
      return paragraph('paragraph', [{ text: plainOf(node) }]);
  }
}

function itemOf(item: ListItem, depth: number): Block[] {
  const blocks = item.children.flatMap((child) => blockOf(child, depth + 1));
  if (item.checked === null || item.checked === undefined) return blocks;
  const mark: Run = { text: item.checked ? '[done] ' : '[open] ' };
  const [first, ...rest] = blocks;
  return first?.kind === 'paragraph'
    ? [{ ...first, runs: [mark, ...first.runs] }, ...rest]
    : [...paragraph('paragraph', [mark]), ...blocks];
}

function paragraph(kind: 'paragraph' | 'heading', runs: readonly Run[]): Block[] {
  const text = runs.map((run) => run.text).join('');
  return text.trim() === '' ? [] : [{ kind, runs, rtl: runsRightToLeft(text) }];
}

function runsOf(nodes: readonly PhrasingContent[], look: Look): Run[] {
  return nodes.flatMap((node): Run[] => {
    switch (node.type) {
      case 'text':
        return [{ text: node.value.replace(/\s*\n\s*/g, ' '), ...look }];
      case 'strong':
        return runsOf(node.children, { ...look, bold: true });
      case 'emphasis':
        return runsOf(node.children, { ...look, italic: true });
      case 'inlineCode':
        return [{ text: node.value, ...look, code: true }];
      case 'break':
        return [{ text: '\n', ...look }];
      case 'image':
        return [{ text: `[picture: ${[node.alt, node.url].filter(Boolean).join(', ')}]`, ...look }];
      case 'imageReference':
        return [{ text: `[picture: ${node.alt ?? node.identifier}]`, ...look }];
      case 'link': {
        const inner = runsOf(node.children, look);
        const said = inner.map((run) => run.text).join('');
        // On paper an address has to be read; one that is its own text stands once.
        return said === node.url || `mailto:${said}` === node.url || `http://${said}` === node.url
          ? inner
          : [...inner, { text: ` (${node.url})`, ...look }];
      }
      case 'html':
        return [{ text: node.value, ...look }];
      case 'footnoteReference':
        return [{ text: `[${node.identifier}]`, ...look }];
      default:
        return 'children' in node ? runsOf(node.children as PhrasingContent[], look) : [];
    }
  });
}

/** All text below a node, without recursion: it may be nested deeper than the stack reaches. */
function plainOf(node: unknown): string {
  const found: string[] = [];
  const waiting: unknown[] = [node];
  while (waiting.length > 0) {
    const one = waiting.pop() as { value?: unknown; children?: unknown[] };
    if (typeof one.value === 'string') found.push(one.value);
    for (const child of (one.children ?? []).toReversed()) waiting.push(child);
  }
  return found.join(' ');
}

/** The words of blocks in one line, as where only a sentence fits. */
export function plainText(blocks: readonly Block[]): string {
  return blocks
    .map((block) => {
      if ('runs' in block) return block.runs.map((run) => run.text).join('');
      if ('text' in block) return block.text;
      if (block.kind === 'list') return block.items.map(plainText).join(' ');
      if (block.kind === 'quote') return plainText(block.blocks);
      return block.rows.flatMap((row) => row.map((cell) => cell.map((run) => run.text).join(''))).join(' ');
    })
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}
