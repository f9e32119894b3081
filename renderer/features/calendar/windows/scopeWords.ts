import type { Names } from '#renderer/features/changes/names.ts';
import type { Scope } from '#shared/domain/calendar/calendar.ts';

/** For whom a rule holds, by name. */
export function scopeWords({ serviceIds, environmentIds, teamIds }: Scope, names: Names): string {
  if (serviceIds.length + environmentIds.length + teamIds.length === 0)
    return 'All services, environments and teams';
  return [
    ...serviceIds.map(names.serviceName),
    ...environmentIds.map(names.environmentName),
    ...teamIds.map(names.teamName),
  ]
    .filter((name) => name !== '')
    .join(', ');
}
