import { Panel } from './panel.js';
import { element, text } from './svg.js';

const panel = new Panel(
  { left: 10, top: 20, width: 100, height: 50 },
  { from: 0, to: 10, every: 5, name: 'minutes' },
  { from: -10, to: 40, every: 10, name: 'degrees' },
);

describe('A panel', () => {
  it('has low values below and high ones above', () => {
    expect(panel.at(0, -10)).toEqual({ x: 10, y: 70 });
    expect(panel.at(10, 40)).toEqual({ x: 110, y: 20 });
    expect(panel.at(5, 15)).toEqual({ x: 60, y: 45 });
  });

  it('has a gridline and a value at every step of its axes', () => {
    const grid = panel.grid().join('');
    expect(grid.match(/<line/g)).toHaveLength(3 + 6);
    for (const value of ['−10', '0', '40']) expect(grid).toContain(`>${value}</text>`);
    expect(panel.foot().join('')).toMatch(/>0<.*>5<.*>10<.*>minutes</);
  });

  it('ends a curve where it leaves the panel, at its edge', () => {
    const curve = panel.curve(
      [
        [0, 0],
        [2, 30],
        [4, 50],
        [6, 60],
      ],
      'core',
    );
    expect(curve).toBe('<polyline points="10,60 30,30 40,20" class="curve core"/>');
  });
});

describe('An element', () => {
  it('keeps words from being read as markup, and rounds numbers to a tenth', () => {
    expect(text(1.26, -0.01, 'a < b & "c"')).toBe('<text x="1.3" y="0">a &lt; b &amp; &quot;c&quot;</text>');
    expect(element('line', { class: '"', x1: undefined })).toBe('<line class="&quot;"/>');
  });
});
