/** Routes of cab. */
export const cab = {};
