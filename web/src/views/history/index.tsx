import { SignInCard } from '../../components/sign-in-card.js';
import { route } from '../../state/route.js';
import { isSignedOut } from '../../state/session.js';
import { t } from '../../text/t.js';
import { CookList } from './cook-list.js';
import { CookPage } from './cook-page.js';
import './history.css';

/** The view History: all cooks, or the one that the address names. */
export default function HistoryView() {
  const { id } = route.value;
  if (isSignedOut.value)
    return (
      <>
        <h1>{t('history.heading')}</h1>
        <SignInCard />
      </>
    );
  return id === undefined ? <CookList /> : <CookPage key={id} cookId={id} />;
}
