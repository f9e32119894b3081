/** SQL of a release's name with its version, which is not repeated when the name carries it: `releaseName` for queries. */
export const RELEASE_NAME =
  "CASE WHEN version = '' OR name LIKE '%' || version THEN name ELSE name || ' ' || version END";
