import { about } from './about.js';
import { access } from './access.js';
import { alerts } from './alerts.js';
import { approvals } from './approvals.js';
import { history } from './history.js';
import { start } from './start.js';
import { thermometers } from './thermometers.js';

/** The texts in German of the other views. */
export const later = { about, access, alerts, approvals, history, start, thermometers };
