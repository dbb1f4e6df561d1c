import { approve, makePlan } from '../../../test/harness/plans.js';
import { AnovaGatewayHarness } from '../../../test/harness/anova-gateway-harness.js';
import { ApprovedCook } from '../../safety/safety.service.js';

describe('A start at the cooker itself', () => {
  let account: AnovaGatewayHarness;

  beforeAll(async () => {
    account = await AnovaGatewayHarness.connected();
  });

  afterAll(() => account.end());

  const genuine = approve();
  it.each<[string, unknown]>([
    ['a look-alike', { plan: makePlan(), verdict: genuine.verdict }],
    ['a copy', { ...genuine }],
    ['a clone', structuredClone(genuine)],
    ['what went through JSON', JSON.parse(JSON.stringify(genuine))],
    ['an object with its prototype', Object.create(ApprovedCook.prototype)],
    [
      'all of its properties too',
      Object.create(ApprovedCook.prototype, Object.getOwnPropertyDescriptors(genuine)),
    ],
    ['an heir of a genuine one', Object.create(genuine, { plan: { value: makePlan() } })],
    ['a genuine one behind a proxy', new Proxy(genuine, { get: () => makePlan() })],
    ['a plan', makePlan()],
    ['a maker of approvals', approve],
    ['nothing', undefined],
  ])('is not sent for %s', async (_name, forged) => {
    await expect(account.cooker.start('cooker-1', forged as ApprovedCook)).rejects.toThrow(
      'Only an approved cook',
    );
    await account.settle();
    expect(account.cloud.received).toEqual([]);
  });

  it('does not compile for an object of the same form', () => {
    const { plan, verdict } = genuine;
    // @ts-expect-error -- a plain object lacks the private mark
    const start = () => account.cooker.start('cooker-1', { plan, verdict });
    expect(start).toEqual(expect.any(Function));
  });
});
