import { type DragEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Button, IconButton } from './Button.tsx';
import { classNames } from './classNames.ts';
import { Icon } from './Icon.tsx';
import css from './ListEditor.module.css';

const HANDLE = '[data-handle]';

/**
 * A list whose order matters: each thing has its fields, can be moved with its buttons, with Alt and the arrow keys or by
 * its handle, and can be removed. `nameOf` says what a thing is called in the words of its buttons.
 */
export function ListEditor<T>(props: {
  readonly label: string;
  readonly items: readonly T[];
  readonly nameOf: (item: T, index: number) => string;
  readonly most: number;
  readonly onChange: (items: T[]) => void;
  readonly children: (item: T, put: (some: Partial<T>) => void, index: number) => ReactNode;
  /** Words on the button that adds, and what it adds; a list without one is fixed in length. */
  readonly add?: { readonly label: string; readonly make: () => T } | undefined;
  readonly empty: string;
}) {
  const { items, nameOf, onChange, add } = props;
  const list = useRef<HTMLOListElement>(null);
  const wanted = useRef<{ readonly index: number; readonly within: string } | null>(null);
  const [said, setSaid] = useState('');
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);

  // What was added or moved takes the focus once it is there.
  useEffect(() => {
    if (wanted.current === null) return;
    const { index, within } = wanted.current;
    wanted.current = null;
    const line = list.current?.children[Math.min(index, items.length - 1)];
    line?.querySelector<HTMLElement>(within)?.focus();
  });

  const move = (from: number, to: number) => {
    const item = items[from];
    if (item === undefined || to < 0 || to >= items.length || from === to) return;
    onChange(items.toSpliced(from, 1).toSpliced(to, 0, item));
    wanted.current = { index: to, within: HANDLE };
    setSaid(`${nameOf(item, from)} moved to place ${to + 1} of ${items.length}`);
  };
  const drop = (event: DragEvent, to: number) => {
    event.preventDefault();
    if (dragged !== null) move(dragged, to);
    setDragged(null);
    setOver(null);
  };

  return (
    <div className={css.whole}>
      {items.length === 0 && <p className={css.empty}>{props.empty}</p>}
      <ol ref={list} className={css.list} aria-label={props.label}>
        {items.map((item, index) => {
          const name = nameOf(item, index);
          return (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: a thing has no key of its own here; its place is what it is
              key={index}
              className={classNames(css.item, over === index && dragged !== null && css.over)}
              onDragOver={(event) => {
                if (dragged === null) return;
                event.preventDefault();
                setOver(index);
              }}
              onDrop={(event) => drop(event, index)}
              onKeyDown={(event) => {
                if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
                event.preventDefault();
                // A list may stand inside another one.
                event.stopPropagation();
                move(index, index + (event.key === 'ArrowUp' ? -1 : 1));
              }}
            >
              <button
                type="button"
                data-handle
                className={css.handle}
                draggable
                aria-label={`Place ${index + 1}: ${name}. Alt with the arrow keys moves it`}
                title="Drag, or Alt with the arrow keys"
                onDragStart={(event) => {
                  event.dataTransfer.effectAllowed = 'move';
                  event.dataTransfer.setData('text/plain', name);
                  setDragged(index);
                }}
                onDragEnd={() => {
                  setDragged(null);
                  setOver(null);
                }}
              >
                <Icon name="drag" size={16} />
                <span aria-hidden="true">{index + 1}</span>
              </button>
              <div className={css.fields}>
                {props.children(item, (some) => onChange(items.with(index, { ...item, ...some })), index)}
              </div>
              <div className={css.acts}>
                <IconButton
                  icon="up"
                  label={`Move ${name} up`}
                  disabled={index === 0}
                  onClick={() => move(index, index - 1)}
                />
                <IconButton
                  icon="down"
                  label={`Move ${name} down`}
                  disabled={index === items.length - 1}
                  onClick={() => move(index, index + 1)}
                />
                <IconButton
                  icon="close"
                  label={`Remove ${name}`}
                  onClick={() => {
                    onChange(items.toSpliced(index, 1));
                    wanted.current = { index, within: HANDLE };
                    setSaid(`${name} removed`);
                  }}
                />
              </div>
            </li>
          );
        })}
      </ol>
      {add && items.length < props.most && (
        <Button
          icon="plus"
          onClick={() => {
            onChange([...items, add.make()]);
            wanted.current = { index: items.length, within: 'input, textarea' };
          }}
        >
          {add.label}
        </Button>
      )}
      <span className="sr" role="status">
        {said}
      </span>
    </div>
  );
}
