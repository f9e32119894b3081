import { formatZoneName } from '#renderer/lib/format.ts';

/** Time zones this computer knows, UTC first, for a searchable choice. */
export function zoneOptions(): { readonly value: string; readonly label: string }[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')].map((zone) => ({
    value: zone,
    label: formatZoneName(zone),
  }));
}
