import { expect, it } from 'vitest';
import { newId } from '#shared/domain/ids.ts';
import { builtinTemplates } from '#shared/domain/runbooks/builtin-runbooks.ts';
import { builtinPlaybooks } from '#shared/domain/runbooks/playbooks.ts';
import { dependencyCycle } from '#shared/domain/runs/runbooks.ts';

const named = (name: string) => builtinPlaybooks.find((one) => one.name === name)?.steps ?? [];

it.each(builtinPlaybooks)('$name waits for nothing that comes later or is not there', ({ steps }) => {
  steps.forEach(({ after }, at) => {
    for (const number of after ?? []) expect([at, number >= 1 && number <= at]).toEqual([at, true]);
  });
});

it('every built-in runbook can be run and read on the wall', () => {
  const templates = builtinTemplates(newId);
  expect(new Set(templates.map(({ name }) => name)).size).toBe(templates.length);
  for (const { name, steps } of templates) {
    expect([name, dependencyCycle(steps)]).toEqual([name, null]);
    for (const { title, shortTitle } of steps)
      expect([title, (shortTitle || title).length <= 30]).toEqual([title, true]);
  }
});

it('the standard release has the eighteen steps of its flow', () => {
  expect(named('Standard release')).toHaveLength(18);
});

it('a canary is held and compared after each share of users, and takes evidence of it', () => {
  const steps = named('Canary release');
  const shares = steps.flatMap(({ title }, at) => (/^Release to \d+ %/.test(title) ? [at] : []));
  expect(shares.map((at) => steps[at]?.short)).toEqual(['Canary, 1 %', 'Canary, 10 %', 'Canary, 50 %']);
  for (const at of shares)
    expect(steps[at + 1]).toMatchObject({ section: 'Validation', evidence: expect.stringMatching(/./) });
});

it('what a playbook asks for as evidence and advises on failure reaches the runbook', () => {
  const step = builtinTemplates(newId)
    .find(({ name }) => name === 'Database change')
    ?.steps.find(({ title }) => title === 'Back up the database and read the backup');
  expect(step).toMatchObject({
    evidence: 'Row counts read from the backup',
    onFailure: 'Go no further without a backup. Start the service again.',
  });
});
