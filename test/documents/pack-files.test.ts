import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { unzipSync } from 'fflate';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, it } from 'vitest';
import { packDocx } from '#main/documents/pack/docx.ts';
import { packHtml } from '#main/documents/pack/html.ts';
import { packMarkdown } from '#main/documents/pack/markdown.ts';
import { packModel } from '#shared/domain/pack/pack-model.ts';
import { ledgerChange, sampleSnapshot } from '#test/support/pack.ts';

const text = (value: string) => ({ text: value, more: 0 });
const hostile =
  '<img src="http://evil.example/p.png" onerror="alert(1)"><script>alert(2)</script> & ]]> *not bold* [x](javascript:alert(3))';
const model = packModel(
  sampleSnapshot([
    {
      ...ledgerChange,
      ref: 'CHG-Z1',
      title: hostile,
      description: text(
        `${hostile}\n\n- one\n- **two**\n\n1. first\n\n\`\`\`\n# code\n\`\`\`\n\n| a | b |\n| - | - |\n| 1 | 2 |`,
      ),
      justification: text('إضافة مرجع التسوية'),
      assignee: '"><script>alert(4)</script>',
    },
  ]),
  '9f3c41d07be2a866'.repeat(4),
);

describe('the pack as HTML', () => {
  const html = packHtml(model);

  it('is one file that loads nothing and runs nothing', () => {
    const elements = (html.match(/<[a-z][^>]*>/gi) ?? []).join('\n');
    expect(elements).toContain('default-src &#x27;none&#x27;');
    expect(elements).not.toMatch(/<(script|img|iframe|link|object|embed|base)\b/i);
    expect(elements).not.toMatch(/\s(on\w+|src|href)=/i);
    expect(html).not.toMatch(/url\(|@import/i);
  });

  it('shows hostile text as the text it is', () => {
    expect(html).toContain('&#x3C;script>alert(2)&#x3C;/script>');
    expect(html).toContain('*not bold*');
  });

  it('has every change, its sections and the hash', () => {
    for (const words of [
      'CHG-A12',
      'CHG-A31',
      'Back out by 01:18',
      'How the risk adds up',
      '9f3c41d07be2a866'.repeat(4),
    ])
      expect(html).toContain(words);
  });

  it('is the same each time', () => {
    expect(packHtml(model)).toBe(html);
  });
});

describe('the pack as Word document', () => {
  it('opens: each part of it is sound XML with its text', async () => {
    const files = unzipSync(await packDocx(model));
    const decoder = new TextDecoder();
    expect(Object.keys(files)).toEqual(
      expect.arrayContaining(['[Content_Types].xml', 'word/document.xml', 'word/styles.xml']),
    );
    for (const [name, bytes] of Object.entries(files))
      if (/\.(xml|rels)$/.test(name))
        expect([name, XMLValidator.validate(decoder.decode(bytes))]).toEqual([name, true]);
    const body = decoder.decode(files['word/document.xml']);
    const parsed = JSON.stringify(new XMLParser({ processEntities: true }).parse(body));
    expect(parsed).toContain('<script>alert(2)</script> & ]]>');
    expect(body).toContain('Heading1');
    expect(body).not.toContain('evil.example/p.png" r:');
    expect(decoder.decode(files['word/_rels/document.xml.rels'])).not.toContain('External');
    expect(decoder.decode(files['docProps/core.xml'])).toContain('2027-02-09T15:20:00Z');
  });

  it('is the same each time', async () => {
    expect(Buffer.compare(await packDocx(model), await packDocx(model))).toBe(0);
  });
});

describe('the pack as Markdown', () => {
  const markdown = packMarkdown(model);

  it('reads back as headings and text, with no markup from a ticket', () => {
    const tree = fromMarkdown(markdown);
    const headings = tree.children.flatMap((node) =>
      node.type === 'heading' && node.depth === 2 ? [node] : [],
    );
    expect(headings.length).toBe(8 + 4);
    const kinds = new Set<string>();
    const walk = (node: { type: string; children?: unknown[] }) => {
      kinds.add(node.type);
      for (const child of node.children ?? []) walk(child as typeof node);
    };
    walk(tree);
    expect([...kinds]).not.toEqual(expect.arrayContaining(['html']));
    expect([...kinds]).not.toEqual(expect.arrayContaining(['link']));
    expect([...kinds]).not.toEqual(expect.arrayContaining(['image']));
  });

  it('is the same each time', () => {
    expect(packMarkdown(model)).toBe(markdown);
  });
});

it('a title that reads as the cover would without one breaks where that cover does; another stands whole', () => {
  const headline = (title: string) => packModel({ ...sampleSnapshot(), title }, 'a'.repeat(64)).headline;
  const own = headline('');
  expect(own).toHaveLength(2);
  expect(headline(own.join(' '))).toEqual(own);
  expect(headline('Vault night')).toEqual(['Vault night']);
});
