import { stopCooker } from '../api/stop.js';
import { cookers, mayRun, type SeenCooker } from '../state/cookers.js';
import { isSignedOut } from '../state/session.js';
import { ANY_COOKER, stops, type StopState, type StopTarget } from '../state/stop.js';
import { t } from '../text/t.js';

/** A Stop for every cooker that runs or may run; while no cooker is known, one that stops whichever runs. */
export function StopBar() {
  const targets = targetsOf([...cookers.value.values()]);
  if (targets.length === 0 && stops.value.size === 0) return null;
  return (
    <section class="stop-bar" aria-label={t('stop.stop')}>
      {targets.map(({ target, name }) => (
        <button key={target} type="button" class="button stop-button" onClick={() => void stopCooker(target)}>
          {name === undefined ? t('stop.stop') : t('stop.stopNamed', { name })}
        </button>
      ))}
      <div role="status" class="stop-states">
        {[...stops.value].map(([target, state]) => (
          <p key={target}>{wordsFor(state)}</p>
        ))}
      </div>
    </section>
  );
}

interface Target {
  readonly target: StopTarget;
  readonly name: string | undefined;
}

function targetsOf(all: readonly SeenCooker[]): readonly Target[] {
  if (all.length === 0) return isSignedOut.value ? [] : [{ target: ANY_COOKER, name: undefined }];
  const running = all.filter(({ status }) => mayRun(status));
  const isOnly = all.length === 1;
  return running.map(({ status }) => ({
    target: status.device_id,
    name: isOnly ? undefined : status.device_name,
  }));
}

function wordsFor({ phase, message = '' }: StopState): string {
  switch (phase) {
    case 'sending':
      return t('stop.sending');
    case 'retrying':
      return `${t('stop.retrying')} ${t('stop.atTheCooker')}`;
    case 'accepted':
      return t('stop.accepted');
    case 'stopped':
      return t('stop.stopped');
    case 'nothing_runs':
      return t('stop.nothingRuns');
    case 'failed':
      return `${t('stop.failed', { reason: message })} ${t('stop.atTheCooker')}`;
    case 'signed_out':
      return t('stop.signedOut');
  }
}
