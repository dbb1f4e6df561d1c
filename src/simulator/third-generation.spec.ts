import { makeCooker, stateOf } from '../../test/harness/lone-cooker.js';
import type { SimulatedCooker } from './cooker.js';

const MINUTE = 60_000;

interface SentState {
  readonly cook?: {
    readonly cookId: string;
    readonly activeStageId?: string;
    readonly activeStageIndex: number;
    readonly stages?: readonly {
      readonly id: string;
      readonly do: { readonly timer: { readonly initial: number } };
    }[];
  };
  readonly state: { readonly processedCommandIds: readonly string[] };
}

const sentState = (cooker: SimulatedCooker) => stateOf(cooker) as SentState;

describe('a cooker of the third generation', () => {
  it('sends neither kind nor stage timer of a cook that was begun with the buttons', () => {
    const { cooker } = makeCooker({ water: 60 });
    cooker.startAtDevice(60, 20);
    expect(sentState(cooker)).toMatchObject({
      cook: { originSource: 'hardware', stages: [{ do: { timer: { initial: 0 } } }] },
      nodes: { timer: { initial: 1200 } },
    });
    expect(sentState(cooker).cook).not.toHaveProperty('cookableType');
    cooker.startFromApp(60, 20);
    expect(sentState(cooker)).toMatchObject({
      cook: { cookableType: 'manual', stages: [{ do: { timer: { initial: 1200 } } }] },
    });
  });

  it('shows another target as another stage of the same cook, with another band', () => {
    const { cooker } = makeCooker({ water: 60 });
    cooker.startFromApp(60, 20);
    const before = sentState(cooker).cook!;
    cooker.changeTarget(72);
    const after = sentState(cooker).cook!;
    expect(after.cookId).toBe(before.cookId);
    expect(after.activeStageId).not.toBe(before.activeStageId);
    const band = { '>=': 71.7, '<=': 72.3 };
    expect(after.stages).toMatchObject([
      {
        id: after.activeStageId,
        do: { waterTemperatureSensor: { setpoint: { celsius: 72 } }, timer: { initial: 1200 } },
        entry: { conditions: { and: { 'nodes.waterTemperatureSensor.current.celsius': band } } },
      },
    ]);
  });

  it('goes from stage to stage by itself', () => {
    const { clock, cooker } = makeCooker({ water: 60 });
    cooker.startStagesFromApp([
      { target: 60, seconds: 600 },
      { target: 60.2, seconds: 300 },
    ]);
    expect(sentState(cooker)).toMatchObject({
      cook: { activeStageIndex: 0 },
      nodes: { timer: { initial: 600 } },
    });
    clock.advance(11 * MINUTE);
    expect(sentState(cooker)).toMatchObject({
      cook: { activeStageIndex: 1, stageTransitionPendingUserAction: false },
      nodes: {
        timer: { mode: 'running', initial: 300 },
        waterTemperatureSensor: { setpoint: { celsius: 60.2 } },
      },
    });
    clock.advance(10 * MINUTE);
    expect(sentState(cooker)).toMatchObject({
      cook: { activeStageIndex: 1 },
      nodes: { timer: { mode: 'completed' } },
    });
  });

  it('waits for a person where the stages are to be confirmed', () => {
    const { clock, cooker } = makeCooker({ water: 60 });
    const stages = [
      { target: 60, seconds: 600 },
      { target: 60, seconds: 300 },
    ] as const;
    cooker.startStagesFromApp(stages, true);
    clock.advance(60 * MINUTE);
    const waiting = { activeStageIndex: 0, stageTransitionPendingUserAction: true };
    expect(sentState(cooker)).toMatchObject({ cook: waiting, nodes: { timer: { mode: 'completed' } } });
    cooker.confirmStage();
    cooker.confirmStage();
    expect(sentState(cooker)).toMatchObject({
      cook: { activeStageIndex: 1, stageTransitionPendingUserAction: false },
      nodes: { timer: { mode: 'running' } },
    });
  });

  it('heats nothing in an ice bath, and can be stopped', () => {
    const { clock, cooker } = makeCooker({ water: 4, ambient: 4 });
    cooker.startIceBath();
    clock.advance(60 * MINUTE);
    expect(sentState(cooker)).toMatchObject({
      state: { mode: 'cook' },
      cook: { cookableType: 'ice-bath', activeStageMode: 'running' },
      nodes: { timer: { mode: 'idle' } },
    });
    cooker.changeTarget(70);
    expect(cooker.water).toBe(4);
    cooker.stopAtDevice();
    expect(sentState(cooker)).toMatchObject({ state: { mode: 'idle' } });
  });

  it('reports a food probe where it has one', () => {
    expect(stateOf(makeCooker({ probe: 41.234 }).cooker)).toMatchObject({
      nodes: { probe: { connected: true, current: { celsius: 41.23 } } },
    });
    expect((stateOf(makeCooker().cooker) as { nodes: object }).nodes).not.toHaveProperty('probe');
  });

  it('lists ids that no client sent, and ten at most', () => {
    const { clock, cooker } = makeCooker();
    cooker.stopByCommand('command-1');
    expect(sentState(cooker).state.processedCommandIds).toEqual(['command-1']);
    clock.advance(10_000);
    const [first, ...own] = sentState(cooker).state.processedCommandIds;
    expect(first).toBe('command-1');
    expect(own).toEqual([
      expect.stringMatching(/^[0-9a-f]{22}$/),
      expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/),
    ]);
    clock.advance(600_000);
    expect(sentState(cooker).state.processedCommandIds).toHaveLength(10);
    expect(sentState(cooker).state.processedCommandIds).not.toContain('command-1');
    expect(cooker.snapshot().processed).toEqual(['command-1']);
  });
});
