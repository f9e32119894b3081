import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  filterOf,
  isFiltered,
  parseSearch,
  queryOf,
  searchOfQuery,
  writeSearch,
} from '#renderer/features/changes/table/search.ts';

describe('address of the change table', () => {
  it('survives the way into the address and back', () => {
    const search = parseSearch({
      q: 'ledger',
      state: 'New,Assess',
      risk: 'very high',
      hold: 'yes',
      waits: 'me',
      around: 21,
      next: 14,
      sort: 'plannedStart,-risk',
    });
    expect(search.sort).toEqual([
      { by: 'plannedStart', descending: false },
      { by: 'risk', descending: true },
    ]);
    expect(parseSearch(writeSearch(search))).toEqual(search);
    expect(searchOfQuery(queryOf(search))).toEqual(search);
  });

  it('opens with whatever it can read when the rest is nonsense', () => {
    const search = parseSearch({
      state: 'Nowhere',
      sort: 'colour',
      q: 12,
      from: '2027-02-31',
      service: 'x',
      next: -1,
    });
    expect(writeSearch(search)).toEqual({ q: '12' });
    fc.assert(fc.property(fc.anything(), (raw) => void parseSearch(raw)));
  });

  it('counts days of the home zone, also over the change to summer time', () => {
    const now = Date.parse('2027-03-27T22:30:00Z');
    const filter = filterOf({ next: 2 }, 'Europe/Berlin', now);
    expect(filter.plannedFrom).toBe(Date.parse('2027-03-26T23:00:00Z'));
    expect(filter.plannedUntil).toBe(Date.parse('2027-03-28T22:00:00Z'));
    expect(filterOf({ from: '2027-02-11', until: '2027-02-11' }, 'UTC', now)).toEqual({
      plannedFrom: Date.parse('2027-02-11T00:00:00Z'),
      plannedUntil: Date.parse('2027-02-12T00:00:00Z'),
    });
  });

  it('has as many days before today as after it, today among them', () => {
    const now = Date.parse('2027-03-27T22:30:00Z');
    expect(filterOf({ around: 2 }, 'Europe/Berlin', now)).toEqual({
      plannedFrom: Date.parse('2027-03-24T23:00:00Z'),
      plannedUntil: Date.parse('2027-03-29T22:00:00Z'),
    });
  });

  it('does not call an order or a view a filter', () => {
    expect(isFiltered(parseSearch({ view: 'all', sort: 'ref' }))).toBe(false);
    expect(isFiltered(parseSearch({ hold: 'no' }))).toBe(true);
  });
});
