import type { ComponentChildren } from 'preact';
import type { HeatingCurveDto } from '../../../../src/cooking/dto/heating-curve.dto.js';
import { duration } from '../../text/duration.js';
import { t } from '../../text/t.js';
import { SIGNS } from '../../units/temperature.js';
import { unit } from '../../units/unit.js';
import { organismName } from './organism-names.js';
import type { PicturedPlan } from './pictured-plan.js';
import type { Picture } from './picture.js';

/** The areas with their axes; the safe part of the time is coloured. */
export function Areas({ picture }: { picture: Picture }) {
  const { left, right, temperatures, reductions, safeFrom } = picture;
  const areas = [temperatures, ...(reductions ? [reductions] : [])];
  const bottom = (reductions ?? temperatures).bottom;
  return (
    <g>
      {areas.map(({ top, bottom: end }) => (
        <g key={top}>
          {safeFrom !== undefined && safeFrom < right && (
            <rect class="heating-safe" x={safeFrom} y={top} width={right - safeFrom} height={end - top} />
          )}
          <rect class="heating-frame" x={left} y={top} width={right - left} height={end - top} />
        </g>
      ))}
      {picture.temperatureMarks.map(({ at, value }) => (
        <g key={value}>
          <line class="heating-grid" x1={left} x2={right} y1={at} y2={at} />
          <text class="heating-mark" x={left - 6} y={at + 4} text-anchor="end">
            {value}
          </text>
        </g>
      ))}
      {picture.minuteMarks.map(({ at, value }) => (
        <text key={value} class="heating-mark" x={at} y={bottom + 18} text-anchor="middle">
          {duration(value)}
        </text>
      ))}
      <text class="heating-mark" x={left - 6} y={temperatures.top - 12} text-anchor="end">
        {SIGNS[unit.value]}
      </text>
      {reductions && (
        <text class="heating-title" x={left} y={reductions.top - 8}>
          {t('start.inactivation')}
        </text>
      )}
    </g>
  );
}

/** The temperatures, and how far each pathogen is from what is required. */
export function Lines({ picture }: { picture: Picture }) {
  const { left, right, required, reductions } = picture;
  return (
    <g>
      <polyline class="heating-line heating-water" points={picture.water} />
      <polyline class="heating-line heating-core" points={picture.core} />
      {reductions && (
        <g>
          <line class="heating-required" x1={left} x2={right} y1={required} y2={required} />
          <text class="heating-mark" x={left - 6} y={required + 4} text-anchor="end">
            100 %
          </text>
          {picture.organisms.map(({ organism, points }, index) => (
            <polyline key={organism} class={`heating-line heating-organism-${index % 4}`} points={points} />
          ))}
        </g>
      )}
    </g>
  );
}

/** What a text beside a moment needs, in pixels. */
const TEXT_WIDTH = 150;

/** The end of the chosen time, and from when on the food is safe. */
export function Moments({ picture, curve, hold }: { picture: Picture } & PicturedPlan) {
  const { chosen, safeFrom, temperatures, right } = picture;
  const { safe_at_minutes: safeAt } = curve;
  const isSafeShown = safeFrom !== undefined && safeAt !== null && safeFrom <= right;
  return (
    <g>
      {isSafeShown && (
        <Moment picture={picture} at={safeFrom} line="heating-safe-from">
          <SafeText
            x={safeFrom}
            y={temperatures.bottom - 8}
            isLeft={safeFrom + TEXT_WIDTH > right}
            minutes={safeAt}
          />
        </Moment>
      )}
      <Moment picture={picture} at={chosen} line="heating-chosen">
        <text
          class="heating-chosen-text"
          x={chosen}
          y={temperatures.top - 12}
          text-anchor={chosen + TEXT_WIDTH / 2 > right ? 'end' : 'middle'}
        >
          {t('start.chosen', { time: duration(hold) })}
        </text>
      </Moment>
    </g>
  );
}

/** What a moment in the picture has. */
interface MomentProps {
  readonly picture: Picture;
  readonly at: number;
  readonly line: string;
  readonly children: ComponentChildren;
}

/** A line through every area at one moment, with its text. */
const Moment = ({ picture: { temperatures, reductions }, at, line, children }: MomentProps) => (
  <g>
    {[temperatures, ...(reductions ? [reductions] : [])].map(({ top, bottom }) => (
      <line key={top} class={line} x1={at} x2={at} y1={top} y2={bottom} />
    ))}
    {children}
  </g>
);

const SafeText = ({ x, y, isLeft, minutes }: { x: number; y: number; isLeft: boolean; minutes: number }) => (
  <text class="heating-safe-text" x={isLeft ? x - 5 : x + 5} y={y} text-anchor={isLeft ? 'end' : 'start'}>
    {t('start.safeFrom', { time: duration(minutes) })}
  </text>
);

/** Which line is which. */
export function Legend({ curve }: { curve: HeatingCurveDto }) {
  const entries = [
    ['heating-core', t('start.core')],
    ['heating-water', t('start.water')],
    ...curve.log_reductions.map(({ organism }, index) => [
      `heating-organism-${index % 4}`,
      organismName(organism),
    ]),
  ] as const;
  return (
    <ul class="heating-legend" aria-hidden="true">
      {entries.map(([line, name]) => (
        <li key={line}>
          <svg width="28" height="10">
            <line class={`heating-line ${line}`} x1="1" x2="27" y1="5" y2="5" />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}
