import { execFileSync } from 'node:child_process';
import { enginePackage } from './engine.mjs';

const DEVELOPMENT = 'cdx:npm:package:development';

/** All packages of the lockfile, as npm lists them in CycloneDX. */
export function packagesOf(root) {
  // Not `--omit=dev`, which leaves out too what serves both sides: of the 133 packages in use it lists 29.
  const asked = [
    'sbom',
    '--package-lock-only',
    '--include=dev',
    '--sbom-format=cyclonedx',
    '--loglevel=error',
  ];
  return JSON.parse(execFileSync('npm', asked, { cwd: root, maxBuffer: 64e6, encoding: 'utf8' }));
}

/** What a release is made of, with nothing in it that changes from one run to the next. */
export function billOfMaterials({ metadata, dependencies, ...all }, architecture, name) {
  const { component, lifecycles } = metadata;
  const components = all.components.filter((one) => isIn(one, architecture)).map(plain);
  const kept = new Set([component, ...components].map((one) => one['bom-ref']));
  const bill = {
    $schema: all.$schema,
    bomFormat: all.bomFormat,
    specVersion: all.specVersion,
    version: all.version,
    // npm would name it after its folder.
    metadata: { lifecycles, component: { ...plain(component), type: 'application', name } },
    components: components.sort(by('bom-ref')),
    dependencies: dependencies
      .filter(({ ref }) => kept.has(ref))
      .map(among(kept))
      .sort(by('ref')),
  };
  return Buffer.from(`${JSON.stringify(bill, null, 2)}\n`);
}

/** What is optional is there for other machines, or for TypeScript: all but this machine's engine. */
function isIn({ name, scope, properties }, architecture) {
  if (properties.some((property) => property.name === DEVELOPMENT)) return false;
  return scope === 'required' || name === enginePackage(architecture);
}

/** References say where it was fetched, which is another address for everyone. */
function plain(component) {
  return { ...component, externalReferences: undefined };
}

function among(kept) {
  return ({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((other) => kept.has(other)).sort() });
}

function by(field) {
  return (one, other) => (one[field] < other[field] ? -1 : 1);
}
