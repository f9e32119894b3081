import type { Playbook } from './playbook.ts';
import { firstLaunch, liveFeature } from './playbook-launch.ts';
import { standardRelease } from './playbook-standard.ts';
import { hotfix, severalServices } from './playbook-train.ts';

/** In the order people see them. */
export const builtinPlaybooks: readonly Playbook[] = [
  standardRelease,
  firstLaunch,
  liveFeature,
  severalServices,
  hotfix,
];
