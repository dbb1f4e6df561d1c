import { Notice } from '../../components/notice.js';
import { t } from '../../text/t.js';
import { health } from './thermometers-state.js';
import { vendorInWords } from './thermometer-card.js';

/** States of an account in which it needs no word. */
const WELL: ReadonlySet<string> = new Set(['status', 'connected']);

/** What is wrong with the accounts of the vendors, and what to do. */
export function Accounts() {
  const states = Object.entries(health.value.value?.info?.thermometers ?? {});
  return (
    <div role="status" class="accounts">
      {states.map(([vendor, state]) => (
        <Account key={vendor} vendor={vendor} state={state} />
      ))}
    </div>
  );
}

function Account({ vendor, state }: { readonly vendor: string; readonly state: string }) {
  if (vendor === 'status' || WELL.has(state)) return null;
  const name = vendorInWords(vendor);
  if (state === 'needs_sign_in')
    return (
      <Notice severity="warning">
        <b>{name}</b>: {t('thermometers.needs_sign_in')} <code>coddle thermometers sign-in {vendor}</code>
      </Notice>
    );
  return (
    <Notice>
      <b>{name}</b>: {t(passingInWords(state))}
    </Notice>
  );
}

/** What passes by itself. */
function passingInWords(state: string) {
  if (state === 'rate_limited') return 'thermometers.rate_limited';
  return state === 'connecting' ? 'thermometers.connecting' : 'thermometers.unreachable';
}
