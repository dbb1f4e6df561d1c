import { approve } from '../../../test/harness/plans.js';
import { makeCookerState, makeReading } from '../../../test/harness/readings.js';
import { milliseconds } from '../../shared/units.js';
import { toVerdictDto } from '../dto/verdict.dto.js';
import { StartCommand } from '../start/start-command.js';
import { fromStored, toStored } from './intended-start.js';

describe('The stored intention of a start', () => {
  const approved = approve();
  const cooker = makeCookerState({ reading: makeReading(), sequence: 1 });
  const cook = {
    id: 'cook',
    cookerId: cooker.id,
    startedBy: 'coddle',
    requestedBy: 'default',
    startedAt: new Date(0),
    began: milliseconds(0),
    approved,
  } as const;
  const request = { key: 'default', requestId: 'dinner', body: 'digest' };
  const command = new StartCommand(request, cook, cooker, () => Promise.resolve());
  const known = {
    requestedBy: 'default',
    requestId: 'dinner',
    body: 'digest',
    cookerName: cooker.name,
    cookerType: cooker.type,
    plan: approved.plan,
  };
  const asJson = (content: unknown): unknown => JSON.parse(JSON.stringify(content));

  it('is read as it was stored', () => {
    expect(fromStored(asJson(toStored(command)))).toEqual(known);
  });

  it('is read from version 1, which held the whole verdict', () => {
    const { verdict } = approved;
    const old = { ...known, verdict: toVerdictDto(verdict), rulesVersion: verdict.rulesVersion };
    expect(fromStored(asJson(old))).toEqual(known);
  });

  it.each([null, 'text', {}, { ...known, plan: {} }, { ...known, plan: { ...approved.plan, target: '65' } }])(
    'is undefined when it cannot be read: %j',
    (content) => {
      expect(fromStored(asJson(content))).toBeUndefined();
    },
  );
});
