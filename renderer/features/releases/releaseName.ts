import type { Release } from '#shared/contract/releases.ts';

/** "Payments 4.8.0": the name and its version, which is not repeated when the name carries it. */
export function releaseName({ name, version }: Pick<Release, 'name' | 'version'>): string {
  return version === '' || name.endsWith(version) ? name : `${name} ${version}`;
}
