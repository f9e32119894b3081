import { useEffect, useState } from 'react';

/** The Battery Status API, where a browser has it; TypeScript's DOM leaves it out. */
type BatteryManager = EventTarget & { readonly charging: boolean; readonly level: number };
type WithBattery = Navigator & { readonly getBattery?: () => Promise<BatteryManager> };

/** Level (0 to 1) of the battery and whether it is being charged; null where the browser does not tell. */
export function useBattery(): { readonly charging: boolean; readonly level: number } | null {
  const [state, setState] = useState<{ readonly charging: boolean; readonly level: number } | null>(null);
  useEffect(() => {
    let battery: BatteryManager | null = null;
    let gone = false;
    const read = () => battery && setState({ charging: battery.charging, level: battery.level });
    (navigator as WithBattery)
      .getBattery?.()
      .then((found) => {
        if (gone) return;
        battery = found;
        read();
        for (const event of ['levelchange', 'chargingchange']) found.addEventListener(event, read);
      })
      .catch(() => setState(null));
    return () => {
      gone = true;
      for (const event of ['levelchange', 'chargingchange']) battery?.removeEventListener(event, read);
    };
  }, []);
  return state;
}
