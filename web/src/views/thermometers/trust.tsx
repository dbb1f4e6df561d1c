import { useState } from 'preact/hooks';
import type { ProbeDto } from '../../../../src/thermometers/dto/thermometers.dto.js';
import { sendJson } from '../../api/client.js';
import { messageOf } from '../../api/resource.js';
import { Button } from '../../components/button.js';
import { Notice } from '../../components/notice.js';
import { obstacle } from '../../components/obstacle.js';
import { t } from '../../text/t.js';
import { readAll } from './thermometers-state.js';

/** Whether the owner trusts a probe whose readings a program pushes, and the decision about that. */
export function Trust({ probe }: { readonly probe: ProbeDto }) {
  const { probe_id: id, name, trusted } = probe;
  const [problem, setProblem] = useState<unknown>();
  const decide = async (): Promise<void> => {
    setProblem(undefined);
    const path = `/owner/probes/${encodeURIComponent(id)}/${trusted ? 'distrust' : 'trust'}`;
    await sendJson('POST', path, {}).catch(setProblem);
    readAll();
  };
  return (
    <>
      {trusted ? (
        <p class="hint">{t('thermometers.trusted')}</p>
      ) : (
        <Notice severity="warning">{t('thermometers.untrusted')}</Notice>
      )}
      {problem !== undefined && (
        <Notice severity="danger" live lang="en">
          {messageOf(problem)}
        </Notice>
      )}
      <p>
        <Button
          reason={obstacle()}
          aria-label={t(trusted ? 'thermometers.distrustNamed' : 'thermometers.trustNamed', { name })}
          onClick={() => void decide()}
        >
          {t(trusted ? 'thermometers.distrust' : 'thermometers.trust')}
        </Button>
      </p>
    </>
  );
}
