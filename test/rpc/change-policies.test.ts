import { afterEach, beforeEach, expect, test } from 'vitest';
import { openWorkspace, type TestWorkspace } from '#test/support/workspace.ts';

let work: TestWorkspace;
beforeEach(async () => {
  work = openWorkspace();
  await work.create();
});
afterEach(() => work.remove());

test('a policy is as built in until it is set, again after it is given back, and can be set anew', async () => {
  const { changePolicies } = work.client();
  const { policies: builtIn, own } = await changePolicies.get();
  expect(own).toEqual([]);
  expect(
    builtIn.approvalFlows.normal.filter((one) => one.kind === 'approval').map((one) => one.state),
  ).toEqual(['Assess', 'Assess', 'Authorize', 'Authorize']);
  const criteria = [{ id: 'testing', name: 'Tests ran', about: '' }];
  for (const round of [1, 2]) {
    await changePolicies.set({ policies: { criteria }, reason: `Round ${round}` });
    const set = await changePolicies.get();
    expect(set.own).toEqual(['criteria']);
    expect(set.policies).toEqual({ ...builtIn, criteria });
    expect(await changePolicies.reset({ keys: ['criteria'], reason: '' })).toEqual(builtIn);
  }
  expect((await work.client().timeline.page({ limit: 1 })).entries[0]?.reason).toBe(
    'Policies as built in: criteria',
  );
});

test('risk bands that overlap, doubled stages and addresses without a number are refused', async () => {
  const { changePolicies } = work.client();
  const { policies } = await changePolicies.get();
  const [stage] = policies.approvalFlows.normal;
  if (!stage) throw new Error('no stage');
  const bad = [
    { riskModel: { ...policies.riskModel, bands: { moderate: 20, high: 20, 'very high': 55 } } },
    { approvalFlows: { ...policies.approvalFlows, normal: [stage, stage] } },
    { linkPatterns: [{ match: 'PAY-{n}', url: 'https://tracker.example/PAY' }] },
    { linkPatterns: [{ match: 'PAY-{n}', url: 'javascript:alert({n})' }] },
  ];
  for (const wrong of bad)
    await expect(changePolicies.set({ policies: wrong, reason: '' })).rejects.toThrow();
  expect((await changePolicies.get()).own).toEqual([]);
});
