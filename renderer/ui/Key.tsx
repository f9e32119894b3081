import css from './Key.module.css';

/** Key cap. `mod` shows Ctrl, or Cmd on a Mac. */
export function Key({ name }: { readonly name: string }) {
  return <kbd className={css.key}>{keyWord(name)}</kbd>;
}

/** Caps for a binding such as `mod+k` or `g t`. */
export function Keys({ keys }: { readonly keys: string }) {
  return (
    <span className={css.keys}>
      {keys.split(/[ +]/).map((name) => (
        <Key key={name} name={name} />
      ))}
    </span>
  );
}

function keyWord(name: string): string {
  if (name === 'mod') return navigator.platform.startsWith('Mac') ? 'Cmd' : 'Ctrl';
  if (name === 'Escape') return 'Esc';
  const arrow = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→' }[name];
  return arrow ?? (name.length === 1 ? name.toUpperCase() : (name[0] ?? '').toUpperCase() + name.slice(1));
}
