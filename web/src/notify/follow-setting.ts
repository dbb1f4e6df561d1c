import { staysLiveWhenHidden } from '../api/live-stream.js';
import { isNotifying } from './setting.js';

/** Follows what notifications are about while they are wanted, in hidden tabs too. What does it is loaded then. */
export function followSetting(): void {
  isNotifying.subscribe((isOn) => {
    staysLiveWhenHidden.value = isOn;
    if (isOn) void import('./notifier.js').then(({ startNotifying }) => startNotifying());
  });
}
