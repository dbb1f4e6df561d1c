import { useEffect } from 'preact/hooks';
import { Button } from '../../components/button.js';
import { Notice } from '../../components/notice.js';
import { SignInCard } from '../../components/sign-in-card.js';
import { canReachServer } from '../../state/connection.js';
import { isSignedOut } from '../../state/session.js';
import { t } from '../../text/t.js';
import { Accounts } from './accounts.js';
import { Sessions } from './sessions.js';
import { ThermometerCard } from './thermometer-card.js';
import { follow, problem, readAll, thermometers } from './thermometers-state.js';
import './thermometers.css';

/** The view Thermometers: food that is followed by a probe, then every thermometer with its probes. */
export default function ThermometersView() {
  useEffect(follow, []);
  useEffect(() => {
    if (canReachServer.value && !isSignedOut.value) readAll();
  }, [canReachServer.value, isSignedOut.value]);
  return (
    <>
      <h1>{t('thermometers.heading')}</h1>
      {isSignedOut.value ? <SignInCard /> : <Everything />}
    </>
  );
}

function Everything() {
  const list = thermometers.value;
  const hasFailed = problem.value !== undefined;
  return (
    <>
      <Accounts />
      {hasFailed && (
        <Notice severity="warning" live>
          {t('thermometers.failed')} <Button onClick={readAll}>{t('frame.tryAgain')}</Button>
        </Notice>
      )}
      {list === undefined && !hasFailed && <p class="loading">{t('thermometers.loading')}</p>}
      {list?.length === 0 && <p>{t('thermometers.none')}</p>}
      {list !== undefined && list.length > 0 && <Sessions />}
      {list?.map(({ thermometer, at }) => (
        <ThermometerCard key={thermometer.thermometer_id} thermometer={thermometer} at={at} />
      ))}
    </>
  );
}
