import { build } from 'esbuild';

/**
 * A plugin for Vite that evaluates a module during the build: its exports, which are plain data, take its place.
 * @param {string} path the end of its path
 */
export const evaluated = (path) => ({
  name: 'evaluated',
  async load(id) {
    if (!id.endsWith(path)) return undefined;
    const { outputFiles } = await build({
      entryPoints: [id],
      bundle: true,
      format: 'esm',
      write: false,
      logLevel: 'warning',
    });
    const code = Buffer.from(outputFiles[0].contents).toString('base64');
    const exports = await import(`data:text/javascript;base64,${code}`);
    return Object.entries(exports)
      .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`)
      .join('\n');
  },
});
