import type { CookDto } from '../../../../src/history/dto/cook.dto.js';
import type { SettingChangeDto } from '../../../../src/history/dto/cook-parts.dto.js';

/** Something that happened during a cook. */
export type CookMoment =
  | { readonly at: string; readonly kind: 'begun' | 'waterReached' | 'timerBegan' | 'safe' | 'discarded' }
  | { readonly at: string; readonly kind: 'settingChanged'; readonly setting: SettingChangeDto }
  | {
      readonly at: string;
      readonly kind: 'unseen';
      readonly seconds: number;
      readonly cause: 'server' | 'line';
    }
  | { readonly at: string; readonly kind: 'over'; readonly outcome: NonNullable<CookDto['outcome']> };

/** What happened during a cook, in the order of time. */
export function timelineOf(cook: CookDto): readonly CookMoment[] {
  const { bath, settings, interruptions, safety, discarded_at: discardedAt } = cook;
  const moments: CookMoment[] = [{ at: cook.started_at, kind: 'begun' }];
  if (bath.reached_at !== null) moments.push({ at: bath.reached_at, kind: 'waterReached' });
  if (bath.timer_started_at !== null) moments.push({ at: bath.timer_started_at, kind: 'timerBegan' });
  for (const setting of settings.slice(1)) moments.push({ at: setting.at, kind: 'settingChanged', setting });
  for (const { from, seconds, cause } of interruptions)
    moments.push({ at: from, kind: 'unseen', seconds, cause });
  // What a running cook has is a forecast.
  if (safety?.pasteurized === true && safety.pasteurized_at !== null)
    moments.push({ at: safety.pasteurized_at, kind: 'safe' });
  if (cook.ended_at !== null)
    moments.push({ at: cook.ended_at, kind: 'over', outcome: cook.outcome ?? 'ended' });
  if (discardedAt !== null) moments.push({ at: discardedAt, kind: 'discarded' });
  return moments.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

/** What became of the food, as a list shows it. */
export type FoodOutcome = 'discard' | 'running' | 'pasteurized' | 'notPasteurized' | 'notNeeded';

/** What became of the food of a cook: what must be done about it comes first. */
export function foodOutcome({
  must_be_discarded: mustBeDiscarded,
  state,
  pasteurized,
}: Pick<CookDto, 'must_be_discarded' | 'state' | 'pasteurized'>): FoodOutcome {
  if (mustBeDiscarded) return 'discard';
  if (state === 'running') return 'running';
  if (pasteurized === null) return 'notNeeded';
  return pasteurized ? 'pasteurized' : 'notPasteurized';
}
