import type { ProbeSessionDto } from '../../../../src/cooking/probes/dto/probe-session.dto.js';
import { Temperature } from '../../components/temperature.js';
import { t } from '../../text/t.js';
import { modelInWords } from '../../units/difference.js';

/** The modelled core beside the measured one, with the difference and its likely cause. */
export function ModelBeside({ session: { model } }: { readonly session: ProbeSessionDto }) {
  if (model === undefined) return null;
  const { core_temp_celsius: core, difference_celsius: difference, cause, error } = model;
  return (
    <div class="session-model">
      <dt>{t('now.coreModelled')}</dt>
      <dd>
        <span class="session-target">
          <Temperature celsius={core} />
        </span>
        {difference !== null && <p>{modelInWords(difference)}</p>}
        {error !== null ? (
          <p class="problem">{t('now.implausible')}</p>
        ) : (
          cause !== null && <p>{t(`thermometers.${cause}`)}</p>
        )}
      </dd>
    </div>
  );
}
