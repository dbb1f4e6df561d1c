import { stopCooker } from '../api/stop.js';
import { Button } from '../components/button.js';
import { agedAt } from '../state/age.js';
import { connection } from '../state/connection.js';
import { cookers, mayRun } from '../state/cookers.js';
import { isSignedOut } from '../state/session.js';
import { ANY_COOKER, stops, type StopPhase, type StopState, type StopTarget } from '../state/stop.js';
import { t, type TextKey } from '../text/t.js';

/**
 * A Stop for every cooker that runs or may run. While no cooker is known there is one that stops whichever runs. It
 * never waits for the stream, and asks nothing back.
 */
export function StopBar() {
  const targets = targetsOf();
  if (targets.length === 0 && stops.value.size === 0) return null;
  return (
    <section class="stop-bar" aria-label={t('stop.stop')}>
      {targets.map(({ target, name }) => (
        <Button
          key={target}
          kind="stop"
          reason={isSignedOut.value ? t('stop.signedOut') : undefined}
          onClick={() => void stopCooker(target)}
        >
          {name === undefined ? t('stop.stop') : t('stop.stopNamed', { name })}
        </Button>
      ))}
      <div role="status" class="stop-states">
        {[...stops.value].map(([target, state]) => (
          <StopWords key={target} {...state} />
        ))}
      </div>
    </section>
  );
}

interface StopChoice {
  readonly target: StopTarget;
  readonly name: string | undefined;
}

function targetsOf(): readonly StopChoice[] {
  const all = [...cookers.value.values()];
  if (all.length === 0) return [{ target: ANY_COOKER, name: undefined }];
  const isServerThere = connection.value !== 'offline';
  const running = all.filter((seen) => mayRun(seen.status, agedAt(seen), isServerThere));
  return running.map(({ status: { device_id, device_name } }) => ({
    target: device_id,
    name: all.length === 1 ? undefined : device_name,
  }));
}

function StopWords({ phase, message }: StopState) {
  const isInDoubt = phase === 'retrying' || phase === 'accepted' || phase === 'failed';
  return (
    <p>
      {t(WORDS[phase])} {message !== undefined && <span lang="en">{message}</span>}{' '}
      {isInDoubt && t('stop.atTheCooker')}
    </p>
  );
}

const WORDS = {
  sending: 'stop.sending',
  retrying: 'stop.retrying',
  accepted: 'stop.accepted',
  stopped: 'stop.stopped',
  nothing_runs: 'stop.nothingRuns',
  failed: 'stop.failed',
  signed_out: 'stop.signedOut',
} as const satisfies Record<StopPhase, TextKey>;
