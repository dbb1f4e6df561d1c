import type { ProbeSessionDto } from '../../../../src/cooking/probes/dto/probe-session.dto.js';
import { pathOf } from '../../api/resource.js';
import type { ProbeDto } from '../../../../src/thermometers/dto/thermometers.dto.js';
import { Card } from '../../components/card.js';
import { ConfirmedButton } from '../../components/confirmed-button.js';
import { Temperature } from '../../components/temperature.js';
import { linkTo } from '../../state/route.js';
import { dateAndTime } from '../../text/dates.js';
import { t } from '../../text/t.js';
import { MeasuredSafety } from './measured-safety.js';
import { ModelBeside } from './model-beside.js';
import { SessionForecast } from './session-forecast.js';
import { ProbeCurve } from './probe-curve.js';
import { ProbeState } from './probe-item.js';
import type { SeenProbe } from './thermometer-list.js';
import { csvOf } from './readings-path.js';
import { nameOf, probes, sessions } from './thermometers-state.js';

/** A food that is followed by a probe: its measured core, the forecast, the verdict, and the model beside it. */
export function SessionCard({ session }: { readonly session: ProbeSessionDto }) {
  const { food, safety, started_at: from } = session;
  const inFood = probesIn(session);
  const seen = coldest(inFood);
  return (
    <Card heading={<bdi>{food}</bdi>} class={`session session-${safety.verdict}`}>
      <Beginning session={session} />
      <dl class="session-numbers">
        <Measured seen={seen} />
        <Target celsius={session.target_core_celsius} />
        <ModelBeside session={session} />
      </dl>
      <SessionForecast session={session} />
      <MeasuredSafety safety={safety} />
      {seen !== undefined && <ProbeCurve probes={withOthers(inFood)} from={from} />}
      <Actions session={session} />
    </Card>
  );
}

function Beginning({
  session: { started_at: at, probes: inFood, cook_id: cook },
}: {
  readonly session: ProbeSessionDto;
}) {
  return (
    <p class="hint">
      {t('thermometers.startedAt', {
        when: dateAndTime(at),
        name: inFood.map(({ probe_id: id }) => nameOf(id)).join(', '),
      })}
      {cook !== null && (
        <>
          {' · '}
          <a href={linkTo('history', cook)}>{t('approvals.seeCook')}</a>
        </>
      )}
    </p>
  );
}

const Measured = ({ seen }: { readonly seen: SeenProbe | undefined }) => (
  <div class="session-core">
    <dt>{t('now.coreMeasured')}</dt>
    <dd>
      <Temperature celsius={seen?.probe.temperature_celsius ?? null} large />
      {seen !== undefined && <ProbeState seen={seen} />}
    </dd>
  </div>
);

function Target({ celsius }: { readonly celsius: number | null }) {
  if (celsius === null) return null;
  return (
    <div>
      <dt>{t('thermometers.target')}</dt>
      <dd class="session-target">
        <Temperature celsius={celsius} />
      </dd>
    </div>
  );
}

function Actions({ session }: { readonly session: ProbeSessionDto }) {
  const { food, probe_id: probe, started_at: from } = session;
  return (
    <p class="session-actions">
      <ConfirmedButton
        label={t('thermometers.end')}
        name={t('thermometers.endNamed', { food })}
        question={t('thermometers.endQuestion', { food })}
        meaning={t('thermometers.endMeaning')}
        confirm={t('thermometers.end')}
        onConfirm={() => void end(session)}
      />
      <a class="button" href={csvOf(probe, from)} download>
        {t('thermometers.csv')}
      </a>
    </p>
  );
}

/** The probes in a food, as far as they are known; its first one first. */
const probesIn = (session: ProbeSessionDto): readonly SeenProbe[] =>
  session.probes.flatMap(({ probe_id: id }) => probes.value.filter(({ probe }) => probe.probe_id === id));

/** The one that measures the core: the coldest, or one without a value, since that may be the coldest. */
const coldest = (inFood: readonly SeenProbe[]): SeenProbe | undefined =>
  inFood.toSorted((one, other) => valueOf(one) - valueOf(other))[0];

const valueOf = ({ probe }: SeenProbe): number => probe.temperature_celsius ?? -1e3;

/** The probes in a food, then the others of their thermometers. */
const withOthers = (inFood: readonly SeenProbe[]): readonly ProbeDto[] => [
  ...new Map(
    [...inFood.map(({ probe }) => probe), ...inFood.flatMap(({ thermometer }) => thermometer.probes)].map(
      (probe) => [probe.probe_id, probe],
    ),
  ).values(),
];

const end = ({ session_id: id, food }: ProbeSessionDto): Promise<unknown> =>
  sessions.change({ method: 'POST', path: `${pathOf(id)}/end` }, () => t('thermometers.ended', { food }));
