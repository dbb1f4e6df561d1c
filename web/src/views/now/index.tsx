import { cooker, cookers } from '../../state/cookers.js';
import { t } from '../../text/t.js';
import { CookerNow } from './cooker-now.js';
import { FiringAlerts } from './firing-alerts.js';
import { NoCooker } from './no-cooker.js';
import { OtherCookers } from './other-cookers.js';
import './now.css';

/** The view Now: what the chosen cooker does, and what becomes of the food. */
export default function NowView() {
  const seen = cooker.value;
  if (seen === undefined)
    return (
      <>
        <h1>{t('now.heading')}</h1>
        <FiringAlerts />
        <NoCooker />
      </>
    );
  return (
    <>
      <CookerNow key={seen.status.device_id} seen={seen} />
      {cookers.value.size > 1 && <OtherCookers />}
    </>
  );
}
