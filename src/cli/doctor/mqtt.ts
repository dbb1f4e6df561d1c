import { brokerAddress, shownAddress } from '../../thermometers/vendors/mqtt/connection/broker-address.js';
import { visitBroker, type BrokerVisit } from '../../thermometers/vendors/mqtt/broker-visit.js';
import { faultSentence, hasMapping, readMapping } from '../../thermometers/vendors/mqtt/mapping-file.js';
import type { Mapping } from '../../thermometers/vendors/mqtt/protocol/mapping.js';
import { printable } from '../../shared/printable.js';
import { milliseconds } from '../../shared/units.js';
import type { Check } from './check.js';
import { note, ok, RESTART, wrong, type Finding } from './finding.js';

const CHECK = 'mqtt';
/** As soon as the broker has confirmed the topics. */
const AT_ONCE = milliseconds(0);

/** Whether probes can be read from the MQTT broker; silent where neither broker nor mapping is set. */
export const mqtt: Check = async ({ clock }, { settings: { environment } }) => {
  if (environment === undefined) return [];
  const { mqttUrl, configDir } = environment;
  const file = `${configDir}/probes.json`;
  if (mqttUrl === undefined) {
    if (!hasMapping(configDir)) return [];
    return [note(CHECK, `there is ${file}, and no broker`, `set MQTT_URL, then ${RESTART}`)];
  }
  if (!hasMapping(configDir)) {
    const mend = `write ${file} as docs/thermometers.md shows, then ${RESTART}`;
    return [wrong(CHECK, 'MQTT_URL is set, but nothing says what is a probe', mend)];
  }
  const mapping = readMapping(configDir);
  if (mapping.faults.length > 0) return [ofFaults(mapping, file)];
  const topics = mapping.gateways.map(({ topic }) => topic.text);
  const visit = await visitBroker({ mqttUrl, topics, stay: AT_ONCE, clock });
  return [ofVisit(visit, mapping, shownAddress(brokerAddress(mqttUrl)))];
};

function ofFaults({ faults }: Mapping, file: string): Finding {
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : '';
  return wrong(CHECK, `${faultSentence(faults[0]!)}${more}`, `correct ${file}, then ${RESTART}`);
}

function ofVisit(visit: BrokerVisit, { gateways }: Mapping, broker: string): Finding {
  if (!('end' in visit)) {
    const gatewaysInWords = gateways.length === 1 ? 'one gateway' : `${gateways.length} gateways`;
    if (visit.refused.length === 0)
      return ok(CHECK, `the broker at ${broker} is connected, with ${gatewaysInWords}`);
    const topics = visit.refused.map((topic) => printable(topic)).join(', ');
    const mend = "allow it in the broker's access list, for the user in MQTT_URL";
    return wrong(CHECK, `the broker does not let Coddle read ${topics}`, mend);
  }
  const { how, why } = visit.end;
  if (how === 'refused') {
    const mend = `correct MQTT_URL, then ${RESTART}`;
    return wrong(CHECK, `the broker at ${broker} refuses the user name and password (${why})`, mend);
  }
  const mend = 'check that the broker runs, and that MQTT_URL has its address and port';
  return wrong(CHECK, `the broker at ${broker} cannot be reached (${why})`, mend);
}
