import { leftOut } from './left-out.js';

describe('A test that is left out', () => {
  it('is skipped, and names itself with the reason', () => {
    const said: string[] = [];
    const declare = leftOut(
      'this user may not mount a disk',
      (name) => said.push(`skipped ${name}`),
      (line) => said.push(line),
    );
    declare('opens', () => undefined);
    expect(said).toEqual(['Left out, because this user may not mount a disk: opens\n', 'skipped opens']);
  });
});
