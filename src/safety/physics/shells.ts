import type { FoodBody } from './food-body.js';

/** The shells of a piece: their volumes, and how fast heat passes their outer faces. */
export interface Shells {
  readonly volumes: Float64Array;
  readonly outward: Float64Array;
}

/** Throws a RangeError for a body that no food can be, or too few shells. */
export function cutIntoShells(body: FoodBody, shells: number): Shells {
  if (!(shells >= 2)) throw new RangeError(`Food needs at least 2 shells, not ${shells}`);
  const { volumes, outward } = cut(body, shells);
  const isFinite = [...volumes, ...outward, body.start].every(Number.isFinite);
  if (!isFinite || !(volumes[0]! > 0 && outward[0]! > 0))
    throw new RangeError(`Food cannot be ${JSON.stringify(body)}`);
  return { volumes, outward };
}

function cut(body: FoodBody, shells: number): Shells {
  const { shapeExponent, diffusivity, conductivity, heatTransfer } = body;
  const depth = body.thickness / 2000 / shells;
  const volumes = new Float64Array(shells);
  const outward = new Float64Array(shells);
  for (let i = 0; i < shells; i++) {
    const [inside, outside] = [i * depth, (i + 1) * depth];
    const power = shapeExponent + 1;
    volumes[i] = (outside ** power - inside ** power) / power;
    // From the middle of one shell to the middle of the next; at the rim half a shell, then the water's own resistance.
    const way = i + 1 < shells ? depth : depth / 2 + conductivity / heatTransfer;
    outward[i] = (diffusivity * outside ** shapeExponent) / way;
  }
  return { volumes, outward };
}

/** About the seconds that heat takes to the core: through the water's film and through the food. */
export function slowness({ thickness, diffusivity, conductivity, heatTransfer }: FoodBody): number {
  const radius = thickness / 2000;
  return (radius * (radius + conductivity / heatTransfer)) / diffusivity;
}
