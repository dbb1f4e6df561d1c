import { useEffect } from 'preact/hooks';
import { SignInCard } from '../../components/sign-in-card.js';
import { canReachServer } from '../../state/connection.js';
import { isSignedOut } from '../../state/session.js';
import { t } from '../../text/t.js';
import { follow, readAll } from './alerts-state.js';
import { ChannelsCard } from './channels-card.js';
import { LogCard } from './log-card.js';
import { OpenAlerts } from './open-alerts.js';
import { PastCard } from './past-card.js';
import { RulesCard } from './rules-card.js';
import './alerts.css';

/** The view Alerts: what is open, the rules, the channels, what was sent, and what is over. */
export default function AlertsView() {
  useEffect(follow, []);
  useEffect(() => {
    if (canReachServer.value && !isSignedOut.value) readAll();
  }, [canReachServer.value, isSignedOut.value]);
  return (
    <>
      <h1>{t('alerts.heading')}</h1>
      {isSignedOut.value ? <SignInCard /> : <Everything />}
    </>
  );
}

const Everything = () => (
  <>
    <OpenAlerts />
    <ChannelsCard />
    <RulesCard />
    <LogCard />
    <PastCard />
  </>
);
