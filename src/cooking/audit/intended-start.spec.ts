import { approve } from '../../../test/harness/plans.js';
import { makeCookerState, makeReading } from '../../../test/harness/readings.js';
import { milliseconds } from '../../shared/units.js';
import { toVerdictDto } from '../dto/verdict.dto.js';
import { StartCommand } from '../start/start-command.js';
import { intentionIn, PlanNotReadableError, toStored } from './cook-journal.js';

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
  const request = { principal: { id: 'default' }, requestId: 'dinner', body: 'digest' };
  const command = new StartCommand(request, cook, cooker, () => Promise.resolve());
  const known = {
    requestedBy: 'default',
    requestId: 'dinner',
    body: 'digest',
    cookerName: cooker.name,
    cookerType: cooker.type,
    plan: approved.plan,
  };
  const read = (content: unknown) =>
    intentionIn({ sequence: 17, content: JSON.parse(JSON.stringify(content)) as unknown });

  it('is read as it was stored', () => {
    expect(read(toStored(command))).toEqual(known);
  });

  it('is read from version 1, which held the whole verdict', () => {
    const { verdict } = approved;
    const old = { ...known, verdict: toVerdictDto(verdict), rulesVersion: verdict.rulesVersion };
    expect(read(old)).toEqual(known);
  });

  it.each<[string, unknown]>([
    ['the value is not an object', null],
    ['the value is not an object', 'text'],
    ['requestedBy is not a text', {}],
    ['version is not 2', { ...known, version: 3 }],
    ['version is not 2', { ...known, version: null }],
    ['requestId is not a text', { ...known, requestId: 5 }],
    ['plan.target is not a number', { ...known, plan: {} }],
    ['plan.target is not a number', { ...known, plan: { ...approved.plan, target: '65' } }],
    ['plan.shape is not one of slab', { ...known, plan: { ...approved.plan, shape: 'ring' } }],
    ['plan.thickness is not a number', { ...known, plan: { ...approved.plan, thickness: null } }],
  ])('is refused with the number of its entry when %s: %j', (problem, content) => {
    expect(() => read(content)).toThrow(PlanNotReadableError);
    expect(() => read(content)).toThrow(`plan not readable in entry 17 of the journal: ${problem}`);
  });
});
