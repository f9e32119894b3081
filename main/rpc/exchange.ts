/** Routes of exchange. */
export const exchange = {};
