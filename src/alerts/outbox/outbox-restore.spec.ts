import { deliveryOf, OpenedOutbox } from '../../../test/harness/opened-outbox.js';
import { ScriptedChannel } from '../../../test/harness/scripted-channel.js';
import { makeAlert } from '../../../test/harness/stored-alerts.js';
import { until } from '../../../test/harness/until.js';

const HOUR = 3_600_000;

describe('The outbox of the next process', () => {
  let ntfy: ScriptedChannel;
  let email: ScriptedChannel;
  let open: OpenedOutbox;
  const all: OpenedOutbox[] = [];
  beforeEach(() => {
    ntfy = new ScriptedChannel('ntfy', true);
    email = new ScriptedChannel('email');
    open = new OpenedOutbox([ntfy, email]);
    all.push(open);
  });
  afterEach(async () => {
    for (const one of all.splice(0)) await one.close();
  });

  const nextProcess = () => {
    const next = open.crash();
    all.push(next);
    return next;
  };

  it('repeats after a crash what was being sent, and says where that may be twice', async () => {
    for (const channel of [ntfy, email]) channel.behaviour = 'silent';
    await open.send(
      deliveryOf('a'),
      deliveryOf('b', { channel: 'email' }),
      deliveryOf('c', { channel: 'email' }),
    );
    await until(() => ntfy.attempts + email.attempts, 3);
    const next = nextProcess();
    for (const channel of [ntfy, email]) channel.behaviour = 'works';
    await next.outbox.restore();
    expect(await next.reaches('a', 'sent')).toMatchObject({ maybeTwice: false });
    expect(await next.reaches('b', 'sent')).toMatchObject({
      maybeTwice: true,
      attempts: [
        { endedAt: null, result: 'unknown', why: expect.stringContaining('not known') as string },
        {},
      ],
    });
    expect(ntfy.keys).toEqual(['key-a']);
    expect(email.keys.toSorted()).toEqual(['key-b', 'key-b', 'key-c', 'key-c']);
  });

  it('tries what failed before soon after its channel has taken another message', async () => {
    ntfy.behaviour = 'fails';
    await open.send(deliveryOf('a'));
    await open.pass(HOUR / 2, 1_000);
    const next = nextProcess();
    await next.outbox.restore();
    expect(next.outbox.figures.failingChannels).toEqual(['ntfy']);
    ntfy.behaviour = 'works';
    await next.send(deliveryOf('b'));
    await next.reaches('b', 'sent');
    await next.pass(5_000, 500);
    expect(ntfy.keys).toEqual(['key-b', 'key-a']);
  });

  it('sends nothing again that a crash found sent', async () => {
    await open.send(deliveryOf('a'));
    await open.reaches('a', 'sent');
    const next = nextProcess();
    await next.outbox.restore();
    await next.pass(HOUR, 60_000);
    expect(ntfy.attempts).toBe(1);
  });

  it('cancels after a crash what became pointless while it was being sent', async () => {
    ntfy.behaviour = 'hangs';
    await open.send(deliveryOf('a'), deliveryOf('b'));
    await until(() => ntfy.underWay, 2);
    const known = { state: 'acknowledged', acknowledgedAt: 1 } as const;
    await open.save({ alerts: [makeAlert({ id: 'alert-a', ...known }), makeAlert({ id: 'alert-b' })] });
    const next = nextProcess();
    ntfy.behaviour = 'works';
    await next.outbox.restore();
    await next.reaches('a', 'cancelled');
    await next.reaches('b', 'sent');
    expect(ntfy.keys).toEqual(['key-b']);
  });

  it('lets what is being sent end when it is closed, and goes on with it at the next start', async () => {
    ntfy.behaviour = 'hangs';
    await open.send(deliveryOf('a'));
    await until(() => ntfy.underWay, 1);
    const closed = open.outbox.close();
    await open.pass(5_000, 1_000);
    await closed;
    expect(await open.stored('a')).toMatchObject({ state: 'waiting', attempts: [{ result: 'unknown' }] });
    const next = nextProcess();
    ntfy.behaviour = 'works';
    await next.outbox.restore();
    await next.pass(3_000, 500);
    await next.reaches('a', 'sent');
  });
});
