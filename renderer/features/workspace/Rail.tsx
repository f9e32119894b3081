import { Link, useRouterState } from '@tanstack/react-router';
import { ownWaiting } from '#renderer/features/today/headline.ts';
import { Icon, Mark } from '#renderer/ui/Icon.tsx';
import css from './Frame.module.css';
import { screens } from './screens.ts';
import { useNextUp } from './useNextUp.ts';

/** The screens, always in the same place; Today carries how many things wait. */
export function Rail() {
  const area = useRouterState({
    select: (state) => state.matches.at(-1)?.staticData.area ?? state.location.pathname,
  });
  const waiting = ownWaiting(useNextUp().data?.waiting ?? []);
  return (
    <nav className={css.rail} aria-label="Main">
      <div className={css.mark}>
        <Mark />
      </div>
      {screens.map(({ name, path, icon, letter }) => [
        name === 'Timeline' && <span key="space" className={css.space} />,
        <Link
          key={path}
          to={path}
          aria-current={area === path ? 'page' : undefined}
          title={`${name} (g ${letter})`}
          activeProps={{}}
        >
          <Icon name={icon} size={19} />
          {name}
          {path === '/' && waiting > 0 && (
            <span className={css.dot}>
              {waiting > 99 ? '99+' : waiting}
              <span className="sr"> waiting</span>
            </span>
          )}
        </Link>,
      ])}
    </nav>
  );
}
