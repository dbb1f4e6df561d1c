export { thermoworksSource as sourceOf } from './thermoworks-source.js';
