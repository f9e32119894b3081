import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWebAddress, workItemAddress } from '#shared/domain/drafts/work-items.ts';

const patterns = [
  { match: '#{n}', url: 'https://git.example/harbour/issues/{n}' },
  { match: 'PAY-{n}', url: 'https://tracker.example/browse/PAY-{n}?from={n}' },
  { match: 'OLD-PAY-{n}', url: 'http://archive.example/{n}' },
  { match: 'gate!{n}', url: 'https://git.example/gate/merge/{n}' },
];

describe('work items as links', () => {
  it('leads where the pattern of the workspace says, at each place of the number', () => {
    expect(workItemAddress('#12', patterns)).toBe('https://git.example/harbour/issues/12');
    expect(workItemAddress(' pay-7 ', patterns)).toBe('https://tracker.example/browse/PAY-7?from=7');
    expect(workItemAddress('gate!45', patterns)).toBe('https://git.example/gate/merge/45');
  });

  it('takes the pattern with the longest fixed part, whichever comes first', () => {
    const both = [
      { match: '{n}', url: 'https://short.example/{n}' },
      { match: 'A{n}', url: 'https://one.example/{n}' },
      { match: 'A1{n}', url: 'https://two.example/{n}' },
    ];
    expect(workItemAddress('A12', both)).toBe('https://two.example/2');
    expect(workItemAddress('A12', both.toReversed())).toBe('https://two.example/2');
    expect(workItemAddress('12', both)).toBe('https://short.example/12');
  });

  it('leaves alone what no pattern means, and reads no pattern as an expression', () => {
    for (const item of ['', '#', 'PAY-', 'PAY-x', 'PAY-12x', 'SHIP-1', '12', 'PAY-1 2'])
      expect(workItemAddress(item, patterns), item).toBeNull();
    expect(workItemAddress('aaa1', [{ match: '(a+)+{n}', url: 'https://x.example/{n}' }])).toBeNull();
    expect(workItemAddress('(a+)+1', [{ match: '(a+)+{n}', url: 'https://x.example/{n}' }])).toBe(
      'https://x.example/1',
    );
  });

  it('leads to web addresses only, whatever stands in a ticket or a pattern', () => {
    for (const good of ['https://a.example', 'http://a.example:8080/x?y#z', 'HTTPS://A.example/'])
      expect(workItemAddress(good, [])).toBe(good);
    for (const bad of [
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      'https://',
      'https:///x',
      'https://good.example@evil.example/',
      'https://a.example/a b',
      'https://a.example\\@evil.example',
      ` java\nscript:alert(1)`,
    ])
      expect(workItemAddress(bad, []), bad).toBeNull();
    expect(workItemAddress('#1', [{ match: '#{n}', url: 'javascript:alert({n})' }])).toBeNull();
  });

  it('never answers with anything but a web address', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (item, match, url) => {
        const address = workItemAddress(item, [{ match: `${match}{n}`, url }, ...patterns]);
        return address === null || isWebAddress(address);
      }),
    );
  });
});
