import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dependencyChanges, isManifest } from '#shared/domain/drafts/dependencies.ts';

test('package.json tells what is new, gone and moved to another version', () => {
  const before = { dependencies: { a: '^1.0.0', b: '2.0.0' }, devDependencies: { same: '1' } };
  const after = { dependencies: { a: '^1.1.0', c: '3.0.0' }, devDependencies: { same: '1' } };
  expect(dependencyChanges('web/package.json', JSON.stringify(before), JSON.stringify(after))).toEqual([
    { name: 'a', from: '^1.0.0', to: '^1.1.0' },
    { name: 'b', from: '2.0.0', to: null },
    { name: 'c', from: null, to: '3.0.0' },
  ]);
});

test('pom.xml is read with its properties, its parent and a single dependency', () => {
  const pom = (boot: string, jackson: string) => `<?xml version="1.0"?><project>
    <parent><groupId>org.springframework.boot</groupId><artifactId>starter</artifactId><version>${boot}</version></parent>
    <properties><jackson.version>${jackson}</jackson.version></properties>
    <dependencies><dependency><groupId>com.fasterxml</groupId><artifactId>jackson</artifactId>
    <version>\${jackson.version}</version></dependency></dependencies></project>`;
  expect(dependencyChanges('pom.xml', pom('3.1.0', '2.17.0'), pom('3.2.1', '2.18.10'))).toEqual([
    { name: 'com.fasterxml:jackson', from: '2.17.0', to: '2.18.10' },
    { name: 'org.springframework.boot:starter', from: '3.1.0', to: '3.2.1' },
  ]);
});

test('go.mod: require lines and blocks, not replace, and comments fall away', () => {
  const before = 'module x\nrequire golang.org/x/net v0.1.0\nreplace a => b v9.9.9\n';
  const after =
    'module x\nrequire (\n\tgolang.org/x/net v0.2.0 // indirect\n\tgithub.com/a/b v1.0.0\n)\nreplace (\n\ta v1.0.0 => b v2.0.0\n)\n';
  expect(dependencyChanges('svc/go.mod', before, after)).toEqual([
    { name: 'github.com/a/b', from: null, to: 'v1.0.0' },
    { name: 'golang.org/x/net', from: 'v0.1.0', to: 'v0.2.0' },
  ]);
});

test('requirements: pins, ranges, extras, markers, hashes, and names that are written differently', () => {
  const before =
    'Django==4.2.1\nrequests[socks]>=2.0 ; python_version > "3"\n# no\n-r other.txt\nzope_interface==5\n';
  const after = 'django==4.2.9 --hash=sha256:abc\nrequests[socks]>=2.1\nzope.interface==5\nuvicorn\n';
  expect(dependencyChanges('requirements-prod.txt', before, after)).toEqual([
    { name: 'django', from: '4.2.1', to: '4.2.9' },
    { name: 'requests', from: '>=2.0', to: '>=2.1' },
    { name: 'uvicorn', from: null, to: 'any version' },
  ]);
});

test('a file that is new or gone, is no manifest or is half-written stops nothing', () => {
  expect(dependencyChanges('package.json', null, '{"dependencies":{"a":"1"}}')).toEqual([
    { name: 'a', from: null, to: '1' },
  ]);
  expect(dependencyChanges('package.json', '{"dependencies":{"a":"1"}}', '{')).toEqual([]);
  expect(dependencyChanges('package.json', '[]', '{"dependencies":[1]}')).toEqual([]);
  expect(dependencyChanges('package-lock.json', '{}', '{"dependencies":{"a":"1"}}')).toEqual([]);
  expect(['a/package.json', 'POM.xml', 'go.mod', 'requirements.txt', 'go.sum'].map(isManifest)).toEqual([
    true,
    true,
    true,
    true,
    false,
  ]);
});

test('arbitrary text in a manifest never throws', () => {
  const path = fc.constantFrom('package.json', 'pom.xml', 'go.mod', 'requirements.txt');
  fc.assert(
    fc.property(path, fc.string(), fc.oneof(fc.string(), fc.json()), (at, before, after) => {
      expect(Array.isArray(dependencyChanges(at, before, after))).toBe(true);
    }),
    { numRuns: 500 },
  );
});
