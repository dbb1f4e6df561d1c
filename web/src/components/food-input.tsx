import { signal } from '@preact/signals';
import type { FoodClassDto, FoodsDto } from '../../../src/safety/foods.dto.js';
import { getJson } from '../api/client.js';
import type { TextInputProps } from './number-input.js';

/** The list that the browser searches while the person types; every other text may be typed too. */
const SUGGESTIONS = 'suggested-foods';

/** The classes of food that the server knows, once they are read. */
const foods = signal<readonly FoodClassDto[]>([]);

/** Reads the classes of food; without them a form works too. */
export async function readFoods(): Promise<void> {
  if (foods.peek().length > 0) return;
  const read = await getJson<FoodsDto>('/foods').catch(() => undefined);
  if (read !== undefined) foods.value = read.classes;
}

/** An input for a food, with the names that the server knows as suggestions. */
export function FoodInput({ links, value, onText }: TextInputProps) {
  const names = [...new Set(foods.value.flatMap((one) => one.names))];
  return (
    <>
      <input
        {...links}
        type="text"
        class="food-input"
        list={SUGGESTIONS}
        maxLength={64}
        autocomplete="off"
        value={value}
        onInput={({ currentTarget }) => onText(currentTarget.value)}
      />
      <datalist id={SUGGESTIONS}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}
