import type { Playbook } from './playbook.ts';
import { firstLaunch, liveFeature } from './playbook-launch.ts';
import { standardRelease } from './playbook-standard.ts';
import { blueGreen, canary, databaseChange } from './playbook-strategies.ts';
import { hotfix, severalServices } from './playbook-train.ts';

/** How a release goes from plan to review. */
export const flowPlaybooks: readonly Playbook[] = [
  standardRelease,
  firstLaunch,
  liveFeature,
  severalServices,
  hotfix,
];

/** How a version reaches production, and its data with it. */
export const strategyPlaybooks: readonly Playbook[] = [blueGreen, canary, databaseChange];

/** In the order people see them. */
export const builtinPlaybooks: readonly Playbook[] = [...flowPlaybooks, ...strategyPlaybooks];
