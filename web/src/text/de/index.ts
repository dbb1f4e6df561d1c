import { about } from './about.js';
import { access } from './access.js';
import { approvals } from './approvals.js';
import { curve } from './curve.js';
import { frame } from './frame.js';
import { history } from './history.js';
import { notify } from './notify.js';
import { now } from './now.js';
import { parts } from './parts.js';
import { start } from './start.js';
import { stop } from './stop.js';

/** Every text in German. */
export const de = { about, access, approvals, curve, frame, history, notify, now, parts, start, stop };
