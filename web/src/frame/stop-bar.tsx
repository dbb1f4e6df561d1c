import { stopCooker } from '../api/stop.js';
import { Button } from '../components/button.js';
import { agedAt } from '../state/age.js';
import { connection } from '../state/connection.js';
import { cookers, mayRun } from '../state/cookers.js';
import { isSignedOut } from '../state/session.js';
import { ANY_COOKER, stops, type StopPhase, type StopState, type StopTarget } from '../state/stop.js';
import { t, type TextKey } from '../text/t.js';

/**
 * A Stop for every cooker that runs or may run. While none does there is a quieter one that stops whichever runs
 * nevertheless, since what was last seen may be wrong by now. It never waits for the stream, and asks nothing back.
 */
export function StopBar() {
  return (
    <section class="stop-bar" aria-label={t('stop.stop')}>
      {targetsOf().map(({ key, target, words, isQuiet }) => (
        <Button
          key={key}
          kind={isQuiet ? 'stop-quiet' : 'stop'}
          reason={isSignedOut.value ? t('stop.signedOut') : undefined}
          onClick={() => void stopCooker(target)}
        >
          {words}
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
  readonly key: string;
  readonly target: StopTarget;
  readonly words: string;
  readonly isQuiet: boolean;
}

/** A button that is pressed stays the same one while a cook begins or ends, or the press would be lost. */
const ONLY = { key: 'only' };

function targetsOf(): readonly StopChoice[] {
  const all = [...cookers.value.values()];
  if (all.length === 0) return [{ ...ONLY, target: ANY_COOKER, words: t('stop.stop'), isQuiet: false }];
  const isServerThere = connection.value !== 'offline';
  const running = all.filter((seen) => mayRun(seen.status, agedAt(seen), isServerThere));
  if (running.length === 0)
    return [{ ...ONLY, target: ANY_COOKER, words: t('stop.stopWhateverRuns'), isQuiet: true }];
  return running.map(({ status: { device_id: id, device_name: name } }) => ({
    ...(running.length === 1 ? ONLY : { key: id }),
    target: id,
    words: all.length === 1 ? t('stop.stop') : t('stop.stopNamed', { name }),
    isQuiet: false,
  }));
}

function StopWords({ phase, message }: StopState) {
  const isInDoubt =
    phase === 'retrying' || phase === 'repeating' || phase === 'accepted' || phase === 'failed';
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
  repeating: 'stop.repeating',
  accepted: 'stop.accepted',
  stopped: 'stop.stopped',
  nothing_runs: 'stop.nothingRuns',
  failed: 'stop.failed',
  signed_out: 'stop.signedOut',
} as const satisfies Record<StopPhase, TextKey>;
