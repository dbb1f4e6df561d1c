import { servesHomeAssistant } from '../../auth/home-assistant/serves-home-assistant.js';
import { brokerAddress, shownAddress } from '../../thermometers/vendors/mqtt/connection/broker-address.js';
import { visitBroker, type BrokerVisit } from '../../thermometers/vendors/mqtt/broker-visit.js';
import { faultSentence, hasMapping, readMapping } from '../../thermometers/vendors/mqtt/mapping-file.js';
import type { Mapping } from '../../thermometers/vendors/mqtt/protocol/mapping.js';
import { printable } from '../../shared/printable.js';
import { milliseconds } from '../../shared/units.js';
import type { Check } from './check.js';
import { note, ok, RESTART, wrong, type Finding } from './finding.js';

const CHECK = 'mqtt';
const HOME_ASSISTANT = 'for Home Assistant';
/** As soon as the broker has confirmed the topics. */
const AT_ONCE = milliseconds(0);

/** Whether the MQTT broker of Home Assistant and of probes can be used; silent where neither broker nor mapping is set. */
export const mqtt: Check = async ({ clock }, { settings: { environment } }) => {
  if (environment === undefined) return [];
  const { mqttUrl, configDir } = environment;
  const file = `${configDir}/probes.json`;
  if (mqttUrl === undefined) {
    if (!hasMapping(configDir)) return [];
    return [note(CHECK, `there is ${file}, and no broker`, `set MQTT_URL, then ${RESTART}`)];
  }
  if (!hasMapping(configDir) && servesHomeAssistant(environment))
    return [
      ofVisit(await visitBroker({ mqttUrl, topics: [], stay: AT_ONCE, clock }), mqttUrl, [HOME_ASSISTANT]),
    ];
  if (!hasMapping(configDir)) {
    const mend = `write ${file} as docs/thermometers.md shows, then ${RESTART}`;
    return [wrong(CHECK, 'MQTT_URL is set, but nothing says what is a probe', mend)];
  }
  const mapping = readMapping(configDir);
  if (mapping.faults.length > 0) return [ofFaults(mapping, file)];
  const topics = mapping.gateways.map(({ topic }) => topic.text);
  const visit = await visitBroker({ mqttUrl, topics, stay: AT_ONCE, clock });
  const { length } = mapping.gateways;
  const uses = [
    length === 1 ? 'with one gateway' : `with ${length} gateways`,
    ...(servesHomeAssistant(environment) ? [HOME_ASSISTANT] : []),
  ];
  return [ofVisit(visit, mqttUrl, uses)];
};

function ofFaults({ faults }: Mapping, file: string): Finding {
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : '';
  return wrong(CHECK, `${faultSentence(faults[0]!)}${more}`, `correct ${file}, then ${RESTART}`);
}

/** @param uses what it is connected with or for */
function ofVisit(visit: BrokerVisit, mqttUrl: string, uses: readonly string[]): Finding {
  const broker = shownAddress(brokerAddress(mqttUrl));
  if (!('end' in visit)) {
    if (visit.refused.length === 0)
      return ok(CHECK, `the broker at ${broker} is connected, ${uses.join(' and ')}`);
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
