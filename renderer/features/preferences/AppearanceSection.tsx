import css from '#renderer/features/settings/Settings.module.css';
import { setSingleKeys, useKeyRegistry } from '#renderer/lib/keyboard.ts';
import { Segmented, Switch } from '#renderer/ui/Fields.tsx';
import { toastError } from '#renderer/ui/toast.ts';
import type { Preferences } from '#shared/contract/preferences.ts';
import { usePreferences, useSetPreferences } from './usePreferences.ts';

/** Theme, density and the wall's theme on this device. */
export function AppearanceSection() {
  const preferences = usePreferences();
  const save = useSetPreferences();
  const singleKeys = useKeyRegistry((registry) => registry.singleKeys);
  const set = (fields: Partial<Preferences>) =>
    save.mutate(fields, { onError: (error) => toastError('The setting was not saved', error) });
  return (
    <>
      <p className={css.lead}>For this device only; other devices keep their own.</p>
      <div className={css.choice}>
        <span>Theme</span>
        <Segmented
          label="Theme"
          value={preferences.theme}
          onChange={(theme) => set({ theme })}
          options={[
            { value: 'system', label: 'As the system' },
            { value: 'light', label: 'Light' },
            { value: 'dark', label: 'Dark' },
            { value: 'hc', label: 'High contrast' },
          ]}
        />
        <span>Rows of tables</span>
        <Segmented
          label="Rows of tables"
          value={preferences.density}
          onChange={(density) => set({ density })}
          options={[
            { value: 'roomy', label: 'Roomy' },
            { value: 'normal', label: 'Normal' },
            { value: 'tight', label: 'Tight' },
          ]}
        />
        <span>Wall</span>
        <Segmented
          label="Wall"
          value={preferences.wallTheme}
          onChange={(wallTheme) => set({ wallTheme })}
          options={[
            { value: 'dark', label: 'Dark' },
            { value: 'light', label: 'Light' },
          ]}
        />
        <span>Keyboard</span>
        <Switch
          label="Keys without Ctrl work"
          checked={singleKeys}
          onChange={(event) => setSingleKeys(event.currentTarget.checked)}
        />
      </div>
    </>
  );
}
