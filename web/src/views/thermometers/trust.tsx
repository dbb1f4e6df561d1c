import { useEffect, useState } from 'preact/hooks';
import type { OwnerProbesDto } from '../../../../src/owner/api/dto/owner-probe.dto.js';
import type { ProbeDto } from '../../../../src/thermometers/dto/thermometers.dto.js';
import { pathOf, Resource } from '../../api/resource.js';
import { Button } from '../../components/button.js';
import { Notice } from '../../components/notice.js';
import { obstacle } from '../../components/obstacle.js';
import { Refusal } from '../../components/resource-card.js';
import { t } from '../../text/t.js';
import { list } from './thermometers-state.js';

/** The probes that keys push, with the keys. */
const pushed = new Resource<OwnerProbesDto>('/owner/probes');

/** Whether the owner trusts a probe whose readings a key pushes, which key that is, and the decision about both. */
export function Trust({ probe }: { readonly probe: ProbeDto }) {
  const { probe_id: id, trusted } = probe;
  useEffect(() => void pushed.read(), []);
  const { pushed_by: key, claimed_by: claimant = null } =
    pushed.value.value?.probes.find((one) => one.probe_id === id) ?? {};
  const rival = claimant === key ? null : claimant;
  return (
    <>
      {trusted ? (
        <p class="hint">{t('thermometers.trusted')}</p>
      ) : (
        <Notice severity="warning">{t('thermometers.untrusted')}</Notice>
      )}
      {key !== undefined && <p class="hint">{t('thermometers.pushedBy', { key })}</p>}
      {rival !== null && <Notice severity="warning">{t('thermometers.claimedBy', { key: rival })}</Notice>}
      <Decisions probe={probe} keys={rival === null ? [undefined] : [key, rival]} owner={key} />
    </>
  );
}

interface DecisionsProps {
  readonly probe: ProbeDto;
  /** The keys among which the owner chooses; undefined where there is no choice. */
  readonly keys: readonly (string | undefined)[];
  /** The key that the probe belongs to. */
  readonly owner: string | undefined;
}

function Decisions({ probe: { probe_id: id, name, trusted }, keys, owner }: DecisionsProps) {
  const [isAsked, setAsked] = useState(false);
  const decide = (decision: 'trust' | 'distrust', from?: string): void => {
    setAsked(true);
    void pushed.change(
      { method: 'POST', path: `${pathOf(id)}/${decision}`, body: { pushed_by: from } },
      () => t(decision === 'trust' ? 'thermometers.trusted' : 'thermometers.untrusted'),
      list,
    );
  };
  const others = keys.filter((from) => !trusted || (from !== undefined && from !== owner));
  return (
    <>
      {isAsked && <Refusal of={pushed} />}
      <p class="session-actions">
        {others.map((from) => (
          <Decision
            key={from}
            name={name}
            label={from === undefined ? t('thermometers.trust') : t('thermometers.trustKey', { key: from })}
            decide={() => decide('trust', from)}
          />
        ))}
        {trusted && (
          <Decision name={name} label={t('thermometers.distrust')} decide={() => decide('distrust')} />
        )}
      </p>
    </>
  );
}

interface DecisionProps {
  /** The name of the probe. */
  readonly name: string;
  readonly label: string;
  readonly decide: () => void;
}

const Decision = ({ name, label, decide }: DecisionProps) => (
  <Button reason={obstacle()} aria-label={`${label}: ${name}`} onClick={decide}>
    {label}
  </Button>
);
