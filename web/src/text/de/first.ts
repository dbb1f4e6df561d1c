import { alert } from './alert.js';
import { curve } from './curve.js';
import { frame } from './frame.js';
import { notify } from './notify.js';
import { now } from './now.js';
import { parts } from './parts.js';
import { rule } from './rule.js';
import { stop } from './stop.js';

/** The texts in German that the frame and the first view need. */
export const first = { alert, curve, frame, notify, now, parts, rule, stop };
