import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { drawCorePlots } from '../../src/safety/evidence/core-plots.js';
import { FOODS } from '../harness/safety.js';

const DOCS = fileURLToPath(new URL('../../docs', import.meta.url));
const plots = drawCorePlots(FOODS);
const documentation = readFileSync(`${DOCS}/food-safety.md`, 'utf8');

describe('npm run plots', () => {
  it('draws every picture of food safety, and no other', () => {
    const kept = readdirSync(DOCS).filter((file) => /^food-safety-.*\.svg$/.test(file));
    expect(plots.map(({ file }) => file).toSorted()).toEqual(kept.toSorted());
  });

  it.each(plots)('draws $file as it is kept, byte by byte', ({ file, svg }) => {
    expect(svg).toBe(readFileSync(`${DOCS}/${file}`, 'utf8'));
  });

  it.each(plots)('tells what is to be seen in $file, in the picture and beside it', ({ file, svg }) => {
    expect(svg).toMatch(/<title id="title">[^<]{10,}<\/title>\n<desc id="description">[^<]{100,}<\/desc>/);
    expect(documentation).toMatch(new RegExp(`!\\[[^\\]]{40,}\\]\\(${file}\\)`));
  });

  it.each(plots)('marks in $file the minute that the documentation names', ({ svg }) => {
    const [minutes] = /(?<=>)pasteurised after \d+ min/.exec(svg) ?? [];
    expect(minutes).toBeDefined();
    expect(documentation).toContain(minutes);
  });
});
