import { stagePosition } from './third-generation.js';

const cookStage = (id: string) => ({ id, do: { type: 'cook' } });
const STOP = { id: 'end', do: { type: 'stop' } };
const TWO = [cookStage('one'), cookStage('two')];

describe('The stage of a cook', () => {
  it.each([
    ['without stages', {}],
    ['with an empty list', { stages: [] }],
    ['with one stage', { stages: [cookStage('one')], activeStageIndex: 0, activeStageId: 'one' }],
    ['with one stage and the id of another', { stages: [cookStage('one')], activeStageId: 'gone' }],
    ['that is none', undefined],
  ])('is the only one of a cook %s', (_case, cook) => {
    expect(stagePosition(cook)).toEqual({ index: undefined, isLast: true, does: 'cook' });
  });

  it.each([
    [0, false],
    [1, true],
  ])('is number %d of two by its index', (activeStageIndex, isLast) => {
    expect(stagePosition({ stages: TWO, activeStageIndex })).toEqual({
      index: activeStageIndex,
      isLast,
      does: 'cook',
    });
  });

  it('is known by its id', () => {
    expect(stagePosition({ stages: TWO, activeStageId: 'two' })).toMatchObject({ index: 1, isLast: true });
  });

  it('is the last one that heats where only the end of the cook follows', () => {
    expect(stagePosition({ stages: [...TWO, STOP], activeStageIndex: 1 })).toMatchObject({ isLast: true });
    expect(stagePosition({ stages: [...TWO, STOP], activeStageIndex: 2 })).toMatchObject({ does: 'stop' });
  });

  it.each([
    { stages: TWO },
    { stages: TWO, activeStageIndex: 2 },
    { stages: TWO, activeStageIndex: -1 },
    { stages: TWO, activeStageIndex: 'length' },
    { stages: TWO, activeStageIndex: 0, activeStageId: 'two' },
    { activeStageIndex: 1 },
  ])('is not known from %j', (cook) => {
    expect(stagePosition(cook)).toMatchObject({ index: undefined, isLast: undefined });
  });
});
