import { build } from 'esbuild';

/**
 * A plugin for Vite that evaluates modules during the build: their exports, which are plain data, take their place.
 * @param {RegExp} path matches the paths of the modules
 */
export const evaluated = (path) => ({
  name: 'evaluated',
  async load(id) {
    if (!path.test(id)) return undefined;
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
