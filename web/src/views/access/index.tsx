import { useEffect } from 'preact/hooks';
import { SignInCard } from '../../components/sign-in-card.js';
import { canReachServer } from '../../state/connection.js';
import { isSignedOut } from '../../state/session.js';
import { t } from '../../text/t.js';
import { ArmingsCard } from './armings-card.js';
import { ClientsCard } from './clients-card.js';
import { FoodsLeftCard } from './foods-left-card.js';
import { KeysCard } from './keys-card.js';
import { readAll } from './resources.js';
import { SessionsCard } from './sessions-card.js';
import './access.css';

/** The view Access: who may do what here, and food that was left. */
export default function AccessView() {
  useEffect(() => {
    if (canReachServer.value && !isSignedOut.value) readAll();
  }, [canReachServer.value, isSignedOut.value]);
  if (isSignedOut.value)
    return (
      <>
        <h1>{t('access.heading')}</h1>
        <SignInCard />
      </>
    );
  return (
    <>
      <h1>{t('access.heading')}</h1>
      <FoodsLeftCard />
      <div class="access">
        <KeysCard />
        <ClientsCard />
        <ArmingsCard />
        <SessionsCard />
      </div>
    </>
  );
}
