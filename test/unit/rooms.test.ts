import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allEntities } from '#db/entities.ts';
import { routes } from '#test/support/routes.ts';

// The walls of the house, read from the sources: each test fails when somebody goes through one.

type Source = { readonly file: string; readonly code: string };

const rooms = ['shared', 'db', 'main', 'renderer'];
const sources = rooms.flatMap(read);

function read(room: string): Source[] {
  return readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(room, name).replaceAll('\\', '/'))
    .map((file) => ({ file, code: withoutComments(readFileSync(file, 'utf8')) }));
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(?<![:'"`\w])\/\/.*$/gm, '');
}

/** Everything a file loads: static, dynamic, re-exported, addressed by URL. */
function loads(code: string): string[] {
  const pattern = /\b(?:from|import|require|URL)\s*\(?\s*(['"`])([^'"`\n]+)\1/g;
  return [...code.matchAll(pattern)].map((match) => match[2] ?? '');
}

/** Tables that a text of SQL writes; `${…}` for one that is put in while it runs. */
function writtenTables(code: string): string[] {
  const pattern =
    /\b(?:(?:INSERT|REPLACE)\s+(?:OR\s+\w+\s+)?INTO|DELETE\s+FROM|UPDATE(?:\s+OR\s+\w+)?(?=\s+\S+\s+SET\b))\s+["[]?(\w+|\$\{)/gi;
  return [...code.matchAll(pattern)].map((match) => match[1] ?? '');
}

describe('the one write door', () => {
  const guarded = new Set([...[...allEntities()].map((entity) => entity.table), 'log_entry', 'log_op', '${']);

  it('no SQL outside db/log.ts and db/replay.ts writes a logged table or the log', () => {
    const found = sources
      .filter(({ file }) => file !== 'db/log.ts' && file !== 'db/replay.ts')
      .flatMap(({ file, code }) =>
        writtenTables(code)
          .filter((table) => guarded.has(table))
          .map((table) => `${file} writes ${table}`),
      );
    expect(found).toEqual([]);
  });

  it('nobody writes through drizzle, past the log', () => {
    const past = /\b(?:db|sqlite|orm|drizzle\([^)]*\))\s*\.(?:insert|update|delete)\(/;
    expect(sources.filter(({ code }) => past.test(code)).map(({ file }) => file)).toEqual([]);
  });

  it('only migrate.ts runs the migrator', () => {
    const callers = sources.filter(({ code }) => loads(code).some((name) => name.endsWith('/migrator')));
    expect(callers.map(({ file }) => file)).toEqual(['db/migrate.ts']);
  });

  it.each([
    ['UPDATE "change" SET title = ?', ['change']],
    ['update or ignore change\n  set title = ?', ['change']],
    ['INSERT OR REPLACE INTO run VALUES (?)', ['run']],
    ['DELETE FROM step_event WHERE id = ?', ['step_event']],
    [`UPDATE "$\{table}" SET x = 1`, ['${']],
    ['INSERT INTO counter VALUES (?) ON CONFLICT DO UPDATE SET next = 1', ['counter']],
    ['SELECT updated FROM change', []],
  ])('the reader of SQL sees what %j writes', (sql, tables) => expect(writtenTables(sql)).toEqual(tables));
});

describe('who may load whom', () => {
  const electron = /^electron(\/|$)/;
  const react = /^react(-dom)?(\/|$)/;
  const sqlite = /^(better-sqlite3|drizzle-orm)(\/|$)/;
  const walls: readonly {
    readonly room: string;
    readonly except?: RegExp;
    readonly never: readonly RegExp[];
  }[] = [
    { room: 'shared/', never: [/^#(?!shared\/)/, /^node:/, electron, react, sqlite] },
    { room: 'shared/domain/', never: [/^@orpc\//] },
    { room: 'db/', never: [/^#(main|renderer|test)\//, electron, react] },
    { room: 'main/', never: [/^#(renderer|test)\//, react, /^drizzle-orm/] },
    { room: 'main/', except: /^main\/electron\//, never: [electron, /^#main\/electron\//] },
    { room: 'main/electron/', never: [/^#main\/web\//] },
    { room: 'main/services/', never: [/^#(db|main\/(rpc|jobs|web|electron|app))\b/] },
    { room: 'main/jobs/', never: [/^#main\/(rpc|web|electron|app)\b/] },
    { room: 'main/rpc/', never: [/^#main\/(web|electron)\b/] },
    { room: 'renderer/', never: [/^#(main|db|test)\//, /^node:/, electron, sqlite] },
    { room: 'renderer/ui/', never: [/^#renderer\/(features|routes|App)/] },
    { room: 'renderer/lib/', never: [/^#renderer\/(features|ui|routes|App)/] },
  ];

  it.each(
    walls.map(
      (wall) =>
        [`${wall.room} ${wall.except ? 'elsewhere ' : ''}never ${wall.never.join(' ')}`, wall] as const,
    ),
  )('%s', (_, { room, except, never }) => {
    const inside = sources.filter(({ file }) => file.startsWith(room) && except?.test(file) !== true);
    expect(inside.length).toBeGreaterThan(0);
    const through = inside.flatMap(({ file, code }) =>
      loads(code)
        .filter((name) => never.some((wall) => wall.test(name)))
        .map((name) => `${file} loads ${name}`),
    );
    expect(through).toEqual([]);
  });

  it('nobody climbs out of a room by a relative path', () => {
    const climbing = sources.flatMap(({ file, code }) =>
      loads(code)
        .filter((name) => name.startsWith('..') && /\.(tsx?|js)$/.test(name))
        .filter((name) => join(file, '..', name).split(/[\\/]/)[0] !== file.split('/')[0])
        .map((name) => `${file} loads ${name}`),
    );
    expect(climbing).toEqual([]);
  });

  it.each([
    ["import { app } from 'electron';", ['electron']],
    ["const { app } = await import('electron');", ['electron']],
    ["const { app } = require('electron');", ['electron']],
    ["export * from '#main/app.ts';", ['#main/app.ts']],
    ["import './a.ts'; // from 'b'", ['./a.ts']],
    ["new Worker(new URL('./a.worker.ts', import.meta.url))", ['./a.worker.ts']],
  ])('the reader of imports sees what %j loads', (code, names) =>
    expect(loads(withoutComments(code))).toEqual(names),
  );
});

describe('routes', () => {
  it('each route is called by a test that means it, not only by arbitrary input', () => {
    const tests = readdirSync('test', { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(test|spec)\.ts$/.test(name))
      .map((name) => readFileSync(join('test', name), 'utf8'))
      .join('\n');
    const called = new Set(
      [...tests.matchAll(/\b(\w+)(?:\(\))?\s*\.(\w+)\(/g)].map((match) => `${match[1]}.${match[2]}`),
    );
    const unmeant = routes.map((route) => route.name).filter((name) => !called.has(name));
    expect(unmeant).toEqual([]);
  });
});
