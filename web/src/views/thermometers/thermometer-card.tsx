import { Card } from '../../components/card.js';
import { dateAndTime } from '../../text/dates.js';
import { t } from '../../text/t.js';
import { ProbeItem } from './probe-item.js';
import type { SeenThermometer } from './thermometer-list.js';

/** The names of the makers and ways, which are the same in every language. */
const VENDORS: Readonly<Record<SeenThermometer['thermometer']['vendor'], string>> = {
  thermoworks: 'ThermoWorks',
  fireboard: 'FireBoard',
  meater: 'MEATER',
  mqtt: 'MQTT',
  http: 'HTTP',
};

/** The name of where readings come from; foreign ones as they are. */
export const vendorInWords = (vendor: string): string =>
  (VENDORS as Readonly<Record<string, string>>)[vendor] ?? vendor;

/** One thermometer with its probes. */
export function ThermometerCard({ thermometer, at }: SeenThermometer) {
  const { name, probes } = thermometer;
  return (
    <Card heading={<bdi>{name}</bdi>}>
      <p class="hint">{factsOf(thermometer).join(' · ')}</p>
      <ul class="probes">
        {probes.map((probe) => (
          <ProbeItem
            key={probe.probe_id}
            seen={{ probe, thermometer, at, ageSeconds: probe.reading_age_seconds }}
          />
        ))}
      </ul>
    </Card>
  );
}

/** What is known of the thermometer itself, each in a few words. */
function factsOf(thermometer: SeenThermometer['thermometer']): readonly string[] {
  const { vendor, model, online, battery_percent: percent, signal_dbm: dbm, last_seen: seen } = thermometer;
  return [
    makerAndModel(vendorInWords(vendor), model),
    ...(online === null ? [] : [t(online ? 'thermometers.online' : 'thermometers.offline')]),
    ...(percent === null ? [] : [t('thermometers.battery', { percent })]),
    ...(dbm === null ? [] : [t('thermometers.signal', { dbm })]),
    ...(seen === null ? [] : [t('thermometers.lastSeen', { when: dateAndTime(seen) })]),
  ];
}

/** A model that begins with its maker is said once. */
const makerAndModel = (maker: string, model: string): string =>
  model.startsWith(maker) ? model : [maker, model].filter(Boolean).join(' ');
