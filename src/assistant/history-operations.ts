import { CooksQueryDto, USUAL_LIMIT } from '../history/dto/cooks-query.dto.js';
import type { CooksDto } from '../history/dto/cooks.dto.js';
import type { ReadingsDto } from '../history/dto/readings.dto.js';
import { reportReadings } from '../history/readings-report.js';
import { CookCurveDto, MOST_CURVE_POINTS, USUAL_CURVE_POINTS } from './cook-curve.dto.js';
import { CookIdDto } from './cook-id.dto.js';
import { READS } from './effects.js';
import type { AssistantOperation } from './operation.js';

const listCooks: AssistantOperation<CooksQueryDto> = {
  operationId: 'listCooks',
  tool: 'list_cooks',
  route: 'GET /cooks',
  scope: 'history:read',
  effects: READS,
  input: CooksQueryDto,
  sentence: cooksSentence,
  run: ({ history }, { limit = USUAL_LIMIT, cursor }, principal) => history.list(principal, limit, cursor),
};

const getCook: AssistantOperation<CookIdDto> = {
  operationId: 'getCook',
  tool: 'get_cook',
  route: 'GET /cooks/{cook_id}',
  scope: 'history:read',
  effects: READS,
  input: CookIdDto,
  run: ({ history }, { cook_id: cook }, principal) => history.cook(principal, cook),
};

const getCookReadings: AssistantOperation<CookCurveDto> = {
  operationId: 'getCookReadings',
  tool: 'get_cook_curve',
  route: 'GET /cooks/{cook_id}/readings',
  scope: 'history:read',
  effects: READS,
  pictured: true,
  input: CookCurveDto,
  narrowed: {
    format: 'left out',
    points: {
      maximum: MOST_CURVE_POINTS,
      description: `How many readings at most, 4 to ${MOST_CURVE_POINTS}; the peaks survive. Left out: ${USUAL_CURVE_POINTS}.`,
    },
  },
  sentence: curveSentence,
  run: async ({ history }, { cook_id: cook, points = USUAL_CURVE_POINTS }, principal) =>
    reportReadings(cook, await history.curve(principal, cook), points),
};

/** The operations that read past cooks and the running one. */
export const HISTORY_OPERATIONS = [listCooks, getCook, getCookReadings] as const;

function cooksSentence({ cooks, next_cursor: next }: CooksDto): string {
  if (cooks.length === 0) return 'No cooks.';
  const more = next === null ? '' : ' There are older ones.';
  return `${cooks.length === 1 ? 'One cook' : `${cooks.length} cooks`}, newest first.${more}`;
}

/** The course of the water in numbers, for clients that show no picture. */
function curveSentence({ readings, recorded }: ReadingsDto): string {
  const [first, last] = [readings[0], readings.at(-1)];
  if (first === undefined || last === undefined) return 'No readings were recorded.';
  const highest = Math.max(...readings.map(({ water_temp_celsius: water }) => water));
  const shown = readings.length === recorded ? `${recorded}` : `${readings.length} of ${recorded}`;
  return (
    `${shown} readings from ${first.at} to ${last.at}: the water was ${first.water_temp_celsius} °C at first, ` +
    `${highest} °C at most and ${last.water_temp_celsius} °C at the end.`
  );
}
