import { XMLParser } from 'fast-xml-parser';

/** A dependency that a manifest names otherwise than before; null = not there. */
export type DependencyChange = {
  readonly name: string;
  readonly from: string | null;
  readonly to: string | null;
};

type Versions = ReadonlyMap<string, string>;
type Reader = (text: string) => Versions;

/** How the dependencies of a file are read; null for a file that is no manifest, such as a lock file. */
function readerOf(path: string): Reader | null {
  const name = path.toLowerCase().slice(path.lastIndexOf('/') + 1);
  if (name === 'package.json') return packageJson;
  if (name === 'pom.xml') return pomXml;
  if (name === 'go.mod') return goMod;
  return /^requirements.*\.txt$/.test(name) ? requirementsTxt : null;
}

/** True for a file whose two versions tell which dependency changed from which version to which. */
export function isManifest(path: string): boolean {
  return readerOf(path) !== null;
}

/** What changed between two versions of a manifest, by name. A text that cannot be read names nothing; null = no such file. */
export function dependencyChanges(
  path: string,
  before: string | null,
  after: string | null,
): readonly DependencyChange[] {
  const read = readerOf(path);
  if (!read) return [];
  const old = versionsIn(read, before);
  const young = versionsIn(read, after);
  if (!old || !young) return [];
  return [...new Set([...old.keys(), ...young.keys()])]
    .sort()
    .map((name) => ({ name, from: old.get(name) ?? null, to: young.get(name) ?? null }))
    .filter(({ from, to }) => from !== to);
}

function versionsIn(read: Reader, text: string | null): Versions | null {
  if (text === null) return new Map();
  try {
    return read(text);
  } catch {
    // Somebody's half-written manifest; the description then names the file only.
    return null;
  }
}

function packageJson(text: string): Versions {
  const parsed: unknown = JSON.parse(text);
  const found = new Map<string, string>();
  for (const part of ['devDependencies', 'peerDependencies', 'optionalDependencies', 'dependencies'])
    for (const [name, version] of entriesOf(fieldOf(parsed, part)))
      if (typeof version === 'string') found.set(name, version);
  return found;
}

const xml = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: true,
  processEntities: false,
});

function pomXml(text: string): Versions {
  const project = fieldOf(xml.parse(text), 'project');
  const properties = new Map(entriesOf(fieldOf(project, 'properties')));
  const plain = (value: unknown) =>
    String(value).replace(/\$\{([^}]{1,200})\}/g, (whole, name: string) => {
      const known = properties.get(name);
      return typeof known === 'string' ? known : whole;
    });
  const found = new Map<string, string>();
  const managed = fieldOf(fieldOf(project, 'dependencyManagement'), 'dependencies');
  const named = [fieldOf(project, 'parent'), ...listOf(managed), ...listOf(fieldOf(project, 'dependencies'))];
  for (const one of named) {
    const [group, artifact, version] = ['groupId', 'artifactId', 'version'].map((field) =>
      fieldOf(one, field),
    );
    if (typeof artifact === 'string' && typeof version === 'string')
      found.set(`${plain(group)}:${plain(artifact)}`, plain(version));
  }
  return found;
}

/** `require` lines and blocks; comments such as `// indirect` fall away. Source: go.dev/ref/mod#go-mod-file. */
function goMod(text: string): Versions {
  const found = new Map<string, string>();
  let block = '';
  for (const line of text.split('\n')) {
    const bare = line.replace(/\/\/.*$/, '').trim();
    const opening = /^(\w+)\s*\($/.exec(bare);
    if (opening) block = opening[1] ?? '';
    else if (bare === ')') block = '';
    const words = bare.split(/\s+/);
    const [name, version] = block === 'require' ? words : words[0] === 'require' ? words.slice(1) : [];
    if (name && version?.startsWith('v')) found.set(name, version);
  }
  return found;
}

/** One requirement a line as PEP 508 writes it; options, markers and hashes fall away. Names are compared as PEP 503 says. */
function requirementsTxt(text: string): Versions {
  const found = new Map<string, string>();
  for (const line of text.split('\n')) {
    const bare = line.replace(/(^|\s)#.*$/, '').replace(/\s--\w.*$|\\\s*$/, '');
    const match = /^\s*([A-Za-z0-9][\w.-]{0,200})\s*(?:\[[^\]]{0,500}\])?\s*([^;]*)/.exec(bare);
    if (!match?.[1]) continue;
    const version = (match[2] ?? '').trim().replace(/^==\s*/, '');
    found.set(match[1].toLowerCase().replace(/[-_.]+/g, '-'), version || 'any version');
  }
  return found;
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, field)
    ? (value as Record<string, unknown>)[field]
    : undefined;
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function listOf(dependencies: unknown): readonly unknown[] {
  const list = fieldOf(dependencies, 'dependency');
  return Array.isArray(list) ? list : list === undefined ? [] : [list];
}
