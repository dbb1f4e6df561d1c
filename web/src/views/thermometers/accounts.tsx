import type { OwnerAccountDto } from '../../../../src/owner/api/dto/owner-account.dto.js';
import { Notice } from '../../components/notice.js';
import { language } from '../../text/language.js';
import { t } from '../../text/t.js';
import { accounts } from './thermometers-state.js';
import { vendorInWords } from './thermometer-card.js';

/** What is wrong with the accounts of the vendors, and what to do. */
export const Accounts = () => (
  <div role="status" class="accounts">
    {accounts.value.value?.accounts.map((account) => (
      <Account key={account.vendor} account={account} />
    ))}
  </div>
);

/** The server's own sentence says most, in English; other languages have a general one before it. */
function Account({ account: { vendor, state, problem } }: { readonly account: OwnerAccountDto }) {
  if (state === 'connected' && problem === null) return null;
  const isSignIn = state === 'needs_sign_in';
  const isGeneral = state !== 'connected' && (problem === null || language.value !== 'en');
  return (
    <Notice severity={isSignIn ? 'warning' : 'info'}>
      <b>{vendorInWords(vendor)}</b>: {isGeneral && t(`thermometers.${state}`)}{' '}
      <span lang="en">{problem}</span>
    </Notice>
  );
}
