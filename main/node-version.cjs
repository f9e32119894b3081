// Loaded before everything else, also by a Node that is too old to read the rest: keep this file plain.
// better-sqlite3 13 crashes the process on a Node without Node-API 10 instead of reporting it.
'use strict';
var wanted = 10;
var found = Number(process.versions.napi || 0);
if (found < wanted) {
  process.stderr.write(
    'Slipway needs Node 22.14 or newer (Node-API ' +
      wanted +
      '); this is Node ' +
      process.versions.node +
      '. Run "npm ci" in the project folder: it brings the right Node, and npm scripts use it.\n',
  );
  process.exit(1);
}
