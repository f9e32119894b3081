import { addLink, linksOfRun, revokeLink } from '#db/queries/presenter.ts';
import { ownAddresses } from '#main/services/http/own-addresses.ts';
import { refused } from '#shared/domain/refusal.ts';
import { open, reading } from './context.ts';

export const presenter = {
  state: open.presenter.state.handler(({ context }) => ({
    ...context.app.presenter().state(),
    places: ownAddresses(),
  })),
  links: reading.presenter.links.handler(({ context, input }) =>
    linksOfRun(context.store.db, input.runId).map((link) => ({
      ...link,
      viewers: context.app.presenter().viewers(link.id),
    })),
  ),
  addLink: reading.presenter.addLink.handler(({ context, input }) => {
    const { address } = context.app.presenter().state();
    if (address === null) throw refused('Presenter links are switched off. Switch them on first.');
    const { secret, ...link } = addLink(context.store, input.runId, input.showsNames);
    return { ...link, url: `${address}/#${secret}` };
  }),
  revokeLink: reading.presenter.revokeLink.handler(({ context, input }) => {
    revokeLink(context.store, input.id);
    return { id: input.id };
  }),
};
