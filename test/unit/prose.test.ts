import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Prose } from '#renderer/features/changes/Prose.tsx';

const shown = (text: string) => renderToStaticMarkup(createElement(Prose, { text, missing: 'Not stated.' }));

describe('what a ticket says, as the CAB sees it', () => {
  it('keeps hostile text as text: nothing runs, nothing is fetched, nothing leads away', () => {
    const hostile = [
      '<script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      '![picture](https://evil.example/pixel.png)',
      '![p][ref]\n\n[ref]: https://evil.example/pixel.png',
      '[click](javascript:alert(1))',
      '[click](https://evil.example)',
      '<https://evil.example>',
      '<iframe src="https://evil.example"></iframe>',
      '<style>@import url(https://evil.example/x.css)</style>',
      '# [heading](data:text/html;base64,xx)',
      '**bold <b onmouseover=alert(1)>x</b>**',
      '| a | b |\n|---|---|\n| ![x](//evil.example/a) | y |',
    ];
    for (const text of [...hostile, hostile.join('\n\n').slice(0, 900)]) {
      const html = shown(text);
      const tags = [...html.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, name]) => name);
      expect(
        tags.filter((name) => !/^(div|p|em|strong|code|ul|ol|li|br|blockquote)$/.test(name ?? '')),
        text,
      ).toEqual([]);
      expect(html, text).not.toMatch(/<[^>]*\s(?:src|href|on\w+|style)=/i);
    }
  });

  it('loses no word of a text that has angle brackets in it', () => {
    expect(shown('Returns List<Capture> now')).toContain('List&lt;Capture&gt;');
    expect(shown('<b>Stop</b> at node 3')).toContain('&lt;b&gt;Stop&lt;/b&gt; at node 3');
  });

  it('shows light Markdown', () => {
    expect(shown('Sent **once** to `acquirer-b`\n\n1. first\n2. second')).toContain('<strong>once</strong>');
    expect(shown('  \n ')).toContain('Not stated.');
  });

  it('looks at the start of a megabyte only, and says how much is left', () => {
    for (const text of [
      '*'.repeat(1_000_000),
      '['.repeat(1_000_000),
      '> '.repeat(500_000),
      'word '.repeat(200_000),
    ]) {
      const html = shown(text);
      expect(html).toContain('more characters in the pack');
      expect(html.length).toBeLessThan(40_000);
    }
  });
});
