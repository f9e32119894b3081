import { setSingleKeys, useKeyRegistry } from '#renderer/lib/keyboard.ts';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { Switch } from '#renderer/ui/Fields.tsx';
import { Keys } from '#renderer/ui/Key.tsx';
import { closeFrameDialog, useFrame } from './frameStore.ts';
import css from './HelpDialog.module.css';

/** The keys of what is on screen, the present screen's first. */
export function HelpDialog() {
  const opened = useFrame((frame) => frame.open === 'help');
  const { groups, singleKeys } = useKeyRegistry();
  const byScreen = Map.groupBy(groups.toReversed(), (group) => group.screen);
  return (
    <Dialog title="Keys" opened={opened} onClose={closeFrameDialog} width={720}>
      <Switch
        label="Keys without Ctrl work on this computer"
        checked={singleKeys}
        onChange={(event) => setSingleKeys(event.currentTarget.checked)}
      />
      <div className={css.groups}>
        {[...byScreen].map(([screen, of]) => (
          <section key={screen} className={css.group}>
            <h3 className={css.heading}>{screen}</h3>
            <dl>
              {of
                .flatMap((group) => group.bindings)
                .map((binding) => (
                  <div key={`${binding.keys} ${binding.does}`} className={css.line}>
                    <dt>
                      <Keys keys={binding.keys} />
                    </dt>
                    <dd>{binding.does}</dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
