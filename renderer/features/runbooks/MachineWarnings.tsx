import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import css from './Runner.module.css';
import { useBattery } from './useBattery.ts';
import { useScreenAwake } from './useScreenAwake.ts';

const LOW = 0.3;

/** While a live run is under way the screen is kept awake; says so when it cannot be, and when the battery runs low. */
export function MachineWarnings() {
  const asleep = useScreenAwake();
  const battery = useBattery();
  const low = battery !== null && !battery.charging && battery.level < LOW;
  return (
    <>
      {asleep && (
        <p className={css.warning} role="status">
          <StateGlyph state="amber" /> {asleep}
        </p>
      )}
      {low && (
        <p className={css.warning} role="alert">
          <StateGlyph state="amber" /> Battery at {Math.round(battery.level * 100)} % and discharging. Plug
          this computer in.
        </p>
      )}
    </>
  );
}
